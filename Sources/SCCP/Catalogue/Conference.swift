/// Conferences on a bridge that registers like a device.
extension MessageDefinition {
  package static let conference: [MessageDefinition] = [
    createConferenceReq, createConferenceRes, deleteConferenceReq, deleteConferenceRes,
    modifyConferenceReq, modifyConferenceRes, addParticipantReq, addParticipantRes,
    dropParticipantReq, changeParticipantReq, auditConferenceReq, auditConferenceRes,
    auditParticipantReq, auditParticipantRes, clearConference, mediaResourceNotification,
  ]

  package static let createConferenceReq = MessageDefinition(
    0x0137, "CreateConferenceReq", .serverToDevice, .request, .intraCCM,
    meaning: "The server has the bridge set up a conference.",
    [
      .matchKey("conferenceId"),
      .uint32("numberOfReservedParticipants"),
      .enumeration("resourceType", .resourceType),
      .uint32("applicationId"),
      .text("appConfID", 32),
      .text("appData", 24),
      .uint32("dataLength"),
      .text("passThruData", countedBy: "dataLength", maximum: 2000),
    ])

  package static let createConferenceRes = MessageDefinition(
    0x0035, "CreateConferenceRes", .deviceToServer, .response(to: 0x0137), .intraCCM,
    meaning: "The bridge says whether the conference is set up.",
    [
      .matchKey("conferenceId"),
      .enumeration("result", .createConferenceResult),
      .uint32("dataLength"),
      .text("passThruData", countedBy: "dataLength", maximum: 2000),
    ])

  package static let deleteConferenceReq = MessageDefinition(
    0x0138, "DeleteConferenceReq", .serverToDevice, .request, .intraCCM,
    meaning: "The server has the bridge end a conference.",
    [.matchKey("conferenceId")])

  package static let deleteConferenceRes = MessageDefinition(
    0x0036, "DeleteConferenceRes", .deviceToServer, .response(to: 0x0138), .intraCCM,
    meaning: "The bridge says whether the conference is ended.",
    [
      .matchKey("conferenceId"),
      .enumeration("delete_conf_result", .deleteConferenceResult),
    ])

  package static let modifyConferenceReq = MessageDefinition(
    0x0139, "ModifyConferenceReq", .serverToDevice, .request, .intraCCM,
    meaning: "The server changes the size or the data of a conference.",
    [
      .matchKey("conferenceId"),
      .uint32("numberOfReservedParticipants"),
      .uint32("applicationId"),
      .text("appConfID", 32),
      .text("appData", 24),
      .uint32("dataLength"),
      .text("passThruData", countedBy: "dataLength", maximum: 2000),
    ])

  package static let modifyConferenceRes = MessageDefinition(
    0x0037, "ModifyConferenceRes", .deviceToServer, .response(to: 0x0139), .intraCCM,
    meaning: "The bridge says whether the conference is changed.",
    [
      .matchKey("conferenceId"),
      .enumeration("modify_conf_result", .modifyConferenceResult),
      .uint32("dataLength"),
      .text("passThruData", countedBy: "dataLength", maximum: 2000),
    ])

  package static let addParticipantReq = MessageDefinition(
    0x013a, "AddParticipantReq", .serverToDevice, .request, .intraCCM,
    meaning: "The server adds a call to a conference.",
    [
      .matchKey("conferenceId"),
      .uint32("callReference"),
      .flags("partyPIRestrictionBits", .partyRestrictions),
      .text("participantName", 40),
      .text("participantNumber", 24),
      .text("conferenceName", 32),
    ])

  package static let addParticipantRes = MessageDefinition(
    0x0038, "AddParticipantRes", .deviceToServer, .response(to: 0x013a), .intraCCM,
    meaning: "The bridge says whether the call is added.",
    [
      .matchKey("conferenceId"),
      .uint32("callReference"),
      .enumeration("add_participant_result", .addParticipantResult),
      .text("bridgeParticipantId", 257),
    ])

  package static let dropParticipantReq = MessageDefinition(
    0x013b, "DropParticipantReq", .serverToDevice, .request, .intraCCM,
    meaning: "The server takes a call out of a conference.",
    [
      .matchKey("conferenceId"),
      .uint32("callReference"),
    ])

  package static let changeParticipantReq = MessageDefinition(
    0x013e, "ChangeParticipantReq", .serverToDevice, .request, .intraCCM,
    meaning: "The server changes the name or number of a participant.",
    [
      .matchKey("conferenceId"),
      .uint32("callReference"),
      .flags("partyPIRestrictionBits", .partyRestrictions),
      .text("participantName", 40),
      .text("participantNumber", 24),
      .text("conferenceName", 32),
    ])

  package static let auditConferenceReq = MessageDefinition(
    0x013c, "AuditConferenceReq", .serverToDevice, .request, .intraCCM,
    meaning: "The server asks which conferences the bridge has.")

  package static let auditConferenceRes = MessageDefinition(
    0x0039, "AuditConferenceRes", .deviceToServer, .response(to: 0x013c), .intraCCM,
    meaning: "The bridge lists its conferences, with the number of participants in each.",
    [
      .uint32("last"),
      .uint32("numberOfEntries"),
      .array(
        .structure(
          "conferenceEntry",
          [
            .uint32("conferenceId"),
            .enumeration("resourceType", .resourceType),
            .uint32("numberOfReservedParticipants"),
            .uint32("numberOfActiveParticipants"),
            .uint32("applicationId"),
            .text("appConfID", 32),
            .text("appData", 24),
          ]),
        slots: 32, count: "numberOfEntries"),
    ])

  package static let auditParticipantReq = MessageDefinition(
    0x013d, "AuditParticipantReq", .serverToDevice, .request, .intraCCM,
    meaning: "The server asks who takes part in a conference.",
    [.matchKey("conferenceId")])

  package static let auditParticipantRes = MessageDefinition(
    0x0040, "AuditParticipantRes", .deviceToServer, .response(to: 0x013d), .intraCCM,
    meaning: "The bridge lists the calls of a conference.",
    [
      .enumeration("audit_participant_result", .auditParticipantResult),
      .uint32("last"),
      .matchKey("conferenceId"),
      .uint32("numberOfEntries"),
      .array(.uint32("participantEntry"), slots: 256, count: "numberOfEntries"),
    ])

  /// No capture shows which side sends it.
  package static let clearConference = MessageDefinition(
    0x0032, "ClearConference", .deviceToServer, .event, .conference,
    meaning: "A conference is to be ended.",
    [
      .uint32("conferenceId"),
      .uint32("serviceNum"),
    ])

  package static let mediaResourceNotification = MessageDefinition(
    0x002c, "MediaResourceNotification", .deviceToServer, .event, .mediaControl,
    meaning: "A media resource reports how many streams it has in service.",
    [
      .enumeration("deviceType", .deviceType),
      .uint32("numberOfInServiceStreams"),
      .uint32("maxStreamsPerConf"),
      .uint32("numberOfOutOfServiceStreams"),
    ])
}
