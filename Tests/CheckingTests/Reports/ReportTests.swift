import Checking
import Foundation
import Testing
import Text

/// Every report holds its form, whatever the texts say.
@Suite struct ReportTests {
  enum Format: String, CaseIterable, CustomTestStringConvertible {
    case junit, github, tap, sarif, listing

    var testDescription: String { rawValue }

    func text(_ verdicts: [Verdict]) -> String {
      var text = TextBuffer()
      switch self {
      case .junit: JUnitReport.append(verdicts, of: "check", to: &text)
      case .github: GitHubReport.append(verdicts, to: &text)
      case .tap: TAPReport.append(verdicts, to: &text)
      case .sarif: SARIFReport.append(verdicts, version: "0.1.0", to: &text)
      case .listing: VerdictListing.append(verdicts, to: &text)
      }
      return String(text)
    }
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test(arguments: Format.allCases)
  func `no report prints what a terminal or an editor acts on`(format: Format) {
    let text = format.text(Poison.verdicts + Poison.tolerated)
    let harmful = text.unicodeScalars.filter(Poison.isHarmful)
    #expect(harmful.isEmpty, "\(harmful.map { String($0.value, radix: 16) })")
  }

  @Test(arguments: Format.allCases)
  func `a report says the same of the same verdicts, and something of none`(format: Format) {
    #expect(format.text(Poison.verdicts) == format.text(Poison.verdicts))
    if format != .github, format != .listing { #expect(!format.text([]).isEmpty) }
  }

  @Test func `counts and the status follow the outcomes`() {
    let broken = Poison.verdict("x")
    let unknown = Poison.verdict("x", .unknown)
    let held = Poison.verdict("x", .held)
    #expect("\(VerdictCounts([held]))" == "1 check: 1 held")
    let all = VerdictCounts([held, broken, unknown])
    #expect(all.description == "3 checks: 1 held, 1 broken, 1 not decided")
    #expect(VerdictCounts([held]).exitStatus == 0)
    #expect(VerdictCounts([held, broken]).exitStatus == 1)
    #expect(VerdictCounts([held, broken, unknown]).exitStatus == 2)
  }

  // MARK: - GitHub

  /// What actions/runner takes for commands: lines that begin with `::` after any white space, and
  /// those with `##[` anywhere.
  private func commands(_ text: String) -> [(name: String, properties: [String], data: String)] {
    text.split(whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }).compactMap { line in
      let line = line.drop(while: \.isWhitespace)
      guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else {
        return nil
      }
      let head = line[line.index(line.startIndex, offsetBy: 2)..<end.lowerBound]
      let parts = head.split(separator: " ", maxSplits: 1)
      let properties = parts.dropFirst().first?.split(separator: ",").map(String.init)
      return (String(parts.first ?? ""), properties ?? [], String(line[end.upperBound...]))
    }
  }

  @Test(arguments: Poison.texts)
  func `a verdict is one command, with its own properties`(text: String) {
    let found = commands(Format.github.text([Poison.verdict(text)]))
    #expect(found.map(\.name) == ["error", "notice"])
    for command in found {
      let keys = command.properties.map { $0.prefix { $0 != "=" } }
      #expect(keys == ["file", "line", "col", "title"])
      #expect(command.properties[1] == "line=3" && command.properties[2] == "col=5")
    }
  }

  @Test func `properties and messages are escaped as the runner undoes it`() {
    let text = Format.github.text([Poison.verdict("50%, a:b", .unknown)])
    #expect(
      text.hasPrefix("::error file=50%25%2C a%3Ab,line=3,col=5,title=50%25%2C a%3Ab%3A 50%25"))
    #expect(lines(text)[0].contains("::50%25, a:b%0Aexpected: 50%25, a:b%0Afound: "))
  }

  @Test(arguments: Poison.texts)
  func `in a passage for people nothing is a command`(passage: String) {
    let content = "first\n\(passage)\n::error::x\n##[error]y\n"
    var text = TextBuffer()
    GitHubReport.append(passage: content.utf8.span, to: &text)
    let all = lines(String(text))
    let token = all[0].dropFirst("::stop-commands::".count)
    #expect(all[0].hasPrefix("::stop-commands::") && !token.isEmpty)
    #expect(!content.contains("::\(token)::"))
    #expect(all.filter { $0.contains("::\(token)::") } == ["::\(token)::"])
    #expect(String(text).hasSuffix("\n::\(token)::\n"))
  }

