import SCCP

/// Who is busy, and for whom messages wait.
extension AnnotationRule {
  static let presence = [
    subscriptionStatReq, subscriptionStatRes, notification, mwiNotification, mwiRes,
  ]

  private static let subscriptionStatReq = AnnotationRule(
    .subscriptionStatReq, .presence, values: "[{subscriptionID}]",
    [
      .say("{Phone} wants to follow whether {subscriptionID} is free, for its lists and lamps."),
      .say("{Phone} wants to follow whether another number is free."),
    ])

  private static let subscriptionStatRes = AnnotationRule(
    .subscriptionStatRes, .presence, values: "{cause}[  {timer} s]",
    [
      .when(.cause, .ok, "The server keeps the {phone} informed, for {timer} s[ ({late})]."),
      .say("The server does not keep the {phone} informed: {cause}."),
    ])

  private static let notification = AnnotationRule(
    .notification, .presence, values: "[{text}]  {notificationStatus}",
    [
      .say("The {phone} follows {text}, whose state is now {notificationStatus}."),
      .say("The {phone} follows a number, whose state is now {notificationStatus}."),
    ])

  private static let mwiNotification = AnnotationRule(
    .mwiNotification, .presence,
    values: "[{mwiTargetNumber}][  {numNewMsgs} new][  {numOldMsgs} old]",
    [
      .when(
        .areMessagesWaiting, is: 0,
        "The mailbox of {mwiTargetNumber} holds nothing new, so its lamp may go out."),
      .when(
        .areMessagesWaiting, is: 1,
        "The mailbox of {mwiTargetNumber} holds {numNewMsgs:new message}; its lamp is to show it."),
      .when(
        .areMessagesWaiting, is: 1,
        "The mailbox of {mwiTargetNumber} holds messages; its lamp is to show it."),
      .say("A voicemail system reports on the mailbox of {mwiTargetNumber}."),
      .say("A voicemail system reports on a mailbox."),
    ])

  private static let mwiRes = AnnotationRule(
    .mwiRes, .presence, values: "[{mwiTargetNumber}][  {mwi_notification_result}]",
    [
      .when(
        .mwiNotificationResult, .ok, "The server takes the news of the mailbox over[ ({late})]."),
      .say("The server does not take the news of the mailbox over: {mwi_notification_result}."),
      .say("The server answers the news of the mailbox."),
    ])
}
