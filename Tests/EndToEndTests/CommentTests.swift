import Foundation
import Testing

/// What a capture's author wrote on packets.
@Suite(.enabled(if: Program.has("editcap"), "Wireshark is not installed"))
struct CommentTests {
  private func commented(_ frame: Int, _ options: String...) throws -> Run {
    try Folder.withTemporary { folder in
      let file = folder.appending(path: "commented.pcapng").path
      let made = try Program.run(
        "editcap", ["-a", "\(frame):look here", "cucm_call.pcapng", file])
      #expect(made.status == 0)
      return try Program.sccpdump(options + [file])
    }
  }

  @Test func `a comment stands under the heading of its frame`() throws {
    let run = try commented(8)
    #expect(run.output.contains("Frame 8 | 2024-03-05T09:00:01.023149Z\n  ✎ look here\n  ▶ "))
    #expect(!run.errors.contains("comments"))
  }

  @Test func `a keepalive with a comment is shown by itself`() throws {
    let run = try commented(1)
    #expect(run.output.contains("Frame 1 | 2024-03-05T09:00:00.412118Z\n  ✎ look here\n  ▶ "))
    #expect(!run.errors.contains("comments"))
  }

  @Test func `comments of other packets are counted`() throws {
    let run = try commented(6)
    #expect(!run.output.contains("look here"))
    #expect(
      run.errorLines.first
        == "sccpdump: comments not shown, on packets that complete no message: 1 packet")
    #expect(try commented(6, "--json").errors == "")
  }
}
