import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `sccpdump diagnose` writes reports for other programs, and passes over what a baseline lists.
@Suite struct DiagnosisReportTests {
  private let capture = "cme_refused.pcapng"

  /// The report that a run writes into a file.
  private func report(
    _ form: String, _ options: [String] = []
  ) throws -> (text: String, run: Run) {
    try Folder.withTemporary { folder in
      let file = folder.appending(path: "report").path
      let run = try Program.sccpdump(
        ["diagnose", "--report", "\(form)=\(file)"] + options + [capture])
      return (try String(contentsOfFile: file, encoding: .utf8), run)
    }
  }

  private func findings(_ options: [String] = []) throws -> [[String: Any]] {
    try Program.sccpdump(["diagnose", "--json"] + options + [capture]).outputLines.map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  // MARK: - Reports

  @Test(arguments: [("error", 2), ("warning", 3), ("note", 6), ("never", 0)])
  func `JUnit has a case for each finding, and a failure for those as bad as is asked`(
    limit: String, failures: Int
  ) throws {
    let (text, run) = try report("junit", ["--fail-on", limit])
    #expect(run.status == (failures > 0 ? 1 : 0))
    let parser = XMLParser(data: Data(text.utf8))
    let reader = CaseReader()
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.cases == 7 && reader.failures == failures)
    #expect(reader.suite["tests"] == "7" && reader.suite["failures"] == "\(failures)")
    #expect(reader.suite["errors"] == "0" && reader.suite["skipped"] == "0")
    #expect(text.contains(#"<testsuites name="sccpdump diagnose""#))
  }

