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
    "SubscribeDtmfPayloadReq", .dtmf, values: stream,
    [
      .say(
        """
        The server wants to hear of each key tone in the stream, which has RTP payload type \
        {payloadDtmf}.
        """)
    ])

  private static let subscribeDtmfPayloadRes = AnnotationRule(
    "SubscribeDtmfPayloadRes", .dtmf, values: stream,
    [.say("{Device} is going to report the key tones of the stream[ ({late})].")])

  private static let subscribeDtmfPayloadErr = AnnotationRule(
    "SubscribeDtmfPayloadErr", .dtmf, values: stream,
    [.say("{Device} is unable to report the key tones of the stream.")])

  private static let unSubscribeDtmfPayloadReq = AnnotationRule(
    "UnSubscribeDtmfPayloadReq", .dtmf, values: stream,
    [.say("The server need not hear of key tones in the stream any more.")])

  private static let unSubscribeDtmfPayloadRes = AnnotationRule(
    "UnSubscribeDtmfPayloadRes", .dtmf, values: stream,
    [.say("{Device} no longer reports the key tones of the stream[ ({late})].")])

  private static let unSubscribeDtmfPayloadErr = AnnotationRule(
    "UnSubscribeDtmfPayloadErr", .dtmf, values: stream,
    [.say("{Device} fails to end its reports of key tones.")])

  private static let notifyDtmfTone = AnnotationRule(
    "NotifyDtmfTone", .dtmf, values: "[conference {conferenceId}]",
    [.say("Someone has pressed a key during the call: its tone came with the audio.")])

  private static let sendDtmfTone = AnnotationRule(
    "SendDtmfTone", .dtmf, values: "[conference {conferenceId}]",
    [.say("The tone of a key is to be put into the stream.")])

  private static let startAnnouncement = AnnotationRule(
    "StartAnnouncement", .announcement, values: "conference {conferenceId}[  {annPlayMode}]",
    [.say("All in conference {conferenceId} are to hear an announcement[, {annPlayMode}].")])

  private static let stopAnnouncement = AnnotationRule(
    "StopAnnouncement", .announcement, values: "conference {conferenceId}",
    [.say("The announcement in conference {conferenceId} is to stop.")])

  private static let announcementFinish = AnnotationRule(
    "AnnouncementFinish", .announcement, values: "conference {conferenceId}[  {annStatus}]",
    [
      .when(.announcementStatus, 0, "The announcement in conference {conferenceId} is over."),
      .when(
        { $0.isSet(.announcementStatus) },
        "The announcement in conference {conferenceId} could not be played."),
      .say("The announcement in conference {conferenceId} comes to its end."),
    ])

  private static let enunciatorCommand = AnnotationRule(
    "EnunciatorCommand", .announcement, values: "",
    [.say("An old server orders an announcement or a page; what it says is not known.")])
}
