import SCCP

/// How a device leaves its server, and what it tells of that afterwards.
extension AnnotationRule {
  static let leaving = [unregisterReq, unregisterAck, reset]

  static let alarms = [alarm, enhancedAlarm]

  private static let unregisterReq = AnnotationRule(
    .unregisterReq, .unregisterReset, values: "[reason {unRegReasonCode}]",
    [
      .when(.unRegReasonCode, .powerSave, "{Device} signs off to save power."),
      .say("{Device} signs off properly, so losing it is no failure."),
    ])

  private static let unregisterAck = AnnotationRule(
    .unregisterAck, .unregisterReset, values: "{status}",
    [
      .when(.status, .ok, "The server agrees that {device} is signed off[ ({late})]."),
      .when(.status, .error, "The server could not sign {device} off."),
      .when(.status, .refused, "The server does not let {device} go, because it still has a call."),
      .say("The server answers the sign-off of {device} with {status}."),
      .say("The server answers the sign-off of {device}."),
    ])

  private static let reset = AnnotationRule(
    .reset, .unregisterReset, values: "{resetType}",
    [
      .when(
        .resetType, .reset,
        """
        The server has {device} reboot: it loads all of its files anew, then registers again.
        """),
      .when(
        .resetType, .restart,
        "The server has {device} register again, for which it need not reboot."),
      .when(
        .resetType, .applyConfiguration,
        """
        The settings of {device} have changed: it is to read them again, and to restart only if \
        they ask for it.
        """),
      .say("The server orders {device} to reset, in the way of {resetType}."),
    ])

  private static let alarm = AnnotationRule(
    .alarm, .alarm, values: "[{alarmSeverity}][  “{text}”]",
    [
      .when(
        { $0.alarmReason == 25 },
        "{Device} reports that it has started up, as after power-on or a reboot."),
      .when(
        { $0.isWaiting && $0.isAboutNow },
        """
        {Device} is waiting for the answer to {alarmSubject}[, {alarmWait} by now]; the \
        connection is still up.
        """),
      .when(
        { $0.isWaiting && $0.isAboutNow },
        "{Device} is waiting for the server, in its own words: “{text}”."),
      .when({ $0.alarmReason == 32 }, "{Device} calls {alarmSubject} invalid."),
      .when(
        { $0.alarmReason == 32 },
        "{Device} got a message that it calls invalid, with the identifier “{alarmIdentifier}”."),
      .say("{Device} reports that it dropped out before, because {lastReason}."),
      .when(.alarmSeverity, in: [.critical, .major], "{Device} raises a serious alarm: “{text}”."),
      .say("{Device} reports that it dropped out before; its word for the reason is “{lastText}”."),
      .say("{Device} reports an event: “{text}”."),
      .say("{Device} reports an event, without a word on what it was."),
    ])

  private static let enhancedAlarm = AnnotationRule(
    .enhancedAlarm, .alarm, values: "[{outageReason}][  switch port {switchPort}]",
    [
      .say(
        """
        Why {device} was out of service: {outageReason}[; it last sent {lastSent}]\
        [ and got {lastReceived}][; its switch port is {switchPort}].
        """),
      .say("{Device} was out of service[; it last sent {lastSent}][ and got {lastReceived}]."),
    ])
}

extension Record {
  /// Whether an alarm says that the device waits for the server.
  fileprivate var isWaiting: Bool { alarmReason == 27 || alarmReason == 28 }
}
