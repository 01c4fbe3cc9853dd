import CaptureBuilder
import Foundation
import SCCP
import Testing

/// `--oneline`: seven columns, whatever a capture holds.
@Suite struct OnelineTests {
  private static func rows(_ arguments: String...) throws -> [[Substring]] {
    let run = try Program.sccpdump(["--oneline"] + arguments)
    #expect(run.status == 0)
    return run.outputLines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }

  @Test(arguments: Folder.captures)
  func `every line has seven columns, and every message a line`(capture: String) throws {
    let rows = try Self.rows(capture)
    #expect(rows.allSatisfy { $0.count == 7 })
    let messages = rows.filter { !["SYN", "SYN-ACK", "FIN", "RST"].contains($0[4]) }
    let lines = try JSONLine.all(of: "--json", capture)
    #expect(messages.map { Int($0[0]) } == (try lines.map { try $0.integer("frame") }))
    #expect(messages.map { String($0[1]) } == (try lines.map { try $0.string("time") }))
    #expect(
      messages.map { $0[3] == "▶" }
        == (try lines.map { try $0.string("direction") == "deviceToServer" }))
    #expect(messages.map { String($0[4]) } == (try lines.map { try $0.string("message") }))
  }

  @Test func `what a capture holds breaks no column and no line`() throws {
    let capture = try MadeCapture.fromServer(
      .prompt("a\tb\nc\u{1b}[2J", CallLeg(line: 1, reference: 2)))
    try Folder.withFile(capture) { path in
      let rows = try Self.rows(path)
      #expect(rows.count == 3)
      #expect(rows.last?[5].contains(#"a\tb\nc\x1b[2J"#) == true)
    }
  }

  @Test func `the columns can be cut, and files are named`() throws {
    let run = try Program.shell(
      "sccpdump --oneline cucm_call.pcapng cme_refused.pcapng | awk -F'\t' '$5 == \"RST\" {print $1}'"
    )
    #expect(!run.outputLines.isEmpty)
    #expect(run.outputLines.allSatisfy { $0.hasPrefix("cme_refused.pcapng:") })
  }

  @Test func `colours and ASCII change no column`() throws {
    let plain = try Program.sccpdump("--oneline", "lossy_segments.pcapng").output
    let colored = try Program.sccpdump("--oneline", "--color", "always", "lossy_segments.pcapng")
    #expect(colored.output.replacing(/\u{1b}\[[0-9;]*m/, with: "") == plain)
    #expect(!colored.output.contains(/\u{1b}\[[0-9;]*m[\t\n]*\u{1b}\[0m/))
    // Frame and time are one piece, arrow and name another, what it answers and what is wrong two more.
    let escapes = colored.outputLines.map { $0.count { $0 == "\u{1b}" } }
    #expect(escapes.contains(4) && escapes.allSatisfy { $0 <= 8 })
    let rows = try Self.rows("--ascii", "lossy_segments.pcapng")
    #expect(rows.allSatisfy { $0.count == 7 && ($0[3] == ">" || $0[3] == "<") })
    #expect(rows.joined().allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  @Test(arguments: ["--json", "--verbose", "--hex"])
  func `it is a form of its own`(other: String) throws {
    #expect(try Program.sccpdump("--oneline", other, "cucm_call.pcapng").status == 64)
  }

  @Test func `a file that cannot be opened has no heading`() throws {
    let run = try Program.sccpdump("no_such_file.pcapng")
    #expect(run.status == 2)
    #expect(run.output == "")
  }

  @Test(arguments: [
    (["LC_ALL": "C"], true), (["LANG": "POSIX"], true), (["LANG": ""], false),
    (["LC_ALL": "C", "LANG": "de_DE.UTF-8"], true), (["LC_CTYPE": "C.UTF-8", "LANG": "C"], false),
  ])
  func `the locale decides about ASCII`(variables: [String: String], isASCII: Bool) throws {
    func output(_ options: String...) throws -> String {
      try Program.run(
        Program.sccpdump.path, options + ["cucm_call.pcapng"], environment: variables
      ).output
    }
    #expect(try output().utf8.allSatisfy { $0 < 0x80 } == isASCII)
    let help = try Program.run(Program.sccpdump.path, ["calls", "--help"], environment: variables)
    #expect(help.output.contains("<name,...>") == isASCII)
    let errors = try Program.run(
      Program.sccpdump.path, ["cucm_call.pcapng", "calls"], environment: variables
    ).errors
    #expect(errors.hasSuffix("sccpdump calls \(isASCII ? "..." : "…")\n"))
    #expect(try output("--ascii").utf8.allSatisfy { $0 < 0x80 })
    #expect(try output("--no-ascii").contains("💡"))
  }
}
