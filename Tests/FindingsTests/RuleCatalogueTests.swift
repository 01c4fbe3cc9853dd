import Story
import Testing

@testable import Findings

/// The rules as a whole.
@Suite struct RuleCatalogueTests {
  @Test func `each rule has a name of its own, and words for people`() {
    let names = FindingRule.all.map(\.id)
    #expect(Set(names).count == names.count)
    for rule in FindingRule.all {
      #expect(!rule.title.isEmpty && !rule.evidence.isEmpty, "\(rule.id)")
      if rule.severity > .note {
        #expect(!rule.checks.isEmpty || !rule.causes.isEmpty, "\(rule.id)")
      }
      #expect(Set(rule.thresholds.map(\.name)).count == rule.thresholds.count, "\(rule.id)")
    }
    #expect(FindingRule.leftOut.allSatisfy { FindingRule.named($0.id) == nil })
  }

  @Test func `causes name rules that there are`() {
    for (rule, causes) in RootCauses.causes {
      for name in [rule] + causes { #expect(FindingRule.named(name) != nil, "\(name)") }
    }
  }

  @Test func `thresholds are set by rule and name, with their unit`() {
    var settings = FindingSettings()
    #expect(settings.nanoseconds(.registrationSlow) == 10_000_000_000)
    #expect(settings.set("reg-slow=5s") == nil)
    #expect(settings.nanoseconds(.registrationSlow) == 5_000_000_000)
    #expect(settings.set("reg-loop.within=20min") == nil)
    #expect(settings.nanoseconds(.registrationLoop, "within") == 1_200_000_000_000)
    #expect(settings.set("rtp-loss=2%") == nil)
    #expect(settings.number(.audioLoss) == 2)
  }

  @Test(arguments: [
    "reg-slow", "no-rule=1", "reg-slow=fast", "reg-slow=-1", "reg-slow.width=3", "srst=1",
    "reg-slow=5%",
  ])
  func `what cannot be set is refused with a reason`(text: String) {
    var settings = FindingSettings()
    #expect(settings.set(text) != nil)
  }
}
