/// Every message that SCCP is known to have, and what the numbers in them are called.
package enum Catalogue {
  /// In the order of their identifiers.
  package static let messages: [MessageDefinition] = topics.flatMap(\.self).sorted {
    $0.identifier < $1.identifier
  }

  private static let topics: [[MessageDefinition]] = [
    MessageDefinition.registration,
    MessageDefinition.capabilities,
    MessageDefinition.deviceConfiguration,
    MessageDefinition.buttonConfiguration,
    MessageDefinition.softKeys,
    MessageDefinition.userData,
    MessageDefinition.status,
    MessageDefinition.callControl,
    MessageDefinition.display,
    MessageDefinition.digits,
    MessageDefinition.phoneHardware,
    MessageDefinition.mediaControl,
    MessageDefinition.mediaPorts,
    MessageDefinition.multicast,
    MessageDefinition.multimedia,
    MessageDefinition.conference,
    MessageDefinition.announcements,
    MessageDefinition.qualityOfService,
  ]

  /// Every enumeration.
  package static let enumerations: [ValueNames] = [
    .addOnDeviceType, .addParticipantResult, .alarmSeverity, .announcementPlayMode,
    .announcementStatus, .auditParticipantResult, .busyLampFieldStatus, .buttonType,
    .callHistoryDisposition, .callPrivacy, .callSecurityStatus, .callState, .callType,
    .createConferenceResult, .deleteConferenceResult, .deviceType, .displayLabels200,
    .displayLabels36, .echoCancellation, .encryptionAlgorithm, .encryptionCapability,
    .endOfAnnouncement, .g723BitRate, .headsetMode, .ipAddressMode, .ipAddressType, .keypadButton,
    .keypadButtonShort, .lampMode, .layout, .mediaPath, .mediaPathCapabilities, .mediaPathEvent,
    .mediaStatus, .mediaTransportType, .mediaType, .microphoneMode, .miscellaneousCommand,
    .modifyConferenceResult, .multicastReceptionStatus, .mwiNotificationResult,
    .openReceiveChannelStatus, .payloadType, .portHandling, .qosErrorCode, .recordingStatus,
    .reservationStyle, .resetType, .resourceType, .ringDuration, .ringMode, .rsvpDirection,
    .rsvpErrorCode, .sequenceFlag, .sessionType, .silenceSuppression, .softKeyEvent,
    .softKeyInfoIndex, .softKeySet, .softKeyTemplateIndex, .speakerMode, .statsProcessing,
    .stimulus, .subscribeCause, .subscriptionFeature, .tone, .toneOutputDirection,
    .transmitOrReceive, .unregisterReason, .unregisterStatus,
  ]

  /// Every set of flags.
  package static let flagSets: [FlagNames] = [
    .h263Capability, .lineType, .partyRestrictions, .phoneFeatures, .softKeyMask,
  ]
}
