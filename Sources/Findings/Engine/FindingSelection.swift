package import Story

/// Which findings are wanted.
package struct FindingSelection: Sendable {
  /// Rules that are looked for; all, where it is empty.
  package var rules: Set<String> = []
  /// Rules that are left out, everywhere or at one device.
  package var ignored: [(rule: String, device: String?)] = []

  package init() {}

  /// Whether a rule is looked for.
  func takes(_ rule: FindingRule) -> Bool {
    rules.isEmpty || rules.contains(rule.id)
  }

  /// Whether a finding is wanted, now that it is known whose it is.
  package func takes(_ finding: Finding) -> Bool {
    !ignored.contains { rule, device in
      rule == finding.rule && (device == nil || device == finding.device)
    }
  }
}
