import Story

/// Rules about how devices register.
extension FindingRule {
  static let registrationRejected = FindingRule(
    "reg-rejected", .error, "server refused the registration",
    evidence: "RegisterReject answers RegisterReq",
    causes: [
      "the device is not in the server's database, or with another type",
      "licences or a limit of the server are used up",
      "an earlier session of the device has not been cleared",
    ],
    checks: ["Is the device in the server's database, with this name and type?"])
  static let registrationUnanswered = FindingRule(
    "reg-no-answer", .error, "no answer to RegisterReq",
    evidence: "RegisterReq, and neither RegisterAck nor RegisterReject within the limit",
    guards: "silent where the capture ends before, lacks bytes, or has one direction only",
    thresholds: [Threshold("limit", 5, .seconds, "time for the answer")],
    causes: ["the call manager process hangs or is overloaded", "the answer is lost on its way"],
    checks: ["Does the call manager service run, and answer other devices?"])
  static let connectionRefused = FindingRule(
    "reg-tcp-refused", .error, "server's port is closed",
    evidence: "SYN to the server's port, answered by RST",
    guards: "a note where the device is accepted soon after",
    thresholds: [Threshold("retry", 5, .seconds, "time in which a second try makes it a note")],
    causes: ["the call manager service is down", "the wrong port or server"],
    checks: ["Does the call manager service run on this server, and on this port?"])
  static let serverUnreachable = FindingRule(
    "reg-tcp-unreachable", .error, "no TCP answer from the server",
    evidence: "at least two SYNs, and no SYN-ACK within the limit",
    guards: "silent where the capture holds nothing of that server but in one direction",
    thresholds: [
      Threshold("limit", 10, .seconds, "time for the answer"),
      Threshold("attempts", 2, .count, "SYNs without an answer"),
    ],
    causes: ["routing or a firewall", "the server is down"],
    checks: ["Does the server answer a ping from the phone's network?"])
  static let closedEarly = FindingRule(
    "reg-closed-early", .error, "connection ended during registration",
    evidence: "FIN or RST after RegisterReq, before the device got its first idle screen",
    guards: "silent after RegisterReject, Reset or UnregisterReq, and for gateways and bridges",
    thresholds: [Threshold("limit", 60, .seconds, "time that a registration takes at most")],
    causes: ["the server restarts", "the server gives the device up: see its own log"],
    checks: ["What does the server's log say of this device at that time?"])
  static let tokenRejected = FindingRule(
    "reg-token-rejected", .note, "server does not take the phone back yet",
    evidence: "RegisterTokenReject",
    guards: "a warning only where it comes often, or goes on for long",
    thresholds: [
      Threshold("count", 3, .count, "rejections above which it is a warning"),
      Threshold("duration", 600, .seconds, "time after which it is a warning"),
    ],
    causes: ["the server is still starting or busy"],
    checks: ["How many devices come back at the same time?"])
  static let tokenUnused = FindingRule(
    "reg-token-unused", .warning, "token granted, no registration follows",
    evidence: "RegisterTokenAck, and no RegisterReq of the device within the limit",
    guards: "silent while the device has a call at its present server",
    thresholds: [Threshold("limit", 60, .seconds, "time for the registration")],
    checks: ["Does the phone stay on its backup server, and why?"])
  static let registrationLoop = FindingRule(
    "reg-loop", .error, "device registers again and again",
    evidence: "several RegisterReq of one device within the time",
    guards: "silent where two devices share the name: reg-duplicate-name tells that",
    thresholds: [
      Threshold("count", 3, .count, "registrations"),
      Threshold("within", 600, .seconds, "time in which they come"),
    ],
    causes: ["a reset loop", "a refused registration", "an unstable network or power supply"],
    checks: ["What ends each registration? See the findings beside this one."])
  static let registrationSlow = FindingRule(
    "reg-slow", .warning, "registration is slow",
    evidence: "more than the limit from RegisterReq to the last answer of the set-up",
    guards: "with 60 requests and more, only where each takes more than the time for one",
    thresholds: [
      Threshold("limit", 10, .seconds, "time from RegisterReq to the last answer"),
      Threshold("request", 200, .milliseconds, "time for one of 60 requests or more"),
    ],
    causes: ["an overloaded server or database", "delay or loss on the way"],
    checks: ["Is the slowest step slow for other devices, too?"])
  static let registrationStuck = FindingRule(
    "reg-stuck", .error, "registration stops at a step",
    evidence: "a set-up request without an answer, and no set-up message after it",
    guards: "a note at old servers, which answer fewer requests",
    thresholds: [Threshold("limit", 10, .seconds, "time for the answer")],
    causes: ["the server lost the request", "the server's configuration of the device is broken"],
    checks: ["What does the server have configured for what the device asks for?"])
  static let requestUnanswered = FindingRule(
    "reg-request-unanswered", .warning, "one set-up request got no answer",
    evidence: "a set-up request without its answer, while later ones are answered",
    guards: """
      a note for VersionReq and ServerReq, for kinds of requests that are never answered on the \
      connection and may stay so, and at old servers
      """,
    thresholds: [Threshold("limit", 5, .seconds, "time for the answer")],
    causes: ["a button or line that the server does not know"],
    checks: ["Is the button or line configured on the server?"])
  static let capabilitiesMissing = FindingRule(
    "reg-no-capabilities", .warning, "phone never told its codecs",
    evidence: "CapabilitiesReq, and no list of capabilities within the limit",
    guards: "silent where the capture ends before, or lacks bytes of the device",
    thresholds: [Threshold("limit", 10, .seconds, "time for the answer")],
    causes: ["firmware that does not know the request"],
    checks: ["CUCM gives up such phones (reason 27): does it register again?"])
  static let capabilitiesEmpty = FindingRule(
    "reg-empty-capabilities", .warning, "empty list of codecs",
    evidence: "a list of capabilities with no audio codec, and no other list",
    guards: "silent for gateways, bridges and other devices that are no phones",
    thresholds: [Threshold("limit", 10, .seconds, "time for another list")],
    checks: ["Which codecs does the phone's configuration allow?"])
  static let linesMissing = FindingRule(
    "reg-no-lines", .warning, "phone has no line",
    evidence: "ConfigStat says 0 lines, or no line's answer has a number",
    guards: "silent for gateways and bridges; buttons beyond the last line have no number",
    thresholds: [Threshold("limit", 5, .seconds, "time for a line with a number")],
    causes: ["no line is configured", "auto-registration has not assigned one"],
    checks: ["Which lines does the server have configured for the device?"])
  static let duplicateName = FindingRule(
    "reg-duplicate-name", .error, "two devices share a name",
    evidence: "one name registered on two open connections from different addresses",
    guards: "from the same address it is reg-crossover",
    causes: ["a copied configuration", "two soft phones with one user's device name"],
    checks: ["Which two devices have the addresses?"])
  static let crossover = FindingRule(
    "reg-crossover", .note, "new session while the old one lives",
    evidence: "RegisterReq on a new connection while an older one of the device is open",
    guards: "a warning only where the server refuses it",
    causes: ["power loss", "a moved cable"])
  static let versionLowered = FindingRule(
    "reg-version", .note, "protocol version lowered",
    evidence: "RegisterAck allows a lower version than RegisterReq offers",
    causes: ["a server older than the phone's firmware"])
  static let unknownType = FindingRule(
    "reg-unknown-type", .note, "device type not known",
    evidence: "RegisterReq has a device type that is in no list")
  static let nameAndAddress = FindingRule(
    "reg-name-mac", .note, "name and MAC address differ",
    evidence: "SEP and 12 digits as the name, and another address in the MAC field",
    guards: "silent where the MAC field is 0, and for soft phones")
  static let translatedRegistration = FindingRule(
    "nat-register", .warning, "phone sees another address than the server",
    evidence: "RegisterReq names another address than its packets come from",
    guards: "a note unless the address is private and of another network than the packets'",
    causes: ["address translation", "a VPN client that tells the address of its own network"],
    checks: ["Which NAT is between the phone and the server, and does it know SCCP?"])
  static let timeSkew = FindingRule(
    "reg-time-skew", .note, "server's clock differs",
    evidence: "TimeDateRes differs from the capture's clock",
    guards: "silent where whole hours explain it: a time zone",
    thresholds: [Threshold("limit", 120, .seconds, "difference")])
  static let registrationRules = [
    registrationRejected, registrationUnanswered, connectionRefused, serverUnreachable, closedEarly,
    tokenRejected, tokenUnused, registrationLoop, registrationSlow, registrationStuck,
    requestUnanswered, capabilitiesMissing, capabilitiesEmpty, linesMissing, duplicateName,
    crossover, versionLowered, unknownType, nameAndAddress, translatedRegistration, timeSkew,
  ]
}
