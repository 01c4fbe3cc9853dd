import CaptureBuilder
import Foundation
import SCCP
import Testing

/// What a terminal gets, what a pipe gets, and what both can be asked for.
@Suite struct TerminalTests {
  private static let capture = "cucm_call.pcapng"
  private static let escape = "\u{1b}"

  @Test(arguments: Folder.captures)
  func `a pipe gets no escape sequence`(capture: String) throws {
    let run = try Program.sccpdump("--verbose", "--hex", capture)
    #expect(!run.output.contains(Self.escape))
  }

  @Test func `colours can be asked for and refused`() throws {
    let always = try Program.sccpdump("--color", "always", Self.capture).output
    let never = try Program.sccpdump("--color", "never", Self.capture).output
    #expect(always.contains(Self.escape))
    #expect(!never.contains(Self.escape))
    #expect(always.replacing(/\u{1b}\[[0-9;]*m/, with: "") == never)
  }

  @Test(.enabled(if: Terminal.isAvailable, "python3 is not installed"))
  func `a terminal gets colours, unless they are not wanted`() throws {
    #expect(try Terminal.output(columns: 80, [Self.capture]).contains(Self.escape))
    let unwanted = try Terminal.output(
      columns: 80, [Self.capture], environment: ["NO_COLOR": "1"])
    #expect(!unwanted.contains(Self.escape))
    let empty = try Terminal.output(columns: 80, [Self.capture], environment: ["NO_COLOR": ""])
    #expect(empty.contains(Self.escape))
    let asked = try Terminal.output(
      columns: 80, ["--color", "always", Self.capture], environment: ["NO_COLOR": "1"])
    #expect(asked.contains(Self.escape))
    let refused = try Terminal.output(columns: 80, ["--color", "never", Self.capture])
    #expect(!refused.contains(Self.escape))
  }

  @Test(
    .enabled(if: Terminal.isAvailable, "python3 is not installed"), arguments: Folder.captures,
    [30, 40, 80, 132])
  func `no line is wider than the terminal`(capture: String, columns: Int) throws {
    let plain = try Terminal.output(columns: columns, [capture])
    #expect(try Terminal.widestLine(of: plain) <= columns)
    let full = try Terminal.output(columns: columns, ["--verbose", "--hex", "--ascii", capture])
    #expect(try Terminal.widestLine(of: full) <= columns)
  }

  @Test(
    .enabled(if: Terminal.isAvailable, "python3 is not installed"), arguments: [30, 40, 80])
  func `wide characters count as two columns`(columns: Int) throws {
    let leg = CallLeg(line: 1, reference: 2)
    let capture = try MadeCapture.fromServer(
      .prompt("会议室预订系统：请输入会议号码，然后按井号键继续", leg),
      .prompt("とうきょう 東京都 서울특별시 👍👍👍", leg),
      .prompt("e\u{301}te\u{301} cafe\u{301} nai\u{308}ve Zu\u{308}rich", leg))
    try Folder.withFile(capture) { path in
      let text = try Terminal.output(columns: columns, [path])
      #expect(try Terminal.widestLine(of: text) <= columns)
      #expect(text.contains("会") && text.contains("東京"))
    }
  }

  @Test(.enabled(if: Terminal.isAvailable, "python3 is not installed"))
  func `words are not lost where lines break`() throws {
    let narrow = try Terminal.output(columns: 40, ["--color", "never", Self.capture])
    let wide = try Program.sccpdump(Self.capture).output
    func words(_ text: String) -> [Substring] { text.split { $0.isWhitespace } }
    #expect(words(narrow) == words(wide))
  }

  @Test(arguments: Folder.captures)
  func `ASCII is what it says`(capture: String) throws {
    let run = try Program.sccpdump("--ascii", "--verbose", "--hex", capture)
    #expect(run.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(run.outputLines.contains { $0.hasPrefix("  > ") })
    #expect(run.outputLines.contains { $0.hasPrefix("  i ") })
  }

  @Test func `control characters of a capture are made visible`() throws {
    let capture = try MadeCapture.fromServer(
      .prompt("\u{1b}[2Jgone\u{7}\u{202e}", CallLeg(line: 1, reference: 2)))
    try Folder.withFile(capture) { path in
      for options in [[], ["--verbose", "--hex"], ["--json"], ["--json", "--detail"]] {
        let text = try Program.sccpdump(options + [path]).output
        #expect(text.contains("gone"))
        #expect(!text.unicodeScalars.contains { "\u{1b}\u{7}\u{202e}".unicodeScalars.contains($0) })
      }
    }
  }

  // MARK: - A pipe that is closed

  @Test(arguments: ["", "--json", "--verbose --hex"])
  func `a reader that has enough ends the program in silence`(options: String) throws {
    try Folder.withTemporary { folder in
      // Far more than a pipe holds, so that the writer is still writing when its reader leaves.
      var talk = MadeCapture.conversation()
      for index in 1...4000 {
        try talk.server(at: 1000 * index, .activateCallPlane(line: index % 8))
      }
      let capture = folder.appending(path: "long.pcapng")
      try Data(MadeCapture.file(talk)).write(to: capture)
      let run = try Program.shell(
        "sccpdump \(options) long.pcapng | head -n 3; echo ${PIPESTATUS[0]}", in: folder)
      #expect(run.errors == "")
      #expect(run.outputLines.count == 4)
      #expect(run.outputLines.last == "141")
      #expect(try Folder.files(in: folder) == ["long.pcapng"])
    }
  }

  @Test(.enabled(if: Folder.exists("/dev/full"), "there is no /dev/full"))
  func `output that cannot be written is an error`() throws {
    let run = try Program.shell("sccpdump \(Self.capture) > /dev/full")
    #expect(run.status == 2)
    #expect(run.errors == "sccpdump: standard output: No space left on device\n")
  }
}
