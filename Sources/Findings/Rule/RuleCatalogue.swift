/// All rules, and those that are left out.
extension FindingRule {
  /// All rules, by topic.
  package static let topics: [(title: String, rules: [FindingRule])] = [
    ("Registration", registrationRules),
    ("Keepalives and other servers", keepAliveRules),
    ("Resets, signing off and alarms", leavingRules),
    ("Calls", callRules),
    ("Keys, lamps and digits", featureRules),
    ("Orders for media", mediaRules),
    ("Audio and statistics", audioRules),
    ("Security", securityRules),
    ("Transport and decoding", transportRules),
  ]

  package static let all: [FindingRule] = topics.flatMap(\.rules)

  private static let byName: [String: FindingRule] = Dictionary(
    all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// The rule of a name.
  package static func named(_ id: String) -> FindingRule? { byName[id] }

  /// What was thought of and cannot be decided from a capture, or is not looked for.
  package static let leftOut: [(id: String, reason: String)] = [
    (
      "dscp-signalling",
      "routers rewrite the marking, so that a capture past one of them shows the router's"
    ),
    (
      "pdu-short",
      "every version of the protocol has longer forms than the one before: a shorter one is in order"
    ),
    ("media-short", "transfers, conferences, music and recording set media up anew, all in order"),
    ("lamp-flapping", "lamps of lines that ring and of shared lines change as often"),
    (
      "ring-mismatch",
      "a phone may ring silently by its own settings, which SCCP does not tell"
    ),
  ]
}
