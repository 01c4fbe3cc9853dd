import Story

/// Rules about TCP, and about what cannot be read.
extension FindingRule {
  static let retransmissions = FindingRule(
    "tcp-retransmit", .warning, "segments sent again",
    evidence: "data that came before, much later than a copy would",
    guards: "silent for copies that mirror ports make",
    thresholds: [
      Threshold("count", 5, .count, "retransmissions above which it is told"),
      Threshold("within", 10, .seconds, "time in which they come"),
    ],
    causes: ["loss on the way", "an overloaded peer"],
    checks: ["Do other connections on the same way lose packets, too?"])
  static let zeroWindow = FindingRule(
    "tcp-zero-window", .warning, "one side stopped reading",
    evidence: "TCP window 0",
    guards: "silent for segments that open or end the connection",
    causes: ["the process of that side hangs or is overloaded"],
    checks: ["What did that side do at that time?"])
  static let missingBytes = FindingRule(
    "tcp-gap", .warning, "bytes are missing in the capture",
    evidence: "bytes that were acknowledged, or that others followed, and that were not captured",
    guards: "a note where no message of their side came after them",
    causes: ["the capture dropped packets"],
    checks: ["Did the capturing system drop packets? What is missing is not judged."])
  static let oneDirection = FindingRule(
    "tcp-one-direction", .note, "one direction of a connection only",
    evidence: "segments of one side only")
  static let midstream = FindingRule(
    "tcp-midstream", .note, "connection was open before the capture",
    evidence: "messages on a connection whose SYN is not in the capture")
  static let connectionReset = FindingRule(
    "tcp-reset", .warning, "connection was reset",
    evidence: "RST on a connection that carries SCCP",
    guards: "silent after FIN, and where another finding tells the loss",
    causes: ["a firewall", "a process that ended without closing"],
    checks: ["Who sent the RST? A firewall sends it in the other's name."])
  static let frameCut = FindingRule(
    "frame-cut", .note, "packets cut when they were captured",
    evidence: "packets longer than the capture's snap length")
  static let badLength = FindingRule(
    "pdu-bad-length", .error, "not SCCP, or out of step",
    evidence: "bytes where a message should begin, with an impossible length",
    guards: "silent at the beginning of a connection in mid-stream",
    causes: ["a broken sender", "something else than SCCP on the port"],
    checks: ["Which software sent it?"])
  static let messageExtra = FindingRule(
    "pdu-extra", .note, "message with bytes after its last known field",
    evidence: "bytes after the last field that are no padding")
  static let notSCCP = FindingRule(
    "not-sccp", .note, "something else on the port",
    evidence: "bytes on a server's port without any message")
  static let transportRules = [
    retransmissions, zeroWindow, missingBytes, oneDirection, midstream, connectionReset, frameCut,
    badLength, messageExtra, notSCCP,
  ]
}
