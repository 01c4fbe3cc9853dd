import Checking
import Findings
import Story
import Testing
import Wire

/// Expectations about what is found wrong.
@Suite struct FindingExpectationTests {
  private func finding(
    _ rule: String, _ severity: Finding.Severity, device: String? = "SEP001122334455",
    frame: Int = 7
  ) -> Finding {
    Finding(
      rule: rule, severity: severity, device: device,
      first: FrameStamp(number: frame, time: nil), text: "It is wrong.")
  }

  private func verdicts(
    _ text: String, _ findings: [Finding], isWhole: Bool = true
  ) throws -> [Verdict] {
    let file = try ExpectationReader.read(Array(("expect:\n" + text).utf8))
    var evaluator = ExpectationEvaluator(file, fileName: "e.yaml", capture: "c.pcapng")
    #expect(evaluator.asksForFindings)
    for finding in findings { evaluator.receive(finding) }
    return evaluator.finish(CaptureEnd(time: nil, isWhole: isWhole))
  }

  @Test(arguments: [
    ("", ["warning", "error"]), ("severity: error", ["error"]),
    ("severity: note", ["note", "warning", "error"]), ("except: [rtp-loss]", []),
    ("except: [tcp-gap, call-stuck]", ["warning", "error"]),
  ])
  func `findings: none counts what is as bad as severity`(
    option: String, broken: [String]
  ) throws {
    for severity in Finding.Severity.allCases {
      let found = try verdicts(
        " - findings: none\n" + (option.isEmpty ? "" : "   \(option)\n"),
        [finding("rtp-loss", severity)])
      #expect(
        (found[0].outcome == .broken) == broken.contains(severity.rawValue),
        "\(option), \(severity)")
    }
  }

  @Test func `never names rules, with wildcards, beside messages`() throws {
    let text = " - never: [{finding: rtp-*}, Reset, {finding: call-stuck}]\n"
    #expect(try verdicts(text, [finding("reg-slow", .error)])[0].outcome == .held)
    let broken = try verdicts(
      text, [finding("rtp-loss", .note), finding("call-stuck", .warning, frame: 9)])[0]
    #expect(broken.outcome == .broken && broken.frame == 7)
    #expect(
      broken.summary
        == "rtp-loss of SEP001122334455: It is wrong, in frame 7, and 1 more")
    #expect(broken.name == "never finding rtp-*, Reset, finding call-stuck")
    #expect(broken.rule == VerdictRule(.never))
  }

  @Test func `an expectation of a device is about its findings alone`() throws {
    let other = finding("rtp-loss", .error, device: "SEP00AABBCCDDEE")
    let text = " - findings: none\n   device: SEP0011*\n"
    // There is no message of the device either.
    let without = try verdicts(text, [other])[0]
    #expect(without.outcome == .broken && without.summary.hasPrefix("no message of the device"))
    #expect(try verdicts(" - findings: none\n", [other])[0].outcome == .broken)
  }

  @Test func `what was not read to its end is not decided, unless something is there`() throws {
    let text = " - findings: none\n - never: {finding: rtp-loss}\n"
    #expect(try verdicts(text, [], isWhole: false).map(\.outcome) == [.unknown, .unknown])
    #expect(
      try verdicts(text, [finding("rtp-loss", .error)], isWhole: false).map(\.outcome)
        == [.broken, .broken])
  }

  @Test(arguments: [
    (
      "- never: {finding: rtp-oneway}",
      "2:22: no rule of sccpdump diagnose is called “rtp-oneway”; did you mean rtp-one-way?"
    ),
    ("- never: {finding: x*}", "2:22: no rule of sccpdump diagnose is called “x*”"),
    (
      "- findings: few",
      "2:15: findings: none is expected; rules by which something may be found stand under except"
    ),
    (
      "- {findings: none, severity: warn}",
      "2:32: no finding has the severity “warn”; did you mean warning?"
    ),
    (
      "- {findings: none, except: rtp-lost}",
      "2:30: no rule of sccpdump diagnose is called “rtp-lost”; did you mean rtp-loss?"
    ),
    ("- {never: Reset, severity: error}", "2:20: never has no key “severity”"),
  ])
  func `what is wrong is said with its place`(entry: String, fault: String) throws {
    let found = try #require(ExpectationRun.fault("expect:\n  \(entry)\n"))
    #expect(found.hasPrefix(fault), "\(found)")
  }

  @Test func `expectations without findings ask for none`() throws {
    let file = try ExpectationReader.read(
      Array("expect:\n - never: Reset\n - problems: none\n".utf8))
    #expect(!file.asksForFindings)
  }
}
