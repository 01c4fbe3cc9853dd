import Testing

/// `--findings` says in the timeline what is wrong.
@Suite struct TimelineFindingTests {
  @Test(arguments: Folder.captures)
  func `each finding stands once, under its frame's heading`(capture: String) throws {
    let found = try JSONLine.all(of: "diagnose", "--json", "--fail-on", "never", capture)
    let lines = try Program.sccpdump(["--findings", capture]).outputLines
    var frame: Int?
    var shown: [String] = []
    for line in lines {
      if let match = line.firstMatch(of: /^Frame ([0-9]+)/) { frame = Int(match.1) }
      if let match = line.firstMatch(of: #/^  [✗⚠•] ([a-z0-9-]+)  /#), let frame,
        found.contains(where: { $0.object["rule"] as? String == String(match.1) })
      {
        shown.append("\(frame) \(match.1)")
      }
    }
    let expected = found.map { line in
      "\(line.object["frame"] as? Int ?? 0) \(line.object["rule"] as? String ?? "")"
    }
    #expect(shown.sorted() == expected.sorted())
  }

  @Test func `the rest of the timeline stays as it is`() throws {
    let capture = "cme_refused.pcapng"
    let plain = try Program.sccpdump([capture]).outputLines
    let lines = try Program.sccpdump(["--findings", capture]).outputLines
    #expect(lines.count > plain.count && Set(plain).isSubset(of: lines))
  }

  @Test func `a selection selects the findings too`() throws {
    let output = try Program.sccpdump(
      ["--findings", "--device", "SEP0000*", "cme_refused.pcapng"]
    ).output
    #expect(!output.contains("reg-rejected"))
  }

  @Test func `what can be read only once has no findings, and JSON has its own`() throws {
    let piped = try Program.shell("cat cme_refused.pcapng | sccpdump --findings -")
    #expect(piped.status != 0 && piped.errors.contains("save it to a file first"))
    #expect(try Program.sccpdump("--findings", "--json", "cme_refused.pcapng").status == 64)
  }
}
