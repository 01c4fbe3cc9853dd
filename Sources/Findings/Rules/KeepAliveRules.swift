import Story

/// Rules about keepalives, and about moving to another server.
extension FindingRule {
  static let keepAliveUnanswered = FindingRule(
    "ka-unanswered", .warning, "keepalive not answered",
    evidence: "KeepAliveReq, and no KeepAliveAck within the limit",
    guards: "silent where the server never answers keepalives; an error at several in a row",
    thresholds: [
      Threshold("limit", 10, .seconds, "time for the answer"),
      Threshold("row", 3, .count, "unanswered keepalives in a row that make it an error"),
    ],
    causes: ["the server or the path to it is lost", "the call manager process hangs"],
    checks: ["Does the server answer other devices at that time?"])
  static let keepAliveSlow = FindingRule(
    "ka-slow", .warning, "slow answer to a keepalive",
    evidence: "KeepAliveAck comes later than the limit",
    thresholds: [Threshold("limit", 1, .seconds, "time for the answer")],
    causes: ["an overloaded server", "delay or loss on the way"],
    checks: ["Are there retransmissions at that time?"])
  static let keepAliveMissing = FindingRule(
    "ka-missing", .warning, "phone stopped sending",
    evidence: "no message of the device for several keepalive intervals, on an open connection",
    guards: "silent where the interval is not known, and where bytes of the device are missing",
    thresholds: [Threshold("intervals", 2.5, .factor, "keepalive intervals without a message")],
    causes: ["the phone lost power or its network", "the phone hangs"],
    checks: ["What happened at the phone's switch port?"])
  static let keepAliveTimeout = FindingRule(
    "ka-timeout-close", .error, "server dropped a silent phone",
    evidence: "the server ends the connection of a registered device that was silent for longer",
    guards: "silent after UnregisterReq or Reset",
    thresholds: [Threshold("intervals", 1.05, .factor, "keepalive intervals without a message")],
    causes: ["the phone lost power or its network"],
    checks: ["What happened at the phone's switch port?"])
  static let keepAliveNeverAnswered = FindingRule(
    "ka-server-never-acks", .note, "server sends no KeepAliveAck",
    evidence: "several KeepAliveReq, and no KeepAliveAck at all",
    guards: "only of an old server, or where the capture does not hold the registration",
    thresholds: [Threshold("count", 3, .count, "keepalives")])
  static let standbyLink = FindingRule(
    "standby-link", .note, "connection to the backup server",
    evidence: "a connection with keepalives and without RegisterReq")
  static let failover = FindingRule(
    "failover", .warning, "phone moved to another server",
    evidence: "RegisterAck of another server after the connection to the first was lost",
    thresholds: [Threshold("within", 600, .seconds, "time after the loss")],
    causes: ["the first server or the path to it was lost"],
    checks: ["Why was the first server lost? Did other phones lose it, too?"])
  static let failback = FindingRule(
    "failback", .note, "phone returned to a server",
    evidence: "RegisterReq after RegisterTokenAck of that server")
  static let survivable = FindingRule(
    "srst", .warning, "phone runs on a survivable router",
    evidence: "the display says that a fallback service operates",
    causes: ["no call manager can be reached from the branch"],
    checks: ["Is the connection from the branch to the call managers up?"])
  static let massEvent = FindingRule(
    "mass-event", .warning, "many phones at once",
    evidence: "many devices lose or begin their registration within the time",
    guards: """
      silent for registrations at the beginning of the capture, and below a tenth of the devices \
      seen; of ten devices and more, more than half within 5 s count, too
      """,
    thresholds: [
      Threshold("devices", 10, .count, "devices"),
      Threshold("within", 30, .seconds, "time in which it happens"),
    ],
    causes: ["a server restarts", "a network or power failure"],
    checks: ["What happened to the server, or to what the phones share?"])
  static let keepAliveRules = [
    keepAliveUnanswered, keepAliveSlow, keepAliveMissing, keepAliveTimeout,
    keepAliveNeverAnswered, standbyLink, failover, failback, survivable, massEvent,
  ]
}