  private final class CaseReader: NSObject, XMLParserDelegate {
    var cases = 0
    var failures = 0
    var suite: [String: String] = [:]

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      if name == "testcase" { cases += 1 }
      if name == "failure" { failures += 1 }
      if name == "testsuite" { suite = attributes }
    }
  }

  @Test func `TAP fails what is as bad as is asked, and is alone on standard output`() throws {
    let run = try Program.sccpdump(["diagnose", "--report", "tap", capture])
    #expect(run.status == 1)
    let lines = run.outputLines
    #expect(lines.prefix(2) == ["TAP version 14", "1..7"])
    let points = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
    #expect(points.count == 7 && points.count { $0.hasPrefix("not ok ") } == 2)
    #expect(points[1] == "not ok 2 - \(capture): reg-rejected SEP001122334466")
  }

  @Test func `SARIF names the rules with their help, and fingerprints that stay`() throws {
    let (text, _) = try report("sarif")
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let results = try #require(run["results"] as? [[String: Any]])
    let found = try findings()
    #expect(results.count == found.count)
    for (result, finding) in zip(results, found) {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == finding["rule"] as? String)
      #expect(result["level"] as? String == finding["severity"] as? String)
      let prints = try #require(result["partialFingerprints"] as? [String: String])
      #expect(prints == ["sccpdumpFinding/v1": try #require(finding["fingerprint"] as? String)])
      #expect(result["suppressions"] == nil)
    }
    let rejected = try #require(rules.first { $0["id"] as? String == "reg-rejected" })
    let help = try #require((rejected["help"] as? [String: String])?["text"])
    #expect(help.contains("Cause: ") && help.contains("Check: "))
    #expect(rejected["shortDescription"] != nil && rejected["fullDescription"] != nil)
  }

  @Test(.enabled(if: SchemaValidator.isAvailable, "Python's jsonschema is not installed"))
  func `SARIF is as the standard's schema has it, as far as we use that`() throws {
    let texts = try [
      report("sarif"), report("sarif", ["--fail-on", "never"]),
      Folder.withFile(Array("reg-rejected/SEP001122334466/1 # a lab phone\n".utf8)) {
        try report("sarif", ["--baseline", $0])
      },
    ].map(\.text)
    for text in texts {
      let script = """
        import json, sys, jsonschema
        jsonschema.validate(json.load(sys.stdin), json.loads(sys.argv[1]))
        """
      let run = try Program.run(
        "python3", ["-c", script, SARIFSchema.essential], input: Data(text.utf8))
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test func `GitHub's annotations have the finding's severity, and nothing else is a command`()
    throws
  {
    let run = try Program.sccpdump(["diagnose", "--report", "github", capture])
    let words = run.outputLines.filter { $0.hasPrefix("::") }.map { line in
      line.dropFirst(2).prefix { $0 != " " && $0 != ":" }
    }
    #expect(words.prefix(1) == ["stop-commands"])
    #expect(
      words.dropFirst(2) == ["error", "error", "warning", "notice", "notice", "notice"])
    #expect(run.output.contains("error    reg-rejected"))
  }

  @Test func `JSON and a report do not share standard output`() throws {
    let run = try Program.sccpdump(["diagnose", "--json", "--report", "tap", capture])
    #expect(run.status == 64)
  }

  // MARK: - Baseline

  @Test func `a baseline is written, passes over what it lists, and keeps reasons`() throws {
    try Folder.withTemporary { folder in
      let file = folder.appending(path: "known.txt").path
      let options = ["diagnose", "--baseline", file]
      let written = try Program.sccpdump(options + ["--update-baseline", capture])
      #expect(written.status == 0)
      #expect(written.errors.contains("known.txt: 6 findings, 6 new, 0 gone"))

      var text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text.contains("\nreg-rejected/SEP001122334466/1\n"))
      text = text.replacingOccurrences(of: "/1\n", with: "/1   # lab phone, #12\n")
        .replacingOccurrences(of: "tcp-reset", with: "tcp-gap")
      try text.write(toFile: file, atomically: true, encoding: .utf8)

      let passed = try Program.sccpdump(options + [capture])
      #expect(passed.status == 0)
      #expect(passed.output.contains("tcp-reset"))
      #expect(passed.output.hasSuffix("1 warning; passed over: 5 known findings\n"))
      #expect(passed.errors.contains("not found any more: 1 finding: tcp-gap/SEP001122334466/1"))
      #expect(try Program.sccpdump(options + ["--fail-on", "warning", capture]).status == 1)

      let junit = try report("junit", ["--baseline", file]).text
      #expect(junit.contains(#"skipped="5""#))
      #expect(junit.contains(#"<skipped message="known: lab phone, #12"/>"#))
      let sarif = try report("sarif", ["--baseline", file]).text
      #expect(sarif.contains(#""justification": "lab phone, #12""#))

      // A run about less does not know what is gone.
      _ = try Program.sccpdump(
        options + ["--update-baseline", "--rule", "tcp-reset", capture])
      text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text.contains("tcp-gap/") && text.contains("tcp-reset/"))
      _ = try Program.sccpdump(options + ["--update-baseline", capture])
      text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(!text.contains("tcp-gap/") && text.contains("/1  # lab phone, #12\n"))
      let none = try Program.sccpdump(options + ["--fail-on", "note", capture])
      #expect(none.status == 0)
      #expect(none.output == "no findings; passed over: 6 known findings\n")
    }
  }

  @Test func `a baseline that is missing or none is said with its line`() throws {
    let missing = try Program.sccpdump("diagnose", "--baseline", "/nowhere/known.txt", capture)
    #expect(missing.status == 2 && missing.errors.contains("--update-baseline writes it"))
    try Folder.withFile(Array("# known\n\nthis is none\n".utf8)) { path in
      let wrong = try Program.sccpdump("diagnose", "--baseline", path, capture)
      #expect(wrong.status == 2 && wrong.errors.contains("\(path):3: a fingerprint is expected"))
    }
    #expect(try Program.sccpdump("diagnose", "--update-baseline", capture).status == 64)
  }

  @Test func `a capture that ends in the middle is reported, and writes no baseline`() throws {
    let whole = try Data(contentsOf: Folder.fixtures.appending(path: capture))
    try Folder.withFile(Array(whole.dropLast(7))) { path in
      let run = try Program.sccpdump("diagnose", "--report", "tap", path)
      #expect(run.status == 2)
      #expect(run.output.contains("\nnot ok 1 - \(path): capture\n"))
      let file = path + ".known"
      let update = try Program.sccpdump("diagnose", "--baseline", file, "--update-baseline", path)
      #expect(update.status == 2 && update.errors.contains("not written"))
      #expect(!Folder.exists(file))
    }
  }
}
