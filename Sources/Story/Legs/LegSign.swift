import SCCP

/// What a message says about a leg.
enum LegSign: Sendable {
  case state, parties, dialedNumber
  case softKey, stimulus, offHook, onHook, wholeNumber, keypad
  case receiveOrder, transmitOrder
  case tone, ringer, lamp, recording, line, registration
  /// Messages that do not begin a leg: they come at its end, or after it.
  case trailing

  static let table = MessageTable<LegSign>([
    .state: [.callState],
    .parties: [.callInfo, .callInfoV2],
    .dialedNumber: [.dialedNumber],
    .softKey: [.softKeyEvent],
    .stimulus: [.stimulus],
    .offHook: [.offHook, .offHookWithCallingPartyNumber],
    .onHook: [.onHook],
    .wholeNumber: [.enblocCall],
    .keypad: [.keypadButton],
    .receiveOrder: [
      .openReceiveChannel, .startMediaReception, .openMultiMediaReceiveChannel,
    ],
    .transmitOrder: [.startMediaTransmission, .startMultiMediaTransmission],
    .tone: [.startTone],
    .ringer: [.setRinger],
    .lamp: [.setLamp],
    .recording: [.recordingStatus],
    .line: [.lineStatRes, .lineStatV2Res],
    .registration: [.registerReq],
    .trailing: [
      .openReceiveChannelAck, .startMediaTransmissionAck, .mediaTransmissionFailure,
      .closeReceiveChannel, .stopMediaTransmission, .stopMediaReception, .stopTone,
      .clearPromptStatus, .connectionStatisticsReq, .connectionStatisticsRes, .callHistoryInfo,
    ],
  ])
}
