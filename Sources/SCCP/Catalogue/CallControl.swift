/// Calls: who rings whom, and where a call stands.
extension MessageDefinition {
  package static let callControl: [MessageDefinition] = [
    offHook, onHook, hookFlash, offHookWithCallingPartyNumber, stimulus, callState, callInfo,
    callInfoV2, callSelectStatRes, callHistoryInfo, activateCallPlane, deactivateCallPlane,
    recordingStatus,
  ]

  package static let offHook = MessageDefinition(
    0x0006, "OffHook", .deviceToServer, .event, .callControl,
    meaning: "The user lifts the handset, or takes a line in another way.",
    [.over(4, [.uint32("lineInstance"), .uint32("callReference")])])

  package static let onHook = MessageDefinition(
    0x0007, "OnHook", .deviceToServer, .event, .callControl,
    meaning: "The user hangs up.",
    [.over(4, [.uint32("lineInstance"), .uint32("callReference")])])

  package static let hookFlash = MessageDefinition(
    0x0008, "HookFlash", .deviceToServer, .event, .callControl,
    meaning: "The user presses the hook for a moment.",
    [.over(4, [.uint32("lineInstance"), .uint32("callReference")])])

  package static let offHookWithCallingPartyNumber = MessageDefinition(
    0x0024, "OffHookWithCallingPartyNumber", .deviceToServer, .event, .callControl,
    meaning: "A gateway port goes off hook and names its own number.",
    [
      .directoryNumber("callingPartyNumber"),
      .directoryNumber("cgpnVoiceMailbox"),
      .uint32("lineInstance"),
    ])

  package static let stimulus = MessageDefinition(
    0x0005, "Stimulus", .deviceToServer, .event, .callControl,
    meaning: "The user presses a button: a line, a speed dial, a feature.",
    [
      .enumeration("stimulus", .stimulus),
      .uint32("lineInstance"),
      .over(12, [.uint32("callReference")]),
      .over(16, [.uint32("stimulusStatus")]),
    ])

  package static let callState = MessageDefinition(
    0x0111, "CallState", .serverToDevice, .event, .callControl,
    meaning: "The server sets the state of a call; the device only follows.",
    [
      .enumeration("callState", .callState),
      .uint32("lineInstance"),
      .uint32("callReference"),
      .over(16, [.enumeration("privacy", .callPrivacy)]),
      .over(
        20,
        [
          .structure("precedence", [.uint32("precedenceLevel"), .uint32("precedenceDomain")])
        ]),
    ])

  /// A CallManager 2 ends it after the fourth text.
  package static let callInfo = MessageDefinition(
    0x008f, "CallInfo", .serverToDevice, .event, .callControl,
    meaning: "The server tells who calls whom, and by what redirection.",
    [
      .text("callingPartyName", 40),
      .text("callingParty", 24),
      .text("calledPartyName", 40),
      .text("calledParty", 24),
      .over(
        132,
        [
          .uint32("lineInstance"),
          .uint32("callReference"),
          .enumeration("callType", .callType),
        ]),
      .over(144, [.text("originalCalledPartyName", 40), .text("originalCalledParty", 24)]),
      .over(208, [.text("lastRedirectingPartyName", 40), .text("lastRedirectingParty", 24)]),
      .over(272, [.uint32("originalCdpnRedirectReason"), .uint32("lastRedirectingReason")]),
      .over(
        280,
        [
          .text("cgpnVoiceMailbox", 24),
          .text("cdpnVoiceMailbox", 24),
          .text("originalCdpnVoiceMailbox", 24),
          .text("lastRedirectingVoiceMailbox", 24),
        ]),
      .over(
        376,
        [
          .uint32("callInstance"),
          .enumeration("callSecurityStatus", .callSecurityStatus),
          .flags("partyPIRestrictionBits", .partyRestrictions),
        ]),
    ])

  /// The texts stand packed, numbers before names.
  package static let callInfoV2 = MessageDefinition(
    0x014a, "CallInfoV2", .serverToDevice, .event, .callControl, packsText: true,
    meaning: "As CallInfo, with texts of any length.",
    [
      .uint32("lineInstance"),
      .uint32("callReference"),
      .enumeration("callType", .callType),
      .uint32("originalCdpnRedirectReason"),
      .uint32("lastRedirectingReason"),
      .uint32("callInstance"),
      .enumeration("callSecurityStatus", .callSecurityStatus),
      .flags("partyPIRestrictionBits", .partyRestrictions),
      .directoryNumber("callingParty"),
      .since(version: 16, [.directoryNumber("AlternateCallingParty")]),
      .directoryNumber("calledParty"),
      .directoryNumber("originalCalledParty"),
      .directoryNumber("lastRedirectingParty"),
      .directoryNumber("cgpnVoiceMailbox"),
      .directoryNumber("cdpnVoiceMailbox"),
      .directoryNumber("originalCdpnVoiceMailbox"),
      .directoryNumber("lastRedirectingVoiceMailbox"),
      .text("callingPartyName", 121),
      .text("calledPartyName", 121),
      .text("originalCalledPartyName", 121),
      .text("lastRedirectingPartyName", 121),
      .since(version: 16, [.directoryNumber("HuntPilotNumber"), .text("HuntPilotName", 121)]),
    ])

  package static let callSelectStatRes = MessageDefinition(
    0x0130, "CallSelectStatRes", .serverToDevice, .event, .callControl,
    meaning: "The server says whether a call is selected, as for joining calls.",
    [
      .uint32("callSelectStat"),
      .uint32("callReference"),
      .uint32("lineInstance"),
    ])

  package static let callHistoryInfo = MessageDefinition(
    0x0156, "CallHistoryInfo", .serverToDevice, .event, .callControl,
    meaning: "The server says into which list of the call history a call goes.",
    [
      .enumeration("callHistoryDisposition", .callHistoryDisposition),
      .uint32("lineInstance"),
      .uint32("callReference"),
    ])

  package static let activateCallPlane = MessageDefinition(
    0x0116, "ActivateCallPlane", .serverToDevice, .event, .callControl,
    meaning: "The server puts the view of a line in front on the display.",
    [.uint32("lineInstance")])

  package static let deactivateCallPlane = MessageDefinition(
    0x0117, "DeactivateCallPlane", .serverToDevice, .event, .callControl,
    meaning: "The server puts the display back to its idle view.")

  package static let recordingStatus = MessageDefinition(
    0x0160, "RecordingStatus", .serverToDevice, .event, .callControl,
    meaning: "The server says whether a call is being recorded.",
    [
      .uint32("callReference"),
      .enumeration("recording_status", .recordingStatus),
    ])
}
