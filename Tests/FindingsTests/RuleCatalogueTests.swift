import Foundation
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

  /// The rules of the page of diagnostics, which lies beside the package.
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/domain/diagnostics.md")

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: page.path), "there is no ../shared"))
  func `every rule of the page is looked for, or left out with a reason`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let start = try #require(text.range(of: "\n## 3. Rules"))
    let end = try #require(text.range(of: "\n## 4. "))
    let rows = text[start.upperBound..<end.lowerBound].split(separator: "\n")
      .filter { $0.hasPrefix("| `") }.map { $0.dropFirst(2).prefix { $0 != "|" } }
    let names = rows.flatMap { row in
      row.matches(of: /`([a-z0-9-]+)`/).map { String($0.1) }
    }
    #expect(names.count > 100)
    let known = Set(FindingRule.all.map(\.id) + FindingRule.leftOut.map(\.id))
    #expect(Set(names).subtracting(known) == [])
    #expect(FindingRule.leftOut.allSatisfy { !$0.reason.isEmpty })
  }

  @Test func `the manual's table of rules is the list of rules`() throws {
    let manual = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/sccpdump/Manual.docc/Diagnose.md")
    let lines = try String(contentsOf: manual, encoding: .utf8).split(separator: "\n")
    let start = try #require(lines.firstIndex(of: "## The rules"))
    let rows = lines[start...].filter { $0.hasPrefix("| `") }
    let all = FindingRule.topics.flatMap(\.rules).map {
      "| `\($0.id)` | \($0.severity.rawValue) | \($0.title) |"
    }
    let leftOut = FindingRule.leftOut.map { "| `\($0.id)` | \($0.reason) |" }
    #expect(rows.map(String.init) == all + leftOut)
    let topics = lines[start...].filter { $0.hasPrefix("### ") }.map { $0.dropFirst(4) }
    #expect(topics.dropLast().map(String.init) == FindingRule.topics.map(\.title))
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
