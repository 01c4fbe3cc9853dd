import CaptureBuilder
import Engine
import Foundation
import SCCP
import Testing

/// `sccpdump check --jobs`: several captures at a time, told in their order.
@Suite struct CheckJobsTests {
  /// Captures with their golden files, of which some then become others.
  private func withCaptures(_ body: (URL) throws -> Void) throws {
    try Folder.withTemporary { folder in
      for index in 0..<9 {
        let path = folder.appending(path: "call\(index).pcapng")
        try Data(try CheckScenario(index % 2 == 0 ? .usual : .other).file()).write(to: path)
      }
      #expect(try Program.sccpdump(["check", "--update", folder.path]).status == 0)
      var changed = CheckScenario()
      let place = changed.place("CallState", nth: 2)
      changed.caller[place].message.values["callState"] = "Hold"
      for index in [1, 4, 8] {
        try Data(try changed.file()).write(to: folder.appending(path: "call\(index).pcapng"))
      }
      try FileManager.default.removeItem(at: folder.appending(path: "call5.sccp.jsonl"))
      try Data(try CheckScenario().file().dropLast(9))
        .write(to: folder.appending(path: "call6.pcapng"))
      try body(folder)
    }
  }

  @Test func `the same is told in the same order, however many are checked at a time`() throws {
    try withCaptures { folder in
      let one = try Program.sccpdump(["check", "--jobs", "1", folder.path])
      #expect(one.status == 2)
      #expect(one.errors.contains("9 captures"))
      #expect(one.output.contains("Hold"))
      for jobs in [["--jobs", "2"], ["--jobs", "5"], ["--jobs", "1000"], []] {
        let several = try Program.sccpdump(["check"] + jobs + [folder.path])
        #expect(several.bytes == one.bytes)
        #expect(several.errors == one.errors)
        #expect(several.status == one.status)
      }
    }
  }

  @Test func `expectations are held too, and reports are the same`() throws {
    try withCaptures { folder in
      let expectations = folder.appending(path: "x.yaml")
      try Data("expect:\n  - never: [RegisterReject]\n  - never: [CallState]\n".utf8)
        .write(to: expectations)
      func run(_ jobs: Int) throws -> Run {
        try Program.sccpdump([
          "check", "--jobs", "\(jobs)", "--report", "tap", "--expect", expectations.path,
          folder.path,
        ])
      }
      let one = try run(1)
      let several = try run(4)
      #expect(one.output.contains("not ok"))
      #expect(several.bytes == one.bytes)
      #expect(several.errors == one.errors)
      #expect(several.status == one.status)
    }
  }

  @Test func `a count is at least one`() throws {
    #expect(try Program.sccpdump(["check", "--jobs", "0", "x.pcapng"]).status == 64)
  }

  @Test func `results come by their place`() {
    let work = WorkAhead(pieceCount: 100, jobCount: 7, roomCount: 14) { $0 % 3 == 0 ? nil : $0 * 2 }
    for piece in 0..<100 {
      #expect(work.result(of: piece) == (piece % 3 == 0 ? nil : piece * 2))
    }
  }

  @Test func `where work cannot be done ahead, nobody waits for it`() {
    struct Failure: Error {}
    let work = WorkAhead(pieceCount: 1000, jobCount: 3, roomCount: 6) { piece throws -> Int? in
      if piece >= 20 { throw Failure() }
      return piece
    }
    for piece in 0..<20 { #expect(work.result(of: piece) == piece) }
    for piece in 20..<1000 { #expect(work.result(of: piece) == nil) }
  }
}
