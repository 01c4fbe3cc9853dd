import CaptureBuilder
import Foundation
import SCCP
import Testing

/// Captures are not read beyond what can be selected.
@Suite struct ReadingEndTests {
  /// Ten minutes of a phone that keeps alive, and damage at the end, which only a reader to the end
  /// meets.
  private func withDamagedCapture(_ body: (String) throws -> Void) throws {
    var talk = MadeCapture.conversation()
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
        #expect((1...5).contains(run.outputLines.count))
        #expect(whole.outputLines.starts(with: run.outputLines))
      }
      // An end that lies too near to that of the capture, and what may be selected at any time.
      for options in [["--until", "2023-11-14T22:22:30Z"], ["--device", "*", "--frames", "1-7"]] {
        #expect(try Program.sccpdump(["--json"] + options + [path]).status == 2)
      }
    }
  }

  @Test func `who selects nothing is told what there is in all of the capture`() throws {
    try withDamagedCapture { path in
      let run = try Program.sccpdump("--json", "--frames", "1-2", path)
      #expect(run.output == "")
      #expect(run.errors.contains("none of 1"), "\(run.errors)")
    }
  }
}
