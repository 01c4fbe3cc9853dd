import CaptureBuilder
import Foundation
import SCCP
import Testing

/// `sccpdump check --report`: what becomes of verdicts, in files and on standard output.
@Suite struct ReportFileTests {
  private static let expectations = """
    expect:
      - never: DisplayPromptStatusV2
      - problems: none

    """

  /// What a phone shows and is called, to the worst.
  private static let poison =
    "\u{1b}[31m\n::error::owned\r##[add-mask]x]]>&<\"# SKIP\u{202e}%0A\n  ...\nok 9\u{7}"

  /// A capture in which the device's name and a prompt would act on everything that prints them.
  private func withPoison(_ body: (ExpectTests.Bench) throws -> Void) throws {
    var talk = MadeCapture.conversation()
    try talk.device(
      at: 1000, ScriptedMessage(.registerReq, ["DeviceName": "\n::error::x\u{1b}"]))
    try talk.server(at: 2000, ScriptedMessage(.registerAck))
    try talk.server(
      at: 3000, .prompt(.text(Self.poison), CallLeg(line: 1, reference: 7)))
    try ExpectTests.withCapture { bench in
      try Data(MadeCapture.file(talk)).write(to: URL(filePath: bench.capture))
      try body(bench)
    }
  }

  private static let shown = """
    expect:
      - never: {DisplayPromptStatusV2: {promptStatus: "*"}}
      - registers: nobody

    """

  private func path(_ bench: ExpectTests.Bench, _ name: String) -> String {
    bench.folder.appending(path: name).path
  }

  @Test(.enabled(if: Program.has("python3") && Program.has("jq"), "python3 or jq is missing"))
  func `all reports are written in one run, and hold what a capture says`() throws {
    try withPoison { bench in
      let run = try bench.check(
        Self.shown, "--report", "junit=" + path(bench, "r.xml"), "--report",
        "sarif=" + path(bench, "r.sarif"), "--report", "tap=" + path(bench, "r.tap"), "--report",
        "github=" + path(bench, "r.txt"))
      #expect(run.status == 1)
      #expect(run.output.contains("✗ "))
      let xml = try Program.run(
        "python3",
        [
          "-c",
          """
          import sys, xml.etree.ElementTree as tree
          root = tree.parse(sys.argv[1]).getroot()
          print(root.get('tests'), root.get('failures'), root.get('errors'))
          """, path(bench, "r.xml"),
        ])
      #expect(xml.output == "2 2 0\n")
      let sarif = try Program.run(
        "jq", ["-r", ".runs[0].results | map(.ruleId) | join(\" \")", path(bench, "r.sarif")])
      #expect(sarif.output == "never registers\n")
      for name in ["r.xml", "r.sarif", "r.tap", "r.txt"] {
        let text = try String(contentsOfFile: path(bench, name), encoding: .utf8)
        let isHarmful = text.unicodeScalars.contains { scalar in
          scalar.value < 0x20 && scalar != "\n" || (0x7f..<0xa0).contains(scalar.value)
            || scalar == "\u{202e}"
        }
        #expect(!isHarmful, "\(name)")
      }
      let annotations = try String(contentsOfFile: path(bench, "r.txt"), encoding: .utf8)
      #expect(annotations.lines.count == 2)
      for line in annotations.lines { #expect(line.hasPrefix("::error file=")) }
    }
  }

  @Test func `TAP on standard output stands alone`() throws {
    try withPoison { bench in
      let run = try bench.check(Self.shown, "--report", "tap")
      #expect(run.status == 1)
      #expect(run.outputLines.prefix(2) == ["TAP version 14", "1..2"])
      let others = run.outputLines.dropFirst(2).filter { !$0.hasPrefix("  ") }
      let heads = others.map { String($0.prefix(9)) }
      #expect(heads == ["not ok 1 ", "not ok 2 "])
      #expect(run.errors == "sccpdump: 2 checks: 0 held, 2 broken\n")
    }
  }

  @Test func `in a log of GitHub Actions the text for people holds no command`() throws {
    try withPoison { bench in
      let run = try bench.check(Self.shown, "--report", "github")
      #expect(run.status == 1)
      var token: Substring?
      var commands: [Substring] = []
      for line in run.outputLines {
        let line = line.drop(while: \.isWhitespace)
        if let open = token {
          if line == "::\(open)::" { token = nil }
        } else if line.hasPrefix("::stop-commands::") {
          token = line.dropFirst("::stop-commands::".count)
        } else {
          #expect(line.hasPrefix("::error file="))
          commands.append(line)
        }
      }
      #expect(token == nil && commands.count == 2)
    }
  }

  @Test func `a difference to the golden file is reported too`() throws {
    try ExpectTests.withCapture { bench in
      #expect(try Program.sccpdump("check", "--update", bench.capture).status == 0)
      let golden = path(bench, "call.sccp.jsonl")
      let text = try String(contentsOfFile: golden, encoding: .utf8)
      try Data(text.replacing("\"RingOut\"", with: "\"Proceed\"").utf8)
        .write(to: URL(filePath: golden))
      let run = try Program.sccpdump("check", "--report", "tap", bench.capture)
      #expect(run.status == 1)
      #expect(run.output.contains("not ok 1 - \(bench.capture): golden file\n"))
      #expect(run.output.contains("rule: \"golden\""))
      #expect(!run.output.contains("\n--- "))
      let annotated = try Program.sccpdump("check", "--report", "github", bench.capture)
      #expect(annotated.output.contains("\n--- \(golden)\n") || annotated.output.contains("--- "))
      #expect(annotated.outputLines.last?.hasPrefix("::error file=\(golden),line=") == true)
    }
  }

  @Test func `what could not be compared is an error, not a failure`() throws {
    try ExpectTests.withCapture { bench in
      let run = try Program.sccpdump("check", "--report", "junit=-", bench.capture)
      #expect(run.status == 2)
      #expect(run.output.contains("failures=\"0\" errors=\"1\""))
      #expect(run.output.contains("<error type=\"golden\" message=\"the golden file "))
    }
  }

  @Test func `a report that cannot be written makes the status 2`() throws {
    try ExpectTests.withCapture { bench in
      let file = path(bench, "none/r.xml")
      let run = try bench.check("expect: [{never: Reset}]", "--report", "junit=" + file)
      #expect(run.status == 2)
      #expect(
        run.errorLines == [
          "sccpdump: \(file): the report could not be written: no such file or directory",
          "sccpdump: 1 check: 1 held",
        ])
    }
  }

  @Test(arguments: [
    (["--report", "junt=x"], "junt: no report has this form; the nearest is junit"),
    (["--report", "junit"], "junit needs a file: --report junit=FILE"),
    (["--report", "tap="], "tap needs a file"),
    (["--report", "tap", "--report", "github"], "two reports for standard output"),
    (["--report", "tap=a", "--report", "junit=a"], "two reports for the file a"),
  ])
  func `a wrong report is wrong usage`(options: [String], hint: String) throws {
    let run = try Program.sccpdump(["check"] + options + ["cucm_call.pcapng"])
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errorLines.first?.contains(hint) == true, "\(run.errors)")
  }
}