  // MARK: - TAP

  @Test func `TAP has a plan, a line for each check, and blocks that nothing leaves`() throws {
    let text = Format.tap.text(Poison.verdicts)
    let all = lines(text)
    #expect(all[0] == "TAP version 14" && all[1] == "1..\(Poison.verdicts.count)")
    var isInBlock = false
    var numbers: [Int] = []
    for line in all.dropFirst(2) where !line.isEmpty {
      if isInBlock {
        #expect(line.hasPrefix("  "))
        isInBlock = line != "  ..."
      } else if line == "  ---" {
        isInBlock = true
      } else {
        let match = try #require(line.wholeMatch(of: /(not )?ok ([0-9]+) - (.*)/))
        numbers.append(try #require(Int(match.2)))
        #expect(try! /(^|[^\\])(\\\\)*#/.firstMatch(in: match.3) == nil, "\(line)")
      }
    }
    #expect(numbers == Array(1...Poison.verdicts.count) && !isInBlock)
  }

  @Test(.enabled(if: Python.has("yaml"), "Python's YAML is not installed"))
  func `the blocks of TAP are YAML that says what the verdict says`() throws {
    let script = """
      import json, re, sys, yaml
      text = sys.stdin.buffer.read().decode('utf-8')
      blocks = re.findall(r'^  ---\\n(.*?)^  \\.\\.\\.\\n', text, re.M | re.S)
      print(json.dumps([yaml.safe_load(block) for block in blocks]))
      """
    let printed = try #require(Python.run(script, input: Format.tap.text(Poison.verdicts)))
    let blocks = try #require(
      try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [[String: Any]])
    #expect(blocks.count == Poison.verdicts.count)
    for block in blocks {
      #expect(block["frame"] as? Int == 7)
      #expect((block["at"] as? [String: Any])?["line"] as? Int == 3)
      #expect(block["expected"] as? String == block["found"] as? String)
    }
  }

