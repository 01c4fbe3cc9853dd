import CaptureBuilder
import Foundation
import SCCP
import Testing

/// Captures are not read beyond what can be selected.
@Suite struct ReadingEndTests {
  /// A call, then ten minutes of a phone that keeps alive, and damage at the end, which only a reader to
  /// the end meets.
  private func withDamagedCapture(_ body: (String) throws -> Void) throws {
    var talk = MadeCapture.conversation()
    for (index, state) in ["OffHook", "OnHook"].enumerated() {
      try talk.server(
        at: 1_000_000 * (index + 1),
        ScriptedMessage(
          .callState, ["callState": .text(state), "lineInstance": 1, "callReference": 7]))
    }
    for minute in 1...10 {
      let time = 60_000_000 * minute
      try talk.device(at: time, ScriptedMessage(.keepAliveReq, [:]))
      try talk.server(at: time + 1000, ScriptedMessage(.keepAliveAck, [:]))
    }
    try Folder.withFile(Array(MadeCapture.file(talk).dropLast(10)), body)
  }

  @Test func `reading ends two minutes after what can be selected`() throws {
    try withDamagedCapture { path in
      let whole = try Program.sccpdump("--json", path)
      #expect(whole.status == 2)
      for options in [["--frames", "1-7"], ["--until", "2023-11-14T22:15:30Z"]] {
        let run = try Program.sccpdump(["--json"] + options + [path])
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect((1...6).contains(run.outputLines.count))
        #expect(whole.outputLines.starts(with: run.outputLines))
      }
      // An end that lies too near to that of the capture, and what may be selected at any time.
      for options in [["--until", "2023-11-14T22:22:30Z"], ["--device", "*", "--frames", "1-7"]] {
        #expect(try Program.sccpdump(["--json"] + options + [path]).status == 2)
      }
    }
  }

  @Test func `reading ends two minutes after a call that is selected by its number`() throws {
    try withDamagedCapture { path in
      for options in [["--json"], ["--oneline"], []] {
        let run = try Program.sccpdump(options + ["--call", "@1", path])
        #expect(run.status == 0)
        #expect(run.output.contains("CallState"))
        #expect(!run.output.contains("KeepAlive"))
      }
      let whole = try Program.sccpdump("--json", "--story", "--call", "@1", path)
      #expect(whole.status == 2)
      // What there is in the place of what is not there, the whole of the capture says.
      let none = try Program.sccpdump("--json", "--call", "@1", "--message", "OffHook", path)
      #expect(none.output == "")
      #expect(none.errors.contains("none of"), "\(none.errors)")
    }
  }

  @Test func `who selects nothing is told what there is in all of the capture`() throws {
    try withDamagedCapture { path in
      let run = try Program.sccpdump("--json", "--frames", "1-2", path)
      #expect(run.output == "")
      #expect(run.errors.contains("none of 2"), "\(run.errors)")
    }
  }
}
