import Story

/// Rules about resets, signing off and alarms.
extension FindingRule {
  static let resetOrdered = FindingRule(
    "reset-ordered", .note, "server told the phone to reset", evidence: "Reset")
  static let resetStorm = FindingRule(
    "reset-storm", .warning, "repeated resets",
    evidence: "several Resets to one device within the time",
    thresholds: [
      Threshold("count", 3, .count, "resets"),
      Threshold("within", 600, .seconds, "time in which they come"),
    ],
    causes: ["changes to the configuration one after the other", "a script that resets devices"],
    checks: ["Who changed or reset the device on the server?"])
  static let resetInCall = FindingRule(
    "reset-in-call", .warning, "reset during a call",
    evidence: "Reset while a call of the device is connected or held",
    causes: ["an administrator applied a configuration in working hours"],
    checks: ["Phones act on it when they are idle: was the call cut?"])
  static let resetIgnored = FindingRule(
    "reset-ignored", .warning, "phone does not react to a reset",
    evidence: "Reset, and after the limit the connection is alive without UnregisterReq",
    guards: "silent while a call is up, and for the order to apply a configuration",
    thresholds: [Threshold("limit", 60, .seconds, "time to act")],
    causes: ["firmware that hangs"],
    checks: ["Does the phone act on a reset at its keypad?"])
  static let signOff = FindingRule(
    "unregister", .note, "phone signed off", evidence: "UnregisterReq")
  static let signOffRefused = FindingRule(
    "unregister-refused", .warning, "sign-off refused",
    evidence: "UnregisterAck with another status than ok",
    causes: ["a call is still up"],
    checks: ["Does the phone try again after the call?"])
  static let connectionLost = FindingRule(
    "tcp-lost-registered", .error, "registered phone lost its connection",
    evidence:
      "RST, or FIN without UnregisterReq or Reset, on the connection of a registered device",
    guards: "ka-timeout-close and reg-closed-early tell it where they know more",
    causes: ["a server that restarts", "a firewall that cuts idle connections", "the network"],
    checks: ["Who ended it? Look at the log of that side."])
  static let alarmLast = FindingRule(
    "alarm-last", .warning, "why the phone was away",
    evidence: "the reason in Alarm or EnhancedAlarm",
    guards: "a note for reasons that are in order; the cause lies before this registration",
    checks: ["The cause lies before this registration: what happened then?"])
  static let alarmSeverity = FindingRule(
    "alarm-severity", .warning, "serious alarm",
    evidence: "Alarm with the severity critical or major",
    checks: ["What does the phone's own log say?"])
  static let alarmLoad = FindingRule(
    "alarm-load", .warning, "trouble with firmware or files",
    evidence: "the reason in an Alarm is about files: codes 0 to 9, and 31",
    causes: ["the file is not on the TFTP server", "the TFTP server cannot be reached"],
    checks: ["Can the file be fetched from the TFTP server?"])
  static let leavingRules = [
    resetOrdered, resetStorm, resetInCall, resetIgnored, signOff, signOffRefused, connectionLost,
    alarmLast, alarmSeverity, alarmLoad,
  ]
}
