import SCCP

/// What a message says about a registration.
enum RegistrationSign: Sendable {
  case request, acceptance, refusal
  case tokenRequest, tokenRefusal
  case time, signOff, signOffAnswer, reset
  /// Messages that say nothing about whether the device is registered.
  case neutral
  case keepAlive

  static let table = MessageTable<RegistrationSign>([
    .request: [.registerReq],
    .acceptance: [.registerAck],
    .refusal: [.registerReject],
    .tokenRequest: [.registerTokenReq, .spcpRegisterTokenReq],
    .tokenRefusal: [.registerTokenReject, .spcpRegisterTokenReject],
    .time: [.timeDateRes],
    .signOff: [.unregisterReq],
    .signOffAnswer: [.unregisterAck],
    .reset: [.reset],
    .neutral: [.alarm, .enhancedAlarm, .registerTokenAck, .spcpRegisterTokenAck, .ipPort],
    .keepAlive: [.keepAliveReq, .keepAliveAck],
  ])
}
