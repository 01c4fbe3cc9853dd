import Findings
import Story

/// Reads which findings are meant: `findings: none`, or `{finding: rtp-one-way}` in a list.
enum FindingDemandReader {
  private static let ruleNames = FindingRule.all.map(\.id)

  /// The rule that an entry names, with wildcards; nil for an entry that is about a message.
  static func rule(_ node: DocumentNode) throws(ExpectationError) -> TextPattern? {
    guard case .mapping(let members) = node.content, members.count == 1,
      let member = members.first, NeverKey(rawValue: member.key) == .finding
    else { return nil }
    let pattern = try NodeReader.pattern(member.value)
    if ruleNames.contains(where: pattern.matches) { return pattern }
    throw unknown(pattern.source, member.value.place)
  }

  /// How bad a finding has to be to count.
  static func severity(
    _ options: [ExpectationOption: DocumentNode]
  ) throws(ExpectationError) -> Finding.Severity {
    guard let node = options[.severity] else { return .warning }
    let text = try NodeReader.text(node)
    if let severity = Finding.Severity(rawValue: text) { return severity }
    let names = Finding.Severity.allCases.map(\.rawValue)
    throw ExpectationError(
      node.place,
      "no finding has the severity \(text.quoted)" + NearestName.hint(for: text, among: names))
  }

  /// The rules by which something may be found.
  static func allowed(
    _ node: DocumentNode, _ options: [ExpectationOption: DocumentNode]
  ) throws(ExpectationError) -> Set<String> {
    guard try NodeReader.text(node) == DemandReader.noProblems else {
      throw ExpectationError(
        node.place,
        "findings: \(DemandReader.noProblems) is expected; rules by which something may be found "
          + "stand under except")
    }
    guard let except = options[.except] else { return [] }
    var rules: Set<String> = []
    for (name, place) in try NodeReader.texts(except, "rules", maximum: ruleNames.count) {
      guard FindingRule.named(name) != nil else { throw unknown(name, place) }
      rules.insert(name)
    }
    return rules
  }

  private static func unknown(_ name: String, _ place: TextPlace) -> ExpectationError {
    ExpectationError(
      place,
      "no rule of sccpdump diagnose is called \(name.quoted)"
        + NearestName.hint(for: name, among: ruleNames))
  }
}
