import Story

/// The rules that were found at calls, until these are listed.
struct CallLedger {
  /// Rules found at legs whose call is not listed yet.
  private var rulesOfLegs = NumberTable<[FoundRule]>()

  /// Legs remembered.
  private static let maximumCount = 1 << 17

  mutating func note(_ finding: Finding) {
    if let leg = finding.leg { note(finding.rule, finding.severity, ofLeg: leg) }
  }

  /// Notes that a rule was found at a leg, for the first time or again.
  mutating func note(_ rule: String, _ severity: Finding.Severity, ofLeg leg: Int) {
    guard rulesOfLegs[leg] != nil || rulesOfLegs.count < Self.maximumCount else { return }
    rulesOfLegs[leg, default: []].note(rule, severity)
  }

  /// Takes out the rules of a call, which is listed with them.
  mutating func takeRules(of call: Call) -> [FoundRule] {
    var rules: [FoundRule] = []
    for leg in call.legNumbers {
      for found in rulesOfLegs.removeValue(forKey: leg) ?? [] {
        rules.note(found.rule, found.severity)
      }
    }
    return rules
  }
}
