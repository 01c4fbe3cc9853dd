/// Announcements of an annunciator, and T.120 sessions.
extension MessageDefinition {
  package static let announcements: [MessageDefinition] = [
    startAnnouncement, stopAnnouncement, announcementFinish, startSessionTransmission,
    stopSessionTransmission,
  ]

  package static let startAnnouncement = MessageDefinition(
    0x0122, "StartAnnouncement", .serverToDevice, .event, .intraCCM,
    meaning: "The server has an annunciator play tones or announcements.",
    [
      .array(
        .structure(
          "AnnList",
          [
            .uint32("locale"),
            .uint32("country"),
            .enumeration("toneAnnouncement", .tone),
          ]),
        slots: 32),
      .enumeration("annAckReq", .endOfAnnouncement),
      .uint32("conferenceId"),
      .array(.uint32("matrixConfPartyID"), slots: 16),
      .uint32("hearingConfPartyMask"),
      .enumeration("annPlayMode", .announcementPlayMode),
    ])

  package static let stopAnnouncement = MessageDefinition(
    0x0123, "StopAnnouncement", .serverToDevice, .event, .intraCCM,
    meaning: "The server stops an announcement.",
    [.uint32("conferenceId")])

  package static let announcementFinish = MessageDefinition(
    0x0124, "AnnouncementFinish", .deviceToServer, .event, .intraCCM,
    meaning: "The annunciator reports the end of an announcement.",
    [
      .uint32("conferenceId"),
      .enumeration("annStatus", .announcementStatus),
    ])

  package static let startSessionTransmission = MessageDefinition(
    0x0095, "StartSessionTransmission", .serverToDevice, .event, .intraCCM,
    meaning: "The server starts a T.120 session, such as chat or whiteboard.",
    [
      .address("remoteIpAddr"),
      .enumeration("sessionType", .sessionType),
    ])

  package static let stopSessionTransmission = MessageDefinition(
    0x0096, "StopSessionTransmission", .serverToDevice, .event, .intraCCM,
    meaning: "The server ends a T.120 session.",
    [
      .address("remoteIpAddr"),
      .enumeration("sessionType", .sessionType),
    ])
}
