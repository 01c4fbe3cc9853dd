import SCCP
import Wire

/// What a message of one name teaches about the device at its connection.
final class SessionRule: Sendable {
  let message: String
  /// Notes what the message says; true where it says nothing that was not known.
  let learn: @Sendable (Session, Message, FrameStamp) -> Bool

  init(
    _ message: String, _ learn: @escaping @Sendable (Session, Message, FrameStamp) -> Bool
  ) {
    self.message = message
    self.learn = learn
  }

  /// By the place of the message in the catalogue.
  static let byPlace: [SessionRule?] = {
    let byName = Dictionary(all.map { ($0.message, $0) }, uniquingKeysWith: { first, _ in first })
    return Catalogue.messages.map { byName[$0.name] }
  }()

  static let all: [SessionRule] = [
    SessionRule("RegisterReq") { session, message, _ in
      let isUnanswered = session.isRegistering
      session.isRegistering = true
      session.deviceName = message.text(.deviceName) ?? session.deviceName
      session.deviceType = message.number(.deviceType)
      session.offeredVersion = message.number(.protocolVer)
      session.firmwareLoad = message.text(.firmwareLoadName)
      session.hasRegisterRequest = true
      session.registeredAt = nil
      return isUnanswered
    },
    tokenRequest("RegisterTokenReq"),
    tokenRequest("SPCPRegisterTokenReq"),
    configuration("ConfigStatRes"),
    configuration("ConfigStatV2Res"),
    SessionRule("RegisterAck") { session, message, stamp in
      session.keepAliveInterval = message.number(.keepAliveInterval)
      session.registeredAt = stamp
      session.isRegistering = false
      return false
    },
    SessionRule("RegisterReject") { session, _, _ in
      session.isRegistering = false
      return false
    },
    SessionRule("SoftKeyTemplateRes") { session, message, _ in
      session.softKeys.learn(from: message)
      return false
    },
    SessionRule("SoftKeySetRes") { session, message, _ in
      session.softKeys.learn(from: message)
      return false
    },
    SessionRule("SetRinger") { session, message, _ in
      let mode = message.number(.ringMode)
      let former = session.ringMode ?? RingModes.off
      session.ringMode = mode
      return mode == former
    },
    SessionRule("SetLamp") { session, message, _ in
      guard let stimulus = message.number(.stimulus),
        let instance = message.number(.stimulusInstance), let mode = message.number(.lampMode)
      else { return false }
      return !session.lamps.update(stimulus: stimulus, instance: instance, mode: mode)
    },
    SessionRule("CallState", learnCallState),
    parties("CallInfo"),
    parties("CallInfoV2"),
  ]

  /// A device that asks for a token says who it is, as in RegisterReq.
  private static func tokenRequest(_ name: String) -> SessionRule {
    SessionRule(name) { session, message, _ in
      session.deviceName = message.text(.deviceName) ?? session.deviceName
      session.deviceType = message.number(.deviceType) ?? session.deviceType
      return false
    }
  }

  /// The server tells a device its own name: the only source where its RegisterReq was before the
  /// capture.
  private static func configuration(_ name: String) -> SessionRule {
    SessionRule(name) { session, message, _ in
      session.deviceName = session.deviceName ?? message.text(.deviceName)
      return false
    }
  }

  private static func parties(_ name: String) -> SessionRule {
    SessionRule(name) { session, message, _ in
      guard let reference = message.callReference else { return false }
      let digest = message.textDigest
      let isKnown = session.calls[reference]?.parties == digest
      session.calls.update(reference) { $0.parties = digest }
      return isKnown
    }
  }

  private static let learnCallState: @Sendable (Session, Message, FrameStamp) -> Bool = {
    session, message, stamp in
    guard let reference = message.callReference, let state = message.number(.callState) else {
      return false
    }
    if session.calls[reference]?.state == state { return true }
    if CallStates.isOver(state) {
      session.calls.remove(reference)
      return false
    }
    session.calls.update(reference) { leg in
      leg.state = state
      leg.stateSince = stamp
      if state == CallStates.connected, leg.connectedAt == nil { leg.connectedAt = stamp }
    }
    return false
  }
}

/// The call states that the analysis itself knows by number (enumeration DCallState).
enum CallStates {
  static let connected: UInt32 = 5
  private static let onHook: UInt32 = 2

  /// Whether the call has ended for this device.
  static func isOver(_ state: UInt32) -> Bool { state == onHook }
}

/// The ring modes that the analysis itself knows by number (enumeration RingMode).
enum RingModes {
  static let off: UInt32 = 1
}

extension Message {
  /// A digest of all texts (FNV-1a, 64 bits), to tell a repetition from news.
  fileprivate var textDigest: UInt64 {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for field in fields where field.kind == .text || field.kind == .displayText {
      for index in bytes(of: field) {
        if bytes[index] == 0 { break }
        digest = (digest ^ UInt64(bytes[index])) &* 0x100_0000_01b3
      }
      digest = (digest ^ 0xff) &* 0x100_0000_01b3
    }
    return digest
  }
}