  @Test(
    .enabled(if: Python.run("prove", ["--version"], input: Data()) != nil, "no prove installed"))
  func `Perl's reader of TAP finds as many of each as there are`() throws {
    let script = """
      use TAP::Parser; local $/; my $p = TAP::Parser->new({tap => scalar <STDIN>}); $p->run;
      printf "%d %d %d %d %d", scalar($p->passed), scalar($p->failed), scalar($p->skipped),
        scalar($p->todo), scalar($p->parse_errors);
      """
    let counts = VerdictCounts(Poison.verdicts)
    // It knows nothing of versions above 13, which allow less.
    let text = Format.tap.text(Poison.verdicts)
      .replacing("TAP version 14", with: "TAP version 13", maxReplacements: 1)
    let run = try #require(
      Python.run("perl", ["-e", script], input: Data(text.utf8)))
    #expect(run.output == "\(counts.held) \(counts.broken + counts.unknown) 0 0 0")
  }

  @Test(
    .enabled(if: Python.run("prove", ["--version"], input: Data()) != nil, "no prove installed"))
  func `Perl's reader of TAP passes what is noted, and skips what is known`() throws {
    let script = """
      use TAP::Parser; local $/; my $p = TAP::Parser->new({tap => scalar <STDIN>}); $p->run;
      printf "%d %d %d %d", scalar($p->passed), scalar($p->failed), scalar($p->skipped),
        scalar($p->parse_errors);
      """
    let count = Poison.texts.count
    let text = Format.tap.text(Poison.tolerated)
      .replacing("TAP version 14", with: "TAP version 13", maxReplacements: 1)
    let run = try #require(Python.run("perl", ["-e", script], input: Data(text.utf8)))
    #expect(run.output == "\(2 * count) 0 \(count) 0")
  }

  @Test func `GitHub tells what is noted by its level, and nothing of what is known`() {
    let found = commands(Format.github.text(Poison.tolerated))
    let expected = Poison.texts.flatMap { _ in ["warning", "notice", "notice"] }
    #expect(found.map(\.name) == expected)
  }

  // MARK: - JUnit

  @Test(.enabled(if: Python.isAvailable, "Python is not installed"))
  func `JUnit's XML is well formed and has the elements of its schema`() throws {
    let script = """
      import sys, xml.etree.ElementTree as tree
      root = tree.fromstring(sys.stdin.buffer.read())
      allowed = {
        'testsuites': ({'name', 'tests', 'failures', 'errors', 'time'}, {'testsuite'}),
        'testsuite': ({'name', 'tests', 'failures', 'errors', 'skipped', 'time'}, {'testcase'}),
        'testcase': ({'name', 'classname', 'time'}, {'failure', 'error', 'skipped', 'system-out'}),
        'skipped': ({'message'}, set()),
        'failure': ({'type', 'message'}, set()), 'error': ({'type', 'message'}, set()),
        'system-out': (set(), set())}
      for element in root.iter():
        attributes, children = allowed[element.tag]
        assert set(element.attrib) <= attributes, element.attrib
        assert {child.tag for child in element} <= children
      for suite in root.iter('testsuite'):
        cases = suite.findall('testcase')
        assert {'name', 'tests', 'failures', 'errors'} <= set(suite.attrib)
        assert int(suite.get('tests')) == len(cases)
        assert int(suite.get('failures')) == sum(c.find('failure') is not None for c in cases)
        assert int(suite.get('errors')) == sum(c.find('error') is not None for c in cases)
        assert int(suite.get('skipped')) == sum(c.find('skipped') is not None for c in cases)
      assert root.tag == 'testsuites'
      print(root.get('tests'), root.get('failures'), root.get('errors'))
      """
    let counts = VerdictCounts(Poison.verdicts)
    #expect(
      Python.run(script, input: Format.junit.text(Poison.verdicts))
        == "\(counts.all) \(counts.broken) \(counts.unknown)\n")
    #expect(Python.run(script, input: Format.junit.text([])) == "0 0 0\n")
    #expect(
      Python.run(script, input: Format.junit.text(Poison.tolerated))
        == "\(2 * Poison.texts.count) 0 0\n")
  }

  // MARK: - SARIF

  private func sarif(_ verdicts: [Verdict]) throws -> [String: Any] {
    let data = Data(Format.sarif.text(verdicts).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `SARIF has what the standard requires`() throws {
    let log = try sarif(Poison.verdicts)
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "sccpdump")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 2 * Poison.texts.count)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect((result["message"] as? [String: Any])?["text"] is String)
      let isFailure = result["kind"] as? String == "fail"
      #expect(result["level"] as? String == (isFailure ? "error" : "none"))
      let places = ["locations", "relatedLocations"].flatMap {
        result[$0] as? [[String: Any]] ?? []
      }
      #expect(places.count == 2)
      for place in places {
        let physical = try #require(place["physicalLocation"] as? [String: Any])
        let uri = try #require((physical["artifactLocation"] as? [String: Any])?["uri"] as? String)
        #expect(uri.wholeMatch(of: /(file:\/\/)?([A-Za-z0-9._~\/-]|%[0-9a-f]{2})+/) != nil)
      }
    }
  }

  @Test func `SARIF has the level of what is noted, and says of all results what is suppressed`()
    throws
  {
    let run = try #require((try sarif(Poison.tolerated)["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == Poison.tolerated.count)
    for (result, verdict) in zip(results, Poison.tolerated) {
      #expect(result["kind"] as? String == "fail" && result["level"] as? String == "warning")
      let suppressions = try #require(result["suppressions"] as? [[String: Any]])
      #expect(suppressions.count == (verdict.outcome == .noted ? 0 : 1))
      #expect(suppressions.allSatisfy { $0["kind"] as? String == "external" })
    }
  }

  @Test func `a fingerprint is the same in the next run, and another for another check`() throws {
    func fingerprints(_ verdicts: [Verdict]) throws -> [String] {
      let run = try #require((try sarif(verdicts)["runs"] as? [[String: Any]])?.first)
      let results = try #require(run["results"] as? [[String: Any]])
      return results.compactMap {
        ($0["partialFingerprints"] as? [String: Any])?["sccpdumpCheck/v1"] as? String
      }
    }
    var verdict = Poison.verdict("x")
    let first = try fingerprints([verdict])
    verdict.frame = 99
    verdict.found = "another value, at 2024-01-01T00:00:00Z"
    verdict.summary = "in frame 99"
    verdict.place?.line = 12
    #expect(try fingerprints([verdict]) == first)
    let both = try fingerprints([verdict, verdict, Poison.verdict("y")])
    #expect(Set(both).count == 3 && both[0] == first[0])
  }
}
