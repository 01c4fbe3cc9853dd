import SCCP

/// What a message or the end of a connection says to have gone wrong, taken by itself.
///
/// Only what leaves no doubt counts: a busy party and a phone that is told to restart are part of a
/// usual day.
package enum Mishap: Int, CaseIterable, Sendable {
  /// A server refuses to register a device.
  case registrationRefused
  /// The server ends a call because the network or the number is at fault.
  case callFailed
  /// A device cannot send or receive audio or video as it was told to.
  case mediaRefused
  /// Nothing takes a connection on the server's port.
  case connectionRefused
  /// An end cuts a connection that was in use.
  case connectionReset
}

extension Record {
  /// What went wrong by this message; nil for nearly all.
  package var mishap: Mishap? {
    switch message.header.identifier {
    case MessageDefinition.registerReject.identifier: return .registrationRefused
    case MessageDefinition.callState.identifier:
      let state = value(.callState)
      return state == .congestion || state == .invalidNumber ? .callFailed : nil
    case MessageDefinition.openReceiveChannelAck.identifier,
      MessageDefinition.startMediaTransmissionAck.identifier:
      return hasFailed ? .mediaRefused : nil
    default: return nil
    }
  }
}

extension ConnectionEvent {
  /// What went wrong by this event.
  ///
  /// A reset after the device has signed off, or after the server has told it to restart, only ends
  /// what was over.
  package var mishap: Mishap? {
    guard kind == .reset else { return nil }
    if isRefusal { return .connectionRefused }
    switch lastMessage?.name {
    case nil, MessageDefinition.unregisterReq.name, MessageDefinition.unregisterAck.name,
      MessageDefinition.reset.name:
      return nil
    default: return .connectionReset
    }
  }
}
