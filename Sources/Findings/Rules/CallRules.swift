import Story

/// Rules about calls.
extension FindingRule {
  static let callFailed = FindingRule(
    "call-failed-tone", .warning, "call refused",
    evidence: "CallState congestion or invalid number, or their tones, before an answer",
    guards: "a note for a number that does not exist, or that is not complete: misdialling",
    causes: ["no route or no free trunk", "a number that nobody has"],
    checks: ["Do other numbers of that kind fail, too? Look at the route pattern."])
  static let callBusy = FindingRule(
    "call-busy", .note, "called party busy", evidence: "CallState busy, or the busy tone")
  static let promptError = FindingRule(
    "prompt-error", .warning, "phone shows an error",
    evidence: "a phrase on the display that means trouble, or a text that begins with Error",
    guards: "rules about one feature tell its phrases where its key was pressed before",
    checks: ["What did the user do just before?"])
  static let transferFailed = FindingRule(
    "transfer-failed", .error, "transfer failed",
    evidence: "after the Transfer key, a phrase that says so, or the reorder tone",
    thresholds: [Threshold("within", 10, .seconds, "time after the key")],
    causes: ["the target is busy or does not exist", "the transfer is restricted"],
    checks: ["May this phone transfer to that target?"])
  static let conferenceFailed = FindingRule(
    "conference-failed", .error, "conference failed",
    evidence: "after the key for a conference, a phrase that says so",
    thresholds: [Threshold("within", 10, .seconds, "time after the key")],
    causes: ["no conference bridge is registered, or all are in use"],
    checks: ["Is a conference bridge registered, and in the phone's resource group?"])
  static let parkFailed = FindingRule(
    "park-failed", .warning, "parking failed",
    evidence: "after the Park key, a phrase that says so",
    thresholds: [Threshold("within", 10, .seconds, "time after the key")],
    causes: ["all park numbers are in use"], checks: ["How many park numbers are there?"])
  static let pickupFailed = FindingRule(
    "pickup-failed", .warning, "pickup failed",
    evidence: "after a Pickup key, a phrase that says so",
    thresholds: [Threshold("within", 10, .seconds, "time after the key")],
    causes: ["the call was answered or given up before"])
  static let bargeFailed = FindingRule(
    "barge-failed", .warning, "joining another call failed",
    evidence: "a phrase that says so",
    causes: ["the call is private, or no conference bridge is free"])
  static let meetMeFailed = FindingRule(
    "meetme-failed", .warning, "Meet-Me conference failed",
    evidence: "a tone that says so",
    causes: ["a number that is no Meet-Me number, or a wrong PIN"])
  static let bandwidthDenied = FindingRule(
    "bandwidth-denied", .warning, "no bandwidth for the call",
    evidence: "a phrase that says so",
    causes: ["call admission control: too many calls between two places"],
    checks: ["What bandwidth is configured between the two places?"])
  static let forwardLoop = FindingRule(
    "cfwd-loop", .warning, "forwarding runs in a circle",
    evidence: "lines that forward all calls to each other, or a phrase that says so",
    guards: "an error where a call failed because of it",
    checks: ["Which of the lines should not forward?"])
  static let forwardActive = FindingRule(
    "cfwd-active", .note, "line forwards its calls", evidence: "ForwardStatRes")
  static let callStuck = FindingRule(
    "call-stuck", .warning, "call never ends",
    evidence:
      "OnHook or EndCall, and no CallState OnHook within the limit; or two calls of a line that stay "
      + "connected for as long",
    guards:
      "silent where another call of the device is up when the user hangs up, which may transfer, "
      + "and in a conference",
    thresholds: [
      Threshold("limit", 5, .seconds, "time for the end"),
      Threshold("age", 14_400, .seconds, "age of a call that is up at the end of the capture"),
    ],
    causes: ["the server lost the call", "the message never reached the server's call process"],
    checks: ["Does the server list the call as active?"])
  static let dialToneSlow = FindingRule(
    "call-slow-dialtone", .warning, "dial tone comes late",
    evidence: "more than the limit from lifting the handset to the dial tone",
    thresholds: [Threshold("limit", 500, .milliseconds, "time for the dial tone")],
    causes: ["an overloaded server", "delay on the way"],
    checks: ["Do keepalives take long, too?"])
  static let setUpSlow = FindingRule(
    "call-slow-setup", .warning, "call progress comes late",
    evidence: "more than the limit from the last digit to CallState Proceed or RingOut",
    thresholds: [Threshold("limit", 5, .seconds, "time from the last digit")],
    causes: ["overlapping route patterns make the server wait for more digits (15 s)"],
    checks: ["Which route patterns begin with these digits?"])
  static let answerSlow = FindingRule(
    "call-slow-answer", .warning, "answer takes effect late",
    evidence: "more than the limit from answering to CallState Connected",
    thresholds: [Threshold("limit", 2, .seconds, "time from the key")],
    causes: ["an overloaded server", "media resources that answer late"],
    checks: ["Which message of the server comes late?"])
  static let endedByServer = FindingRule(
    "call-ended-by-server", .note, "far end or server ended the call",
    evidence: "CallState OnHook without OnHook or EndCall of this phone")
  static let callRules = [
    callFailed, callBusy, promptError, transferFailed, conferenceFailed, parkFailed, pickupFailed,
    bargeFailed, meetMeFailed, bandwidthDenied, forwardLoop, forwardActive, callStuck,
    dialToneSlow, setUpSlow, answerSlow, endedByServer,
  ]
}
