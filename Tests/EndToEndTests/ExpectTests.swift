import Foundation
import Testing

/// `sccpdump check --expect`: captures against files of expectations.
@Suite struct ExpectTests {
  /// A folder with a copy of a fixture, which has no golden file beside it.
  struct Bench {
    let folder: URL

    var capture: String { folder.appending(path: "call.pcapng").path }
    var file: String { folder.appending(path: "call.yaml").path }

    func check(_ expectations: String, _ options: String...) throws -> Run {
      try Data(expectations.utf8).write(to: URL(filePath: file))
      return try Program.sccpdump(["check", "--expect", file] + options + [capture])
    }
  }

  static func withCapture(
    _ fixture: String = "cucm_call.pcapng", byteCount: Int = .max, body: (Bench) throws -> Void
  ) throws {
    try Folder.withTemporary { folder in
      let bench = Bench(folder: folder)
      let bytes = try Data(contentsOf: Folder.fixtures.appending(path: fixture))
      try bytes.prefix(byteCount).write(to: URL(filePath: bench.capture))
      try body(bench)
    }
  }

  /// One of each kind, all of which hold.
  private static let good = """
    expect:
      - registers: SEP001122334455
        within: 2s
      - sequence: [DialedNumber, OpenReceiveChannelAck]
        name: never mind
      - call: {from: 2001}
        reaches: Connected
      - answered: OpenReceiveChannel
        within: 1s
      - never: Reset
      - problems: none

    """

  @Test func `what holds is one line and status 0, and needs no golden file`() throws {
    try Self.withCapture { bench in
      let run = try bench.check(Self.good)
      #expect(run.status == 0)
      #expect(run.output == "")
      #expect(run.errors == "sccpdump: 6 checks: 6 held\n")
      #expect(!Folder.exists(bench.folder.appending(path: "call.sccp.jsonl").path))
    }
  }

  @Test func `what is broken names itself, its frame, what was expected and what was found`() throws
  {
    try Self.withCapture { bench in
      let run = try bench.check(
        "expect:\n  - never: {CallState: {callState: Hold}}\n    name: no hold\n")
      #expect(run.status == 1)
      #expect(
        run.outputLines == [
          "✗ \(bench.capture): no hold",
          "    CallState of SEP001122334455, callState Hold, in frame 87",
          "    expected: never CallState with callState Hold", "    frame: 87",
          "    rule: \(bench.file):2:5",
        ])
      #expect(run.errors == "sccpdump: 1 check: 0 held, 1 broken\n")
    }
  }

  @Test func `a golden file beside the capture is compared too`() throws {
    try Self.withCapture { bench in
      #expect(try Program.sccpdump("check", "--update", bench.capture).status == 0)
      let run = try bench.check(Self.good)
      #expect(run.status == 0 && run.errors == "sccpdump: 7 checks: 7 held\n")
      let only = try bench.check(Self.good, "--golden", bench.folder.path + "/none.jsonl")
      #expect(only.status == 2)
    }
  }

  @Test(arguments: [
    ("expect:\n  - nevr: Reset\n", ":2:5: no expectation has the key “nevr”; did you mean never?"),
    (
      "expect:\n  - never: Rset\n", ":2:12: no message is called “Rset”; did you mean Reset?"
    ),
    ("expect:\n\t- never: Reset\n", ":2:1: a tab: indent with spaces"),
    ("", ":1:1: the file is empty; it needs the key expect"),
  ])
  func `a wrong file has status 2, a place and the nearest name`(
    text: String, fault: String
  ) throws {
    try Self.withCapture { bench in
      let run = try bench.check(text)
      #expect(run.status == 2)
      #expect(run.output == "")
      #expect(run.errors == "sccpdump: \(bench.file)\(fault)\n")
    }
  }

  @Test func `a file that is not there has status 2`() throws {
    try Self.withCapture { bench in
      let run = try Program.sccpdump("check", "--expect", "/nowhere.yaml", bench.capture)
      #expect(run.status == 2)
      #expect(run.errors == "sccpdump: /nowhere.yaml: no such file or directory\n")
    }
  }

  @Test func `a damaged capture leaves open what it does not say`() throws {
    try Self.withCapture(byteCount: 6000) { bench in
      let run = try bench.check(Self.good)
      #expect(run.status == 2)
      #expect(run.errorLines.first?.contains("file ends after") == true)
      #expect(run.errorLines.last == "sccpdump: 6 checks: 1 held, 5 not decided")
      #expect(run.output.contains("the capture could not be read to its end"))
    }
  }

  @Test func `a limit counts to the end of the capture, not of the signalling`() throws {
    try Self.withCapture("cme_refused.pcapng") { bench in
      let refused = "expect:\n  - registers: SEP001122334466\n    within: "
      let soon = try bench.check(refused + "30s\n")
      let late = try bench.check(refused + "1h\n")
      #expect(soon.status == 1)
      #expect(late.status == 2)
    }
  }

  @Test func `several captures and several files are all held`() throws {
    try Self.withCapture { bench in
      let refused = Folder.fixtures.appending(path: "cme_refused.pcapng").path
      let other = bench.folder.appending(path: "other.yaml")
      try Data("expect: [{never: RegisterReject}]".utf8).write(to: other)
      let run = try bench.check("expect: [{problems: none}]", "--expect", other.path, refused)
      #expect(run.status == 1)
      #expect(run.output.hasPrefix("✗ \(refused): never RegisterReject\n"))
    }
  }

  @Test func `standard input is held like a file`() throws {
    try Self.withCapture { bench in
      try Data("expect: [{never: Reset}]".utf8).write(to: URL(filePath: bench.file))
      let run = try Program.sccpdump(
        "check", "--expect", bench.file, "-", input: URL(filePath: bench.capture))
      #expect(run.status == 0 && run.errors == "sccpdump: 1 check: 1 held\n")
    }
  }

  @Test(.enabled(if: Program.has("jq"), "jq is not installed"))
  func `the schema of such files is printed`() throws {
    let run = try Program.shell(
      "sccpdump schema --expectations | jq -r '.required[], .\"$defs\".message.anyOf[0].enum[0]'")
    #expect(run.outputLines == ["expect", "KeepAliveReq"])
    #expect(try Program.sccpdump("schema", "--expectations", "--strict").status == 64)
  }

  @Test func `the manual shows the file of the fixture`() throws {
    let file = Folder.fixtures.appending(path: "cucm_call.expect.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(try Documentation.page("Expectations").contains("```yaml\n\(text)```\n"))
  }
}
