import SCCP
import Story
import Wire

/// How far the registration on a connection came.
struct RegistrationProgress {
  /// RegisterReq, and what it said.
  var request: FrameStamp?
  var version: UInt32?
  var acceptance: FrameStamp?
  var isRejected = false
  /// Whether the device got its first idle screen, or its clock.
  var isComplete = false
  var hasSignedOff = false
  /// What the tracker says of it.
  var state: Registration?
  /// The newest answer to a request of the set-up, and how many there were.
  var setUpAnswer: FrameStamp?
  var setUpCount = 0
  /// The slowest of them.
  var slowest: (nanoseconds: Int64, name: String)?
  /// Kinds of requests that were answered.
  var answered: [UInt32] = []
  /// Whether reg-slow was judged.
  var isSpeedJudged = false
  /// A list of capabilities without an audio codec; nil once there was one with codecs.
  var emptyCapabilities: FrameStamp?
  var hasCapabilities = false
  /// An answer about lines, and whether one had a number.
  var lineAnswer: FrameStamp?
  var hasLine = false

  mutating func noteAnswer(to request: UInt32) {
    if !answered.contains(request) { answered.append(request) }
  }
}

/// What a message is for a registration.
enum SetUpSign: MessageSign {
  case request, acceptance, refusal
  case tokenRequest, tokenGrant, tokenRefusal
  case setUpRequest, setUpAnswer, lineAnswer, configurationAnswer, time
  case capabilitiesRequest, capabilities
  case idle, signOff, use

  static let table = MessageTable<SetUpSign>([
    .request: [.registerReq],
    .acceptance: [.registerAck],
    .refusal: [.registerReject],
    .tokenRequest: [.registerTokenReq, .spcpRegisterTokenReq],
    .tokenGrant: [.registerTokenAck, .spcpRegisterTokenAck],
    .tokenRefusal: [.registerTokenReject, .spcpRegisterTokenReject],
    .setUpRequest: [
      .lineStatReq, .speedDialStatReq, .forwardStatReq, .featureStatReq, .serviceURLStatReq,
      .buttonTemplateReq, .softKeyTemplateReq, .softKeySetReq, .configStatReq, .timeDateReq,
      .versionReq, .serverReq,
    ],
    .setUpAnswer: [
      .speedDialStatRes, .speedDialStatV2Res, .forwardStatRes, .featureStatRes, .featureStatV2Res,
      .serviceURLStatRes, .serviceURLStatV2Res, .buttonTemplateRes, .softKeyTemplateRes,
      .softKeySetRes, .versionRes, .serverRes,
    ],
    .lineAnswer: [.lineStatRes, .lineStatV2Res],
    .configurationAnswer: [.configStatRes, .configStatV2Res],
    .time: [.timeDateRes],
    .capabilitiesRequest: [.capabilitiesReq],
    .capabilities: [.capabilitiesRes, .updateCapabilities, .capabilitiesV2Res, .capabilitiesV3Res],
    .idle: [.callState, .selectSoftKeys],
    .signOff: [.unregisterReq],
    .use: [
      .offHook, .softKeyEvent, .stimulus, .enblocCall, .onHook, .keypadButton, .callInfo,
      .callInfoV2, .openReceiveChannel, .startMediaTransmission, .openReceiveChannelAck,
    ],
  ])
}
