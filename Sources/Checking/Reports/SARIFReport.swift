import Rendering
package import Text

/// Verdicts as SARIF 2.1.0 (OASIS), which code scanning reads: a rule for each kind of check, a
/// result for each check that did not hold.
package enum SARIFReport {
  package static func append(
    _ verdicts: [Verdict], version: String, to text: inout TextBuffer
  ) {
    let rules = Rules(of: verdicts)
    let document = JSONDocument.object([
      ("$schema", .string(Self.schema)),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", tool(rules, version: version)),
            ("invocations", .array([invocation(verdicts)])),
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(results(verdicts, rules))),
          ])
        ])
      ),
    ])
    text.append(document, as: .nested)
    text.append("\n")
  }

  /// Where the standard's schema is.
  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// The rules of verdicts, in the order of their first ones.
  private struct Rules {
    private(set) var all: [VerdictRule] = []
    private var places: [String: Int] = [:]

    init(of verdicts: [Verdict]) {
      for verdict in verdicts where places[verdict.rule.id] == nil {
        places[verdict.rule.id] = all.count
        all.append(verdict.rule)
      }
    }

    func place(of rule: VerdictRule) -> Int { places[rule.id] ?? 0 }
  }

  private static func descriptor(of rule: VerdictRule) -> JSONDocument {
    func text(_ text: String) -> JSONDocument { .object([("text", .string(text))]) }
    var members = [("id", .string(rule.id)), ("shortDescription", text(rule.meaning))]
    if !rule.evidence.isEmpty { members.append(("fullDescription", text(rule.evidence))) }
    if !rule.help.isEmpty { members.append(("help", text(rule.help.joined(separator: "\n")))) }
    if rule.level != .error {
      members.append(
        ("defaultConfiguration", .object([("level", .string(rule.level.rawValue))])))
    }
    return .object(members)
  }

  private static func tool(_ rules: Rules, version: String) -> JSONDocument {
    let descriptors = rules.all.map(descriptor)
    return .object([
      (
        "driver",
        .object([
          ("name", .string("sccpdump")), ("version", .string(version)),
          ("rules", .array(descriptors)),
        ])
      )
    ])
  }

  /// How the run went: not well where something could not be decided.
  private static func invocation(_ verdicts: [Verdict]) -> JSONDocument {
    let undecided = verdicts.filter { $0.outcome == .unknown }
    let notifications = undecided.map { verdict in
      JSONDocument.object([
        ("level", .string("error")),
        ("message", .object([("text", .string("\(verdict.title): \(verdict.fact)".visible))])),
      ])
    }
    return .object([
      ("executionSuccessful", .boolean(undecided.isEmpty)),
      ("toolExecutionNotifications", .array(notifications)),
    ])
  }

  private static func results(_ verdicts: [Verdict], _ rules: Rules) -> [JSONDocument] {
    var occurrences: [String: Int] = [:]
    var results: [JSONDocument] = []
    // Where one result says whether it is suppressed, all have to (3.27.23).
    let tellsKnown = verdicts.contains { $0.reasonWhyKnown != nil }
    for verdict in verdicts where verdict.outcome != .held {
      let identity = [verdict.rule.id, verdict.capture, verdict.name].joined(separator: "\0")
      let occurrence = occurrences[identity, default: 0]
      occurrences[identity] = occurrence + 1
      let (key, value) =
        verdict.fingerprint.map { ("sccpdumpFinding/v1", $0) }
        ?? ("sccpdumpCheck/v1", digest(identity, occurrence))
      results.append(
        result(
          verdict, rules, fingerprint: .object([(key, .string(value))]), tellsKnown: tellsKnown))
    }
    return results
  }

  private static func result(
    _ verdict: Verdict, _ rules: Rules, fingerprint: JSONDocument, tellsKnown: Bool
  ) -> JSONDocument {
    let isOpen = verdict.outcome == .unknown
    let message = ([verdict.fact.visible] + verdict.lines).joined(separator: "\n")
    var members: [(key: String, value: JSONDocument)] = [
      ("ruleId", .string(verdict.rule.id)),
      ("ruleIndex", .integer(rules.place(of: verdict.rule))),
      // What is not a failure has no level, the standard says (3.27.10).
      ("kind", .string(isOpen ? "open" : "fail")),
      ("level", .string(isOpen ? "none" : verdict.level.rawValue)),
      ("message", .object([("text", .string("\(verdict.name.visible): \(message)"))])),
      ("locations", .array([location(verdict.place ?? Verdict.Place(file: verdict.capture))])),
    ]
    if verdict.place != nil {
      members.append(
        ("relatedLocations", .array([location(Verdict.Place(file: verdict.capture))])))
    }
    members.append(("partialFingerprints", fingerprint))
    if tellsKnown { members.append(("suppressions", suppressions(of: verdict))) }
    members.append(("properties", properties(of: verdict)))
    return .object(members)
  }

  private static func suppressions(of verdict: Verdict) -> JSONDocument {
    guard let reason = verdict.reasonWhyKnown else { return .array([]) }
    var members = [("kind", JSONDocument.string("external"))]
    if !reason.isEmpty { members.append(("justification", .string(reason.visible))) }
    return .array([.object(members)])
  }

  private static func location(_ place: Verdict.Place) -> JSONDocument {
    var physical: [(key: String, value: JSONDocument)] = [
      ("artifactLocation", .object([("uri", .string(uri(place.file)))]))
    ]
    if let line = place.line {
      var region: [(key: String, value: JSONDocument)] = [("startLine", .integer(line))]
      if let column = place.column { region.append(("startColumn", .integer(column))) }
      physical.append(("region", .object(region)))
    }
    return .object([("physicalLocation", .object(physical))])
  }

  private static func properties(of verdict: Verdict) -> JSONDocument {
    var members: [(key: String, value: JSONDocument)] = [
      ("capture", .string(verdict.capture.visible)), ("check", .string(verdict.name.visible)),
    ]
    if let frame = verdict.frame { members.append(("frame", .integer(frame))) }
    if let expected = verdict.expected { members.append(("expected", .string(expected.visible))) }
    if let found = verdict.found { members.append(("found", .string(found.visible))) }
    return .object(members)
  }

  /// A path as a URI reference (RFC 3986): everything escaped but what may stand in a path segment
  /// without a doubt.
  private static func uri(_ path: String) -> String {
    var text = TextBuffer()
    if path.hasPrefix("/") { text.append("file://") }
    for byte in FileName.bytes(of: path) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.append(byte: byte)
      default:
        text.append("%")
        text.append(hexadecimal: UInt64(byte), digits: 2)
      }
    }
    return String(text)
  }

  /// A digest (FNV-1a, 64 bits) of what was checked; no frame or time is in it, so the same finding
  /// is known again in the next run.
  private static func digest(_ identity: String, _ occurrence: Int) -> String {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in (identity + "\0\(occurrence)").utf8 {
      digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    var text = TextBuffer()
    text.append(hexadecimal: digest, digits: 16)
    return String(text)
  }
}
