package import Findings

/// What kind of thing was checked; reports that know rules make one of each.
package struct VerdictRule: Sendable {
  package let id: String
  /// What it asks for, or what it finds, in one sentence.
  package let meaning: String
  /// How bad it usually is where it does not hold.
  let level: Verdict.Level
  /// What shows it.
  let evidence: String
  /// What usually causes it and what to check next, a line each.
  let help: [String]

  private init(_ id: String, _ meaning: String) {
    self.id = id
    self.meaning = meaning
    level = .error
    evidence = ""
    help = []
  }

  /// That a capture can be read.
  package static let capture = VerdictRule("capture", "The capture can be read to its end.")
  /// That it says what its golden file says.
  package static let golden = VerdictRule("golden", "The capture says what its golden file says.")

  /// That it holds an expectation of a kind.
  package init(_ kind: ExpectationKind) {
    self.init(kind.rawValue, kind.meaning)
  }

  /// That what a rule of diagnosis looks for is not there.
  package init(_ rule: FindingRule) {
    id = rule.id
    meaning = rule.title
    level = Verdict.Level(rule.severity)
    evidence = rule.evidence
    help = rule.causes.map { "Cause: \($0)" } + rule.checks.map { "Check: \($0)" }
  }
}

extension VerdictRule: Equatable {
  package static func == (left: VerdictRule, right: VerdictRule) -> Bool {
    left.id == right.id
  }
}
