/// The thresholds of a run: those of the rules, and what the user set.
package struct FindingSettings: Sendable {
  private var values: [Key: Double] = [:]

  private struct Key: Hashable, Sendable {
    let rule: String
    let threshold: String
  }

  package init() {}

  /// Takes `RULE=VALUE` or `RULE.THRESHOLD=VALUE`; returns what is wrong with it, or nil.
  package mutating func set(_ text: String) -> String? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return "\(text): write RULE=VALUE, such as reg-slow=5s" }
    let names = parts[0].split(separator: ".", maxSplits: 1).map(String.init)
    guard let id = names.first, let rule = FindingRule.named(id) else {
      return "\(text): no rule has the name \(names.first ?? "")"
    }
    let wanted = names.count > 1 ? names[1] : rule.thresholds.first?.name
    guard let threshold = rule.thresholds.first(where: { $0.name == wanted }) else {
      let known = rule.thresholds.map(\.name).joined(separator: ", ")
      return known.isEmpty
        ? "\(text): the rule \(id) has nothing to set"
        : "\(text): the rule \(id) has no limit \(wanted ?? ""); it has \(known)"
    }
    guard let value = threshold.parse(String(parts[1])) else {
      let value = parts[1].isEmpty ? "nothing" : parts[1]
      return "\(text): \(value) is no value for the rule \(id), such as \(threshold.shown)"
    }
    values[Key(rule: rule.id, threshold: threshold.name)] = value
    return nil
  }

  /// The value of a rule's threshold: the first one's, unless another is named.
  func number(_ rule: FindingRule, _ name: String? = nil) -> Double {
    let threshold = rule.thresholds.first { name == nil || $0.name == name }
    guard let threshold else { return 0 }
    return values[Key(rule: rule.id, threshold: threshold.name)] ?? threshold.value
  }

  /// The value of a threshold that is a time, in nanoseconds.
  func nanoseconds(_ rule: FindingRule, _ name: String? = nil) -> Int64 {
    let threshold = rule.thresholds.first { name == nil || $0.name == name }
    let scale = threshold?.unit == .milliseconds ? 1e6 : 1e9
    return Int64(exactly: (number(rule, name) * scale).rounded()) ?? .max
  }

  /// The value of a threshold that counts.
  func count(_ rule: FindingRule, _ name: String? = nil) -> Int {
    Int(exactly: number(rule, name).rounded()) ?? .max
  }
}
