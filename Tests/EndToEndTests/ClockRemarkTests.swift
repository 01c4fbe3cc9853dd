import CaptureBuilder
import Foundation
import SCCP
import Testing
import Wire

/// What a run says of captures whose clock goes back.
@Suite struct ClockRemarkTests {
  private static let second = 1_000_000

  /// What a run says first of keepalives that are captured at these times, in microseconds.
  private func remarks(_ times: [Int]) throws -> [String] {
    var talk = MadeCapture.conversation()
    for time in times { try talk.device(at: time, ScriptedMessage(.keepAliveReq)) }
    return try Program.sccpdump(["-"], input: Data(MadeCapture.file(talk))).errorLines
  }

  @Test func `a clock that goes back is said with its frame and by how much`() throws {
    let minute = 60 * Self.second
    let back = try remarks([65 * minute, 65 * minute + Self.second, 5 * minute, 6 * minute])
    #expect(
      back.first
        == "sccpdump: standard input: frame 6: the capture's clock goes back by 1 h 0 min since "
        + "frame 5")
  }

  @Test func `it is said once, with a count`() throws {
    let twice = try remarks([100, 95, 100, 95, 98, 90].map { $0 * Self.second })
    #expect(
      twice.first
        == "sccpdump: standard input: frame 5: the capture's clock goes back by 5.0 s since frame "
        + "4, and 2 more times")
    #expect(twice.count == 2)
  }

  @Test func `no time is told across a step back, even where there seems to be one`() throws {
    func answer(_ middle: Int) throws -> String {
      var talk = MadeCapture.conversation()
      let line = ["lineNumber": 1] as [String: FieldValue]
      try talk.device(at: 100 * Self.second, ScriptedMessage(.lineStatReq, line))
      try talk.device(at: middle * Self.second, ScriptedMessage(.onHook))
      try talk.server(at: 105 * Self.second, ScriptedMessage(.lineStatRes, line))
      let run = try Program.sccpdump(["--json", "-"], input: Data(MadeCapture.file(talk)))
      return try #require(run.output.split(separator: "\n").last.map(String.init))
    }
    #expect(try answer(102).contains("\"responseTime\":5.000000"))
    let unknown = try answer(30)
    #expect(unknown.contains("\"answers\":") && !unknown.contains("responseTime"))
  }

  @Test func `packets a little out of order are no clock that goes back`() throws {
    #expect(try remarks([100 * Self.second, 99 * Self.second, 99 * Self.second + 5]).count == 1)
  }

  @Test func `SYNs without an answer are counted`() throws {
    let packets = [0, 3, 9].flatMap { second in
      var talk = Conversation(
        MadeCapture.clock,
        device: Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21)),
        port: 50_000, server: Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1)))
      talk.open(at: second * Self.second, second * Self.second + 1, second * Self.second + 2)
      return talk.packets.prefix(1)
    }
    let capture = CaptureWriter.file(.pcapng(.littleEndian), packets)
    let run = try Program.sccpdump(["-"], input: Data(capture))
    #expect(
      run.errorLines.first == "sccpdump: no answer to 3 SYNs from 10.10.1.21 to 10.10.1.1:2000")
  }

  @Test func `files that are merged have a clock each`() throws {
    try Folder.withTemporary { folder in
      for (name, start) in [("a", 0), ("b", 30)] {
        var talk = MadeCapture.conversation()
        for time in 1...3 {
          try talk.device(at: (start + 20 * time) * Self.second, ScriptedMessage(.keepAliveReq))
        }
        try Data(MadeCapture.file(talk)).write(to: folder.appending(path: name))
      }
      let run = try Program.sccpdump(["a", "b"], in: folder)
      #expect(!run.errorLines.contains { $0.contains("clock") })
    }
  }
}
