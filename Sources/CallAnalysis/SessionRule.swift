import SCCP
import Wire

/// What messages teach about the device at their connection.
enum SessionRule: UInt8, CaseIterable, Sendable {
  case registration, token, configuration, acceptance, refusal, keepAlive
  case softKeys, ringer, lamp, callState, parties, feature
  case alarm, signOff, keySelection, key, action
  case receiveOrder, sendOrder, receiveEnd, sendEnd

  /// The messages that teach it.
  var messages: [MessageDefinition] {
    switch self {
    case .registration: [.registerReq]
    case .token: [.registerTokenReq, .spcpRegisterTokenReq]
    case .configuration: [.configStatRes, .configStatV2Res]
    case .acceptance: [.registerAck]
    case .refusal: [.registerReject]
    case .keepAlive: [.keepAliveReq]
    case .softKeys: [.softKeyTemplateRes, .softKeySetRes]
    case .ringer: [.setRinger]
    case .lamp: [.setLamp]
    case .callState: [.callState]
    case .parties: [.callInfo, .callInfoV2]
    case .feature: [.featureStatRes, .featureStatV2Res]
    case .alarm: [.alarm]
    case .signOff: [.unregisterReq]
    case .keySelection: [.selectSoftKeys]
    case .key: [.softKeyEvent]
    case .action:
      [.offHook, .offHookWithCallingPartyNumber, .onHook, .stimulus, .enblocCall]
    case .receiveOrder: [.openReceiveChannel, .startMulticastMediaReception]
    case .sendOrder: [.startMediaTransmission, .startMulticastMediaTransmission]
    case .receiveEnd: [.closeReceiveChannel, .stopMulticastMediaReception]
    case .sendEnd: [.stopMediaTransmission, .stopMulticastMediaTransmission]
    }
  }

  /// By the place of the message in the catalogue.
  private static let byPlace: [SessionRule?] = {
    var rules: [UInt32: SessionRule] = [:]
    for rule in allCases {
      for message in rule.messages { rules[message.identifier] = rule }
    }
    return Catalogue.messages.map { rules[$0.identifier] }
  }()

  /// What a message of this layout teaches.
  static func of(_ layout: Layout?) -> SessionRule? {
    layout.flatMap { byPlace[$0.index] }
  }

  /// Whether the device may have a name from now on.
  var namesDevice: Bool {
    switch self {
    case .registration, .token, .configuration: true
    default: false
    }
  }

  /// Whether it may change what soft keys, feature buttons and what is watched take.
  var changesMeaning: Bool {
    switch self {
    case .softKeys, .feature, .keySelection, .callState, .receiveOrder, .sendOrder, .receiveEnd,
      .sendEnd:
      true
    default: false
    }
  }

  /// Whether what came before may say something about its messages.
  var asksThePast: Bool {
    switch self {
    case .alarm, .signOff, .keySelection, .key, .action, .callState, .receiveOrder, .sendOrder,
      .receiveEnd, .sendEnd:
      true
    case .registration, .token, .configuration, .acceptance, .refusal, .keepAlive, .softKeys,
      .ringer, .lamp, .parties, .feature:
      false
    }
  }

  /// Notes what the message says; true where it says nothing that was not known.
  ///
  /// `softKeys` are those that some device was told of last.
  func learn(
    from message: Message, at stamp: FrameStamp, _ session: inout Session,
    _ softKeys: inout SoftKeyMemory
  ) -> Bool {
    switch self {
    case .registration: return session.learnRegistration(from: message)
    case .token:
      session.learn { facts in
        facts.deviceName = message.possibleText(.deviceName) ?? facts.deviceName
        facts.deviceType = message.possibleNumber(.deviceType) ?? facts.deviceType
      }
    case .configuration:
      // The only source of the name where its RegisterReq was before the capture.
      session.learn { $0.deviceName = $0.deviceName ?? message.possibleText(.deviceName) }
    case .acceptance:
      session.learn { $0.keepAliveInterval = message.possibleNumber(.keepAliveInterval) }
      session.registeredAt = stamp
      session.isRegistering = false
    case .refusal: session.isRegistering = false
    case .softKeys: session.learnSoftKeys(from: message, &softKeys)
    case .ringer:
      let mode = message.number(.ringMode)
      let former = session.ringMode ?? RingMode.off.rawValue
      session.ringMode = mode
      return mode == former
    case .lamp:
      guard let stimulus = message.number(.stimulus),
        let instance = message.number(.stimulusInstance), let mode = message.number(.lampMode)
      else { return false }
      return !session.lamps.update(stimulus: stimulus, instance: instance, mode: mode)
    case .callState:
      guard let reference = message.callReference, let state = message.value(.callState) else {
        return false
      }
      return session.calls.note(state, of: reference, at: stamp)
    case .parties:
      guard let reference = message.callReference else { return false }
      return session.calls.note(parties: message.textDigest, of: reference)
    case .feature:
      if !session.profile.facts.features.knows(message) {
        session.learn { $0.features.learn(from: message) }
      }
    case .alarm:
      // The only source of the name where the capture lacks its RegisterReq.
      if session.profile.facts.deviceName == nil, let name = message.alarmedName {
        session.learn { $0.alarmedName = name }
      }
    case .keepAlive, .signOff, .keySelection, .key, .action, .receiveOrder, .sendOrder,
      .receiveEnd, .sendEnd:
      break
    }
    return false
  }
}

extension Session {
  /// Notes what RegisterReq says; true where an earlier one has not been answered.
  fileprivate mutating func learnRegistration(from message: Message) -> Bool {
    let isUnanswered = isRegistering
    isRegistering = true
    registeredAt = nil
    learn { facts in
      facts.deviceName = message.possibleText(.deviceName) ?? facts.deviceName
      facts.deviceType = message.possibleNumber(.deviceType)
      facts.offeredVersion = message.number(.protocolVer)
      facts.firmwareLoad = message.possibleText(.firmwareLoadName)
      facts.hasRegisterRequest = true
    }
    return isUnanswered
  }
}

extension CallState {
  /// Whether others bring it about: a call comes in, or is in use or held at another phone.
  var isOthers: Bool { self == .ringIn || self == .remoteMultiline || self == .remoteHold }

  /// Whether the call has ended for this device.
  var isOver: Bool { self == .onHook }
}

extension Message {
  /// A digest of all texts (FNV-1a, 64 bits), to tell a repetition from news.
  fileprivate var textDigest: UInt64 {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    let all = bytes.span
    for field in fields {
      switch field.kind {
      case .text, .displayText: break
      default: continue
      }
      for index in bytes(of: field) {
        if all[index] == 0 { break }
        digest = (digest ^ UInt64(all[index])) &* 0x100_0000_01b3
      }
      digest = (digest ^ 0xff) &* 0x100_0000_01b3
    }
    return digest
  }
}
