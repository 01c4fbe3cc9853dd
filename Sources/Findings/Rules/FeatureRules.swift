import Story

/// Rules about keys, lamps and digits.
extension FindingRule {
  static let keyNotOffered = FindingRule(
    "softkey-not-offered", .warning, "soft key that is not offered",
    evidence: "SoftKeyEvent with a key that is not among those shown for the call",
    guards: "silent where the keys are not known, or have just changed",
    causes: ["the phone shows other keys than the server thinks"],
    checks: ["Which keys does the phone's soft key template have in this state?"])
  static let keySetUnknown = FindingRule(
    "softkey-set-unknown", .warning, "soft key set that does not exist",
    evidence: "SelectSoftKeys names a set that SoftKeySetRes did not bring",
    guards: "silent where SoftKeySetRes is not in the capture",
    causes: ["a server that describes fewer sets than it uses"])
  static let stimulusUnknown = FindingRule(
    "stimulus-unknown", .note, "unknown button", evidence: "Stimulus with a number in no list")
  static let messageUnknown = FindingRule(
    "unknown-message", .note, "unknown message", evidence: "a message that is in no list")
  static let messageWaitingRejected = FindingRule(
    "mwi-rejected", .error, "message waiting refused",
    evidence: "MwiRes with another result than ok",
    causes: ["the number is unknown to the server"],
    checks: ["Does the number exist, and may the voice mail port set its lamp?"])
  static let messageWaitingNotShown = FindingRule(
    "mwi-not-shown", .warning, "message lamp does not change",
    evidence: "MwiNotification for a phone in the capture, and no SetLamp for it",
    guards:
      "silent where the lamp was as wanted, or the phone's registration is not in the capture",
    thresholds: [Threshold("limit", 5, .seconds, "time for the lamp")],
    checks: ["Is the number on the line whose lamp the phone shows?"])
  static let presenceRefused = FindingRule(
    "blf-refused", .warning, "presence subscription refused",
    evidence: "SubscriptionStatRes with another cause than ok",
    causes: ["the number is unknown, or may not be watched from here"],
    checks: ["May this phone watch that number?"])
  static let presenceUnknown = FindingRule(
    "blf-unknown", .note, "busy lamp without a state",
    evidence: "a feature button for a busy lamp with state 0",
    guards: "right where the watched phone is not registered")
  static let dtmfSubscriptionFailed = FindingRule(
    "dtmf-subscribe-failed", .warning, "DTMF payload refused",
    evidence: "SubscribeDtmfPayloadErr or UnSubscribeDtmfPayloadErr",
    checks: ["Which payload type for DTMF does the media resource support?"])
  static let dtmfPayloadDiffers = FindingRule(
    "dtmf-payload-differs", .note, "DTMF payload types differ",
    evidence: "OpenReceiveChannel and StartMediaTransmission of a call name different types",
    guards: "in order where each side chose its own")
  static let dtmfFast = FindingRule(
    "dtmf-fast", .note, "digits very close together",
    evidence: "two KeypadButton of one call within the limit, in different segments",
    thresholds: [Threshold("limit", 40, .milliseconds, "time between digits")])
  static let deviceChatty = FindingRule(
    "device-chatty", .warning, "device sends very much",
    evidence: "more messages a second than the limit, for five seconds",
    guards: "silent while the device registers",
    thresholds: [Threshold("rate", 50, .count, "messages a second")],
    causes: ["a broken key or hook switch", "firmware"],
    checks: ["CUCM cuts such devices off (reason 12): which message repeats?"])
  static let featureRules = [
    keyNotOffered, keySetUnknown, stimulusUnknown, messageUnknown, messageWaitingRejected,
    messageWaitingNotShown, presenceRefused, presenceUnknown,
    dtmfSubscriptionFailed, dtmfPayloadDiffers, dtmfFast, deviceChatty,
  ]
}
