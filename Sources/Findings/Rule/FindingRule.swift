package import Story

/// A rule of diagnosis: what it is called, what it looks for, and what its finding means.
///
/// There is one of each in the program, so that whatever is about a rule refers to it.
package final class FindingRule: Sendable {
  /// What people and programs name it by, such as `reg-rejected`.
  package let id: String
  /// How bad it is where nothing makes it better or worse.
  package let severity: Finding.Severity
  /// What it finds, in a few words.
  package let title: String
  /// What in the capture shows it.
  package let evidence: String
  /// What keeps it silent, or makes it a note.
  package let guards: String
  /// The limits that it goes by.
  package let thresholds: [Threshold]
  /// What usually causes it.
  package let causes: [String]
  /// What to check next.
  package let checks: [String]

  package init(
    _ id: String, _ severity: Finding.Severity, _ title: String, evidence: String,
    guards: String = "", thresholds: [Threshold] = [], causes: [String] = [],
    checks: [String] = []
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.evidence = evidence
    self.guards = guards
    self.thresholds = thresholds
    self.causes = causes
    self.checks = checks
  }
}

extension FindingRule: Hashable {
  package static func == (left: FindingRule, right: FindingRule) -> Bool {
    left === right
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
