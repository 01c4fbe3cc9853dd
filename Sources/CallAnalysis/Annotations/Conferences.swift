import SCCP

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
    .createConferenceReq, .conference,
    values: "conference {conferenceId}[  {numberOfReservedParticipants:place}][  {resourceType}]",
    [
      .when(
        .resourceType, .ivr,
        "The server has the {phone} set up a voice menu under the number {conferenceId}."),
      .say(
        """
        The server has the {phone} set up conference {conferenceId}\
        [, with {numberOfReservedParticipants:place}].
        """),
    ])

  private static let createConferenceRes = AnnotationRule(
    .createConferenceRes, .conference, values: "conference {conferenceId}  {result}",
    [
      .when(.createConferenceResult, .ok, "Conference {conferenceId} is set up[ ({late})]."),
      .say("{Device} cannot set up conference {conferenceId}: {result}."),
    ])

  private static let deleteConferenceReq = AnnotationRule(
    .deleteConferenceReq, .conference, values: conference,
    [.say("The server has the {phone} end conference {conferenceId}.")])

  private static let deleteConferenceRes = AnnotationRule(
    .deleteConferenceRes, .conference, values: "conference {conferenceId}  {delete_conf_result}",
    [
      .when(.deleteConferenceResult, .ok, "Conference {conferenceId} is ended[ ({late})]."),
      .say("{Device} cannot end conference {conferenceId}: {delete_conf_result}."),
    ])

  private static let modifyConferenceReq = AnnotationRule(
    .modifyConferenceReq, .conference,
    values: "conference {conferenceId}[  {numberOfReservedParticipants:place}]",
    [
      .say(
        """
        Conference {conferenceId} is to have {numberOfReservedParticipants:place} from now on.
        """)
    ])

  private static let modifyConferenceRes = AnnotationRule(
    .modifyConferenceRes, .conference, values: "conference {conferenceId}  {modify_conf_result}",
    [
      .when(.modifyConferenceResult, .ok, "Conference {conferenceId} is changed[ ({late})]."),
      .say("{Device} cannot change conference {conferenceId}: {modify_conf_result}."),
    ])

  private static let addParticipantReq = AnnotationRule(
    .addParticipantReq, .conference,
    values: """
      conference {conferenceId}[  {participantName}][  {participantNumber}]\
      [  call {call}]
      """,
    [
      .say(
        """
        {participantName}[ ({participantNumber})] is to be mixed into conference {conferenceId}.
        """),
      .say("{participantNumber} is to be mixed into conference {conferenceId}."),
      .say("Call {call} is to be mixed into conference {conferenceId}."),
      .say("A call is to be mixed into conference {conferenceId}."),
    ])

  private static let addParticipantRes = AnnotationRule(
    .addParticipantRes, .conference,
    values: "conference {conferenceId}  {add_participant_result}[  call {call}]",
    [
      .when(
        .addParticipantResult, .ok, "Conference {conferenceId} has the party in it[ ({late})]."),
      .say("{Device} leaves the party outside of the conference: {add_participant_result}."),
    ])

  private static let dropParticipantReq = AnnotationRule(
    .dropParticipantReq, .conference,
    values: "conference {conferenceId}[  call {call}]",
    [
      .say("Call {call} is to be taken out of conference {conferenceId}."),
      .say("A call is to be taken out of conference {conferenceId}."),
    ])

  private static let changeParticipantReq = AnnotationRule(
    .changeParticipantReq, .conference,
    values: """
      conference {conferenceId}[  {participantName}][  {participantNumber}]\
      [  call {call}]
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
    .auditConferenceReq, .conference,
    [.say("The server asks the {phone} which conferences it has, to compare with its own list.")])

  private static let auditConferenceRes = AnnotationRule(
    .auditConferenceRes, .conference, values: "{numberOfEntries:conference}",
    [.say("{Device} reports {numberOfEntries:conference} in this part of its list.")])

  private static let auditParticipantReq = AnnotationRule(
    .auditParticipantReq, .conference, values: conference,
    [.say("The server asks the {phone} who is in conference {conferenceId}.")])

  private static let auditParticipantRes = AnnotationRule(
    .auditParticipantRes, .conference,
    values: "conference {conferenceId}[  {numberOfEntries:call}]",
    [
      .when(
        .auditParticipantResult, .ok,
        "{Device} reports {numberOfEntries:call} in conference {conferenceId}."),
      .say("{Device} cannot list conference {conferenceId}: {audit_participant_result}."),
    ])

  private static let clearConference = AnnotationRule(
    .clearConference, .conference, values: conference,
    [.say("Every stream of conference {conferenceId} is to end.")])

  private static let mediaResourceNotification = AnnotationRule(
    .mediaResourceNotification, .conference,
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
