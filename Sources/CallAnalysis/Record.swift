package import SCCP
package import Wire

/// A message with all that is known about it, in storage that the next message uses again.
package struct Record: Sendable {
  /// The frame that completed it.
  package internal(set) var stamp = FrameStamp(number: 0, time: nil)
  /// Every frame that carried a part of it, where that was more than one.
  package internal(set) var carriers: [FramePlace] = []
  /// Number of the connection, from 0, in the order of their first messages.
  package internal(set) var stream = 0
  package internal(set) var device = Endpoint.nowhere
  package internal(set) var server = Endpoint.nowhere
  package internal(set) var isFromDevice = true
  /// What is known of the device.
  package internal(set) var profile = Profile.blank
  /// Whether a call rings at the device.
  var isDeviceRinging = false
  package internal(set) var message = Message()
  /// The request that it answers.
  var match: RequestMatcher.Match?
  /// The call's state before it, for a message about a call.
  var formerState: UInt32?
  /// When that state began, and when the call was first connected.
  var formerStateSince: FrameStamp?
  var connectedAt: FrameStamp?
  /// Whether it only repeats what was said before.
  var isRepetition = false
  package internal(set) var problems: [Problem] = []

  /// A record that says nothing, to be used for the storage that it will have.
  package init() {}

  /// Takes what is known of the connection and of the device at its end.
  mutating func take(_ session: Session) {
    stream = session.stream
    device = session.device
    server = session.server
    profile = session.profile
    isDeviceRinging = session.isRinging
  }

  /// The name that the device registered with, once known.
  package var deviceName: String? { profile.facts.deviceName }
  /// The frame of the request that it answers.
  package var answers: FramePlace? { match?.request }
  /// Nanoseconds since that request.
  package var responseTime: Int64? { match?.nanoseconds }
  package var source: Endpoint { isFromDevice ? device : server }
  package var destination: Endpoint { isFromDevice ? server : device }
}

/// What happened to a connection as a whole.
package struct ConnectionEvent: Sendable {
  package enum Kind: Sendable {
    /// SYN: one end asks for a connection.
    case opened
    /// SYN-ACK: the other end takes it.
    case accepted
    /// FIN: one end has nothing more to send.
    case closed
    /// RST: one end cuts it.
    case reset
  }

  package let kind: Kind
  package let stamp: FrameStamp
  package let source: Endpoint
  package let destination: Endpoint
  package let isFromDevice: Bool
  /// The device's name, where it is known.
  package let deviceName: String?
}

/// Takes what the dissector finds, in the order of the wire.
package protocol RecordSink {
  /// Takes a message's record; may swap it for another, whose storage is used next.
  mutating func receive(_ record: inout Record)
  mutating func receive(_ event: ConnectionEvent)
}
