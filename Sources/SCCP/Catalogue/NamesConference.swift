/// Values of conferences, announcements and T.120 sessions.
extension ValueNames {
  package static let createConferenceResult = ValueNames(
    "CreateConfResult",
    [
      Entry(Success.ok, "OK", "ok"),
      Entry(1, "ResourceNotAvailable", "no resource available"),
      Entry(2, "ConferenceAlreadyExist", "conference exists already"),
      Entry(3, "SystemErr", "system error"),
    ])

  package static let deleteConferenceResult = ValueNames(
    "DeleteConfResult",
    [
      Entry(Success.ok, "OK", "ok"),
      Entry(1, "ConferenceNotExist", "no such conference"),
      Entry(2, "SystemErr", "system error"),
    ])

  package static let modifyConferenceResult = ValueNames(
    "ModifyConfResult",
    [
      Entry(Success.ok, "OK", "ok"),
      Entry(1, "ResourceNotAvailable", "no resource available"),
      Entry(2, "ConferenceNotExist", "no such conference"),
      Entry(3, "InvalidParameter", "invalid parameter"),
      Entry(4, "MoreActiveCallsThanReserved", "more active calls than reserved"),
      Entry(5, "InvalidResourceType", "invalid resource type"),
      Entry(6, "SystemErr", "system error"),
    ])

  package static let addParticipantResult = ValueNames(
    "AddParticipantResult",
    [
      Entry(Success.ok, "OK", "ok"),
      Entry(1, "ResourceNotAvailable", "no resource available"),
      Entry(2, "ConferenceNotExist", "no such conference"),
      Entry(3, "DuplicateCallRef", "call reference is in use"),
      Entry(4, "SystemErr", "system error"),
    ])

  package static let auditParticipantResult = ValueNames(
    "AuditParticipantResult",
    [Entry(Success.ok, "OK", "ok"), Entry(1, "ConferenceNotExist", "no such conference")])

  package static let resourceType = ValueNames(
    "ResourceType",
    [Entry(0, "Conference", "conference"), Entry(ResourceType.ivr, "IVR")])

  package static let endOfAnnouncement = ValueNames(
    "EndOfAnnAck",
    [
      Entry(0, "NoAnnAckRequired", "no report at the end"),
      Entry(1, "AnnAckRequired", "report at the end"),
    ])

  package static let announcementPlayMode = ValueNames(
    "AnnPlayMode",
    [
      Entry(0, "XmlConfigMode", "as configured"),
      Entry(1, "OneShotMode", "once"),
      Entry(2, "ContinuousMode", "continuously"),
    ])

  package static let announcementStatus = ValueNames(
    "PlayAnnStatus",
    [Entry(Success.ok, "OK", "ok"), Entry(1, "Err", "error")])

  package static let sessionType = ValueNames(
    "SessionType",
    [
      Entry(1, "Chat", "chat"),
      Entry(2, "Whiteboard", "whiteboard"),
      Entry(4, "ApplicationSharing", "application sharing"),
      Entry(8, "FileTransfer", "file transfer"),
      Entry(16, "Video", "video"),
    ])
}
