/// RSVP reservations, which an agent beside the device makes.
extension MessageDefinition {
  package static let qualityOfService: [MessageDefinition] = [
    qoSListen, qoSPath, qoSTeardown, qoSModify, qoSResvNotify, qoSErrorNotify, updateDSCP,
  ]

  package static let qoSListen = MessageDefinition(
    0x014d, "QoSListen", .serverToDevice, .event, .intraCCM,
    meaning: "The server has the agent wait for an RSVP reservation of a stream.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("passThroughPartyId"),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .enumeration("resvStyle", .reservationStyle),
      .int32("maxRetryNumber"),
      .uint32("retryTimer"),
      .uint32("confirmRequired"),
      .uint32("preemptionPriority"),
      .uint32("defendingPriority"),
      .enumeration("compressionType", .payloadType),
      .uint32("averageBitRate"),
      .uint32("burstSize"),
      .uint32("peakRate"),
      .applicationID,
    ])

  package static let qoSPath = MessageDefinition(
    0x014e, "QoSPath", .serverToDevice, .event, .intraCCM,
    meaning: "The server has the agent ask the network for an RSVP reservation.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("passThroughPartyId"),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .enumeration("resvStyle", .reservationStyle),
      .int32("maxRetryNumber"),
      .uint32("retryTimer"),
      .uint32("preemptionPriority"),
      .uint32("defendingPriority"),
      .enumeration("compressionType", .payloadType),
      .uint32("averageBitRate"),
      .uint32("burstSize"),
      .uint32("peakRate"),
      .applicationID,
    ])

  package static let qoSTeardown = MessageDefinition(
    0x014f, "QoSTeardown", .serverToDevice, .event, .intraCCM,
    meaning: "The server has the agent give a reservation back.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("passThroughPartyId"),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .enumeration("direction", .rsvpDirection),
    ])

  package static let qoSModify = MessageDefinition(
    0x0151, "QoSModify", .serverToDevice, .event, .intraCCM,
    meaning: "The server changes the bandwidth of a reservation.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("passThroughPartyId"),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .enumeration("direction", .rsvpDirection),
      .enumeration("compressionType", .payloadType),
      .uint32("averageBitRate"),
      .uint32("burstSize"),
      .uint32("peakRate"),
      .applicationID,
    ])

  package static let qoSResvNotify = MessageDefinition(
    0x0046, "QoSResvNotify", .deviceToServer, .event, .intraCCM,
    meaning: "The agent reports that the network grants a reservation.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("passThroughPartyId"),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .enumeration("direction", .rsvpDirection),
    ])

  package static let qoSErrorNotify = MessageDefinition(
    0x0047, "QoSErrorNotify", .deviceToServer, .event, .intraCCM,
    meaning: "The agent reports that a reservation fails, and where.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("passThroughPartyId"),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .enumeration("direction", .rsvpDirection),
      .enumeration("errorCode", .qosErrorCode),
      .uint32("failureNodeIpAddr"),
      .enumeration("rsvpErrorCode", .rsvpErrorCode),
      .uint32("rsvpErrorSubCodeVal"),
      .uint32("rsvpErrorFlag"),
    ])

  package static let updateDSCP = MessageDefinition(
    0x0150, "UpdateDSCP", .serverToDevice, .event, .intraCCM,
    meaning: "The server changes the DSCP mark of a stream.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("passThroughPartyId"),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .uint32("DSCPValue"),
    ])
}

extension Item {
  /// The application that a policy server decides by.
  fileprivate static let applicationID = Item.structure(
    "applicationID",
    [
      .text("vendorID", 32),
      .text("version", 16),
      .text("appName", 32),
      .text("subAppID", 32),
    ])
}
