import Story

/// Which calls and devices the findings belong to, as far as that is known only later.
struct CallLedger {
  /// Rules found at legs whose call is not listed yet.
  private var rulesOfLegs: [Int: [String]] = [:]
  /// The calls of legs with findings.
  private var callsOfLegs: [Int: Int] = [:]
  /// Names of devices by connection, learnt after a finding.
  private var names: [Int: String] = [:]

  /// Legs and connections remembered.
  private static let maximumCount = 1 << 17

  mutating func note(_ finding: Finding) {
    if let leg = finding.leg { note(finding.rule, ofLeg: leg) }
  }

  /// Notes that a rule was found at a leg, for the first time or again.
  mutating func note(_ rule: String, ofLeg leg: Int) {
    guard rulesOfLegs[leg] != nil || rulesOfLegs.count < Self.maximumCount,
      rulesOfLegs[leg]?.contains(rule) != true
    else { return }
    rulesOfLegs[leg, default: []].append(rule)
  }

  mutating func note(name: String, of stream: Int) {
    if names.count < Self.maximumCount { names[stream] = name }
  }

  /// Takes a call that is listed.
  mutating func note(_ call: Call) {
    for leg in call.legs where rulesOfLegs[leg.number] != nil {
      callsOfLegs[leg.number] = call.number
    }
  }

  func rules(of call: Call) -> [String] {
    var rules: [String] = []
    for leg in call.legs {
      for rule in rulesOfLegs[leg.number] ?? [] where !rules.contains(rule) { rules.append(rule) }
    }
    return rules
  }

  /// Fills in calls, and names of devices that were not known when the finding was made.
  func complete(_ findings: inout [Finding]) {
    for place in findings.indices {
      if findings[place].call == nil, let leg = findings[place].leg {
        findings[place].call = callsOfLegs[leg]
      }
      if let stream = findings[place].stream, let name = names[stream] {
        findings[place].device = name
      }
    }
  }
}
