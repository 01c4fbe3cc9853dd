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
  var answered: Set<UInt32> = []
  /// Whether reg-slow was judged.
  var isSpeedJudged = false
  /// A list of capabilities without an audio codec; nil once there was one with codecs.
  var emptyCapabilities: FrameStamp?
  var hasCapabilities = false
  var codecs: Set<UInt32> = []
  /// An answer about lines, and whether one had a number.
  var lineAnswer: FrameStamp?
  var hasLine = false
  var lineCount: UInt32?
}

/// What a message is for a registration.
enum SetUpSign: Sendable {
  case request, acceptance, refusal
  case tokenRequest, tokenGrant, tokenRefusal
  case setUpRequest, setUpAnswer, time
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
      .lineStatRes, .lineStatV2Res, .speedDialStatRes, .speedDialStatV2Res, .forwardStatRes,
      .featureStatRes, .featureStatV2Res, .serviceURLStatRes, .serviceURLStatV2Res,
      .buttonTemplateRes, .softKeyTemplateRes, .softKeySetRes, .configStatRes, .configStatV2Res,
      .versionRes, .serverRes,
    ],
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
