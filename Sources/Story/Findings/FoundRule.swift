/// A rule that was found at a call or a device, and how bad it is there at worst.
package struct FoundRule: Sendable, Equatable {
  package let rule: String
  package internal(set) var severity: Finding.Severity

  package init(_ rule: String, _ severity: Finding.Severity) {
    self.rule = rule
    self.severity = severity
  }
}

extension [FoundRule] {
  /// Notes that a rule was found, for the first time or again.
  package mutating func note(_ rule: String, _ severity: Finding.Severity) {
    if let place = firstIndex(where: { $0.rule == rule }) {
      self[place].severity = Swift.max(self[place].severity, severity)
    } else {
      append(FoundRule(rule, severity))
    }
  }
}
