import SCCP

/// Tones of keys that media resources hear or play, and announcements.
extension AnnotationRule {
  static let digits = [
    subscribeDtmfPayloadReq, subscribeDtmfPayloadRes, subscribeDtmfPayloadErr,
    unSubscribeDtmfPayloadReq, unSubscribeDtmfPayloadRes, unSubscribeDtmfPayloadErr,
    notifyDtmfTone, sendDtmfTone, startAnnouncement, stopAnnouncement, announcementFinish,
    enunciatorCommand,
  ]

  private static let stream: Template = "payload {payloadDtmf}[  conference {conferenceId}]"

  private static let subscribeDtmfPayloadReq = AnnotationRule(
    .subscribeDtmfPayloadReq, .dtmf, values: stream,
    [
      .say(
        """
        The server wants to hear of each key tone in the stream, which has RTP payload type \
        {payloadDtmf}.
        """)
    ])

  private static let subscribeDtmfPayloadRes = AnnotationRule(
    .subscribeDtmfPayloadRes, .dtmf, values: stream,
    [.say("{Device} is going to report the key tones of the stream[ ({late})].")])

  private static let subscribeDtmfPayloadErr = AnnotationRule(
    .subscribeDtmfPayloadErr, .dtmf, values: stream,
    [.say("{Device} is unable to report the key tones of the stream.")])

  private static let unSubscribeDtmfPayloadReq = AnnotationRule(
    .unSubscribeDtmfPayloadReq, .dtmf, values: stream,
    [.say("The server need not hear of key tones in the stream any more.")])

  private static let unSubscribeDtmfPayloadRes = AnnotationRule(
    .unSubscribeDtmfPayloadRes, .dtmf, values: stream,
    [.say("{Device} no longer reports the key tones of the stream[ ({late})].")])

  private static let unSubscribeDtmfPayloadErr = AnnotationRule(
    .unSubscribeDtmfPayloadErr, .dtmf, values: stream,
    [.say("{Device} fails to end its reports of key tones.")])

  private static let notifyDtmfTone = AnnotationRule(
    .notifyDtmfTone, .dtmf, values: "[conference {conferenceId}]",
    [.say("Someone has pressed a key during the call: its tone came with the audio.")])

  private static let sendDtmfTone = AnnotationRule(
    .sendDtmfTone, .dtmf, values: "[conference {conferenceId}]",
    [.say("The tone of a key is to be put into the stream.")])

  private static let startAnnouncement = AnnotationRule(
    .startAnnouncement, .announcement, values: "conference {conferenceId}[  {annPlayMode}]",
    [.say("All in conference {conferenceId} are to hear an announcement[, {annPlayMode}].")])

  private static let stopAnnouncement = AnnotationRule(
    .stopAnnouncement, .announcement, values: "conference {conferenceId}",
    [.say("The announcement in conference {conferenceId} is to stop.")])

  private static let announcementFinish = AnnotationRule(
    .announcementFinish, .announcement, values: "conference {conferenceId}[  {annStatus}]",
    [
      .when(.announcementStatus, .ok, "The announcement in conference {conferenceId} is over."),
      .when(
        { $0.isSet(.announcementStatus) },
        "The announcement in conference {conferenceId} could not be played."),
      .say("The announcement in conference {conferenceId} comes to its end."),
    ])

  private static let enunciatorCommand = AnnotationRule(
    .enunciatorCommand, .announcement, values: "",
    [.say("An old server orders an announcement or a page; what it says is not known.")])
}
