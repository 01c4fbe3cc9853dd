/// Conferences on a bridge: the server books, the bridge mixes.
extension AnnotationRule {
  static let conferences = [
    createConferenceReq, createConferenceRes, deleteConferenceReq, deleteConferenceRes,
    modifyConferenceReq, modifyConferenceRes, addParticipantReq, addParticipantRes,
    dropParticipantReq, changeParticipantReq, auditConferenceReq, auditConferenceRes,
    auditParticipantReq, auditParticipantRes, clearConference, mediaResourceNotification,
  ]

  private static let conference: Template = "conference {conferenceId}"

  private static let createConferenceReq = AnnotationRule(
    "CreateConferenceReq", .conference,
    values: "conference {conferenceId}[  {numberOfReservedParticipants:place}][  {resourceType}]",
    [
      .when(
        .resourceType, 1,
        "The server has the {phone} set up a voice menu under the number {conferenceId}."),
      .say(
        """
        The server has the {phone} set up conference {conferenceId}\
        [, with {numberOfReservedParticipants:place}].
        """),
    ])

  private static let createConferenceRes = AnnotationRule(
    "CreateConferenceRes", .conference, values: "conference {conferenceId}  {result}",
    [
      .when(.createConferenceResult, 0, "Conference {conferenceId} is set up[ ({late})]."),
      .say("{Device} cannot set up conference {conferenceId}: {result}."),
    ])

  private static let deleteConferenceReq = AnnotationRule(
    "DeleteConferenceReq", .conference, values: conference,
    [.say("The server has the {phone} end conference {conferenceId}.")])

  private static let deleteConferenceRes = AnnotationRule(
    "DeleteConferenceRes", .conference, values: "conference {conferenceId}  {delete_conf_result}",
    [
      .when(.deleteConferenceResult, 0, "Conference {conferenceId} is ended[ ({late})]."),
      .say("{Device} cannot end conference {conferenceId}: {delete_conf_result}."),
    ])

  private static let modifyConferenceReq = AnnotationRule(
    "ModifyConferenceReq", .conference,
    values: "conference {conferenceId}[  {numberOfReservedParticipants:place}]",
    [
      .say(
        """
        Conference {conferenceId} is to have {numberOfReservedParticipants:place} from now on.
        """)
    ])

  private static let modifyConferenceRes = AnnotationRule(
    "ModifyConferenceRes", .conference, values: "conference {conferenceId}  {modify_conf_result}",
    [
      .when(.modifyConferenceResult, 0, "Conference {conferenceId} is changed[ ({late})]."),
      .say("{Device} cannot change conference {conferenceId}: {modify_conf_result}."),
    ])

  private static let addParticipantReq = AnnotationRule(
    "AddParticipantReq", .conference,
    values: """
      conference {conferenceId}[  {participantName}][  {participantNumber}]\
      [  call {callReference}]
      """,
    [
      .say(
        """
        {participantName}[ ({participantNumber})] is to be mixed into conference {conferenceId}.
        """),
      .say("{participantNumber} is to be mixed into conference {conferenceId}."),
      .say("Call {callReference} is to be mixed into conference {conferenceId}."),
      .say("A call is to be mixed into conference {conferenceId}."),
    ])

  private static let addParticipantRes = AnnotationRule(
    "AddParticipantRes", .conference,
    values: "conference {conferenceId}  {add_participant_result}[  call {callReference}]",
    [
      .when(
        .addParticipantResult, 0, "Conference {conferenceId} has the party in it[ ({late})]."),
      .say("{Device} leaves the party outside of the conference: {add_participant_result}."),
    ])

  private static let dropParticipantReq = AnnotationRule(
    "DropParticipantReq", .conference,
    values: "conference {conferenceId}[  call {callReference}]",
    [
      .say("Call {callReference} is to be taken out of conference {conferenceId}."),
      .say("A call is to be taken out of conference {conferenceId}."),
    ])

  private static let changeParticipantReq = AnnotationRule(
    "ChangeParticipantReq", .conference,
    values: """
      conference {conferenceId}[  {participantName}][  {participantNumber}]\
      [  call {callReference}]
      """,
    [
      .say(
        """
        A party of conference {conferenceId} is now shown as {participantName}\
        [ ({participantNumber})].
        """),
      .say("A party of conference {conferenceId} is now shown in another way."),
    ])

  private static let auditConferenceReq = AnnotationRule(
    "AuditConferenceReq", .conference,
    [.say("The server asks the {phone} which conferences it has, to compare with its own list.")])

  private static let auditConferenceRes = AnnotationRule(
    "AuditConferenceRes", .conference, values: "{numberOfEntries:conference}",
    [.say("{Device} reports {numberOfEntries:conference} in this part of its list.")])

  private static let auditParticipantReq = AnnotationRule(
    "AuditParticipantReq", .conference, values: conference,
    [.say("The server asks the {phone} who is in conference {conferenceId}.")])

  private static let auditParticipantRes = AnnotationRule(
    "AuditParticipantRes", .conference,
    values: "conference {conferenceId}[  {numberOfEntries:call}]",
    [
      .when(
        .auditParticipantResult, 0,
        "{Device} reports {numberOfEntries:call} in conference {conferenceId}."),
      .say("{Device} cannot list conference {conferenceId}: {audit_participant_result}."),
    ])

  private static let clearConference = AnnotationRule(
    "ClearConference", .conference, values: conference,
    [.say("Every stream of conference {conferenceId} is to end.")])

  private static let mediaResourceNotification = AnnotationRule(
    "MediaResourceNotification", .conference,
    values: """
      {numberOfInServiceStreams} in service[  {numberOfOutOfServiceStreams} out of service]
      """,
    [
      .when(
        { $0.isSet(.outOfServiceStreams) },
        """
        {Device} has {numberOfInServiceStreams:stream} to offer; \
        {numberOfOutOfServiceStreams} more cannot be used.
        """),
      .say(
        """
        {Device} has {numberOfInServiceStreams:stream} to offer, at most {maxStreamsPerConf} of \
        them for one conference.
        """),
    ])
}
