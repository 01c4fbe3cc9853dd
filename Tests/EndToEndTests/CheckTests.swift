import CaptureBuilder
import Foundation
import SCCP
import Testing
import Wire

/// `sccpdump check`: a capture against the golden file beside it.
@Suite struct CheckTests {
  /// A folder with the golden file of the usual run, in which another capture takes its place.
  struct Bench {
    let folder: URL

    var capture: String { folder.appending(path: "call.pcapng").path }
    var golden: String { folder.appending(path: "call.sccp.jsonl").path }

    func goldenText() throws -> String { try String(contentsOfFile: golden, encoding: .utf8) }

    func put(_ bytes: [UInt8]) throws {
      try Data(bytes).write(to: URL(filePath: capture))
    }

    func check(_ options: String...) throws -> Run {
      try Program.sccpdump(["check"] + options + [capture])
    }
  }

  /// Calls `body` where the golden file of the usual run lies beside it.
  private func withGolden(
    _ options: String..., body: (Bench) throws -> Void
  ) throws {
    try Folder.withTemporary { folder in
      let bench = Bench(folder: folder)
      try bench.put(try CheckScenario().file())
      let run = try Program.sccpdump(["check", "--update"] + options + [bench.capture])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == "")
      try body(bench)
    }
  }

  /// The `-` and `+` lines of a diff, without its head.
  private func changes(_ run: Run) -> [String] {
    run.outputLines.filter { ($0.hasPrefix("- ") || $0.hasPrefix("+ ")) }
  }

  // MARK: - Equal

  @Test func `the run that was written is as expected`() throws {
    try withGolden { bench in
      let run = try bench.check()
      #expect(run.status == 0)
      #expect(run.output == "")
      #expect(run.errors == "sccpdump: 1 capture: 1 as expected\n")
    }
  }

  @Test func `another run with other addresses, times, ports and numbers is as expected`() throws {
    try withGolden { bench in
      try bench.put(try CheckScenario(.other).file())
      let run = try bench.check()
      #expect(run.output == "")
      #expect(run.status == 0)
    }
  }

  @Test func `another run writes the same lines, but for the frames`() throws {
    try withGolden { bench in
      let before = try bench.goldenText().lines
      var circumstances = CheckScenario.Circumstances.other
      circumstances.secondStart = 9_001
      try bench.put(try CheckScenario(circumstances).file())
      try FileManager.default.removeItem(atPath: bench.golden)
      #expect(try bench.check("--update").status == 0)
      let after = try bench.goldenText().lines
      #expect(after.dropLast() == before.dropLast())
    }
  }

  @Test func `nothing that differs from run to run stands in the golden file`() throws {
    try withGolden { bench in
      let text = try bench.goldenText()
      for secret in [
        "10.1.", "112233", "11:22:33", "16787", "24576", "24580", "50000", "2024-03", "1709629",
        "MLQK", "1200", ":01.5",
      ] {
        #expect(!text.contains(secret), "\(secret)")
      }
      for kept in ["<device 2>.cnf.xml", "http://<address ", "<date>T<time>Z", "Line 2001"] {
        #expect(text.contains(kept), "\(kept)")
      }
    }
  }

  @Test func `a golden file is JSON Lines`() throws {
    try withGolden { bench in
      let lines = try bench.goldenText().lines.map { try JSONLine($0) }
      #expect(try lines.first?.integer("format") == 1)
      #expect(lines.count { $0.object["connection"] != nil } == 2)
      #expect(lines.count { $0.object["message"] != nil } == lines.count - 4)
      #expect(lines.last?.object["frames"] != nil)
    }
  }

  @Test func `updating what is as expected leaves the file as it is`() throws {
    try withGolden { bench in
      let before = try bench.goldenText()
      try bench.put(try CheckScenario(.other).file())
      let run = try bench.check("--update")
      #expect(run.status == 0)
      #expect(!run.errors.contains("written"))
      #expect(try bench.goldenText() == before)
    }
  }

  // MARK: - Different

  @Test func `a changed field is one pair of lines, and the field is named`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      let place = scenario.place("CallState", nth: 2)
      scenario.caller[place].message.values["callState"] = "Hold"
      try bench.put(try scenario.file())
      let run = try bench.check()
      #expect(run.status == 1)
      let changes = changes(run)
      #expect(changes.count == 2)
      #expect(changes.first?.contains("◀ CallState  Connected") == true)
      #expect(changes.last?.contains("◀ CallState  Hold") == true)
      let named = run.outputLines.filter { $0.hasPrefix("~ ") }
      #expect(named.count == 1)
      #expect(named.first?.contains("callState: Connected became Hold") == true)
      #expect(run.errors.contains("1 capture: 1 different"))
    }
  }

  @Test func `the frames of both sides stand before the lines`() throws {
    try withGolden { bench in
      var scenario = CheckScenario()
      let place = scenario.place("DialedNumber")
      scenario.caller[place].message.values["dialedNumber"] = "2009"
      try bench.put(try scenario.file())
      let json = try JSONLine.all(of: "--json", "--message", "DialedNumber", bench.capture)
      let frame = try #require(try json.first?.integer("frame"))
      let changes = changes(try bench.check())
      #expect(changes.first?.hasPrefix("- \(frame)     ◀ ") == true)
      #expect(changes.last?.hasPrefix("+    \(frame)  ◀ ") == true)
    }
  }

  @Test func `a missing message is one line`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      scenario.caller.remove(at: scenario.place("DialedNumber"))
      try bench.put(try scenario.file())
      let run = try bench.check()
      #expect(run.status == 1)
      let changes = changes(run)
      #expect(changes.count == 1)
      #expect(changes.first?.hasPrefix("- ") == true)
      #expect(changes.first?.contains("DialedNumber") == true)
    }
  }

  @Test func `an extra message is one line`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      scenario.caller.insert(.server(.setSpeakerMode("On")), at: scenario.place("DialedNumber"))
      try bench.put(try scenario.file())
      let run = try bench.check()
      #expect(run.status == 1)
      #expect(changes(run).count == 1)
      #expect(changes(run).first?.contains("SetSpeakerMode") == true)
    }
  }

  @Test func `a call more does not make the lines of the calls after it differ`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      let leg = CallLeg(line: 2, reference: 99)
      scenario.caller.insert(.server(.callState("OnHook", leg)), at: scenario.place("CallState"))
      scenario.caller.insert(.server(.callState("RingIn", leg)), at: scenario.place("CallState"))
      try bench.put(try scenario.file())
      let run = try bench.check()
      #expect(run.status == 1)
      let changes = changes(run)
      #expect(changes.count == 2)
      #expect(changes.allSatisfy { $0.hasPrefix("+ ") && $0.contains("<call 3>") })
    }
  }

  @Test func `a message about another call is a difference`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      let place = scenario.place("CallState", nth: 1)
      let other = scenario.circumstances.firstCall + 1
      scenario.caller[place].message.values["callReference"] = FieldValue(other)
      try bench.put(try scenario.file())
      let run = try bench.check()
      #expect(run.status == 1)
      #expect(changes(run).count == 2)
      #expect(run.output.contains("call: \"<call "))
    }
  }

  @Test func `reordered messages are missing in one place and new in the other`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      scenario.caller.swapAt(
        scenario.place("CloseReceiveChannel"), scenario.place("StopMediaTransmission"))
      try bench.put(try scenario.file())
      let run = try bench.check()
      #expect(run.status == 1)
      let changes = changes(run)
      #expect(changes.map { $0.prefix(1) }.sorted() == ["+", "-"])
    }
  }

  @Test func `a connection that is missing is told as such`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      scenario.called = []
      try bench.put(try scenario.file())
      let run = try bench.check()
      #expect(run.status == 1)
      #expect(run.output.contains("which is missing"))
      #expect(changes(run).allSatisfy { $0.hasPrefix("- ") })
    }
  }

  @Test func `another header version in every message is told message by message`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      for index in scenario.caller.indices { scenario.caller[index].message.version = 19 }
      try bench.put(try scenario.file())
      let run = try bench.check()
      #expect(run.status == 1)
      #expect(run.output.contains("version: 20 became 19"))
      #expect(!run.output.contains("which is missing"))
    }
  }

  @Test func `updating writes what has changed, and then it is as expected`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      scenario.caller.remove(at: scenario.place("DialedNumber"))
      try bench.put(try scenario.file())
      let before = try bench.goldenText().lines
      #expect(try bench.check("--update").status == 0)
      let after = try bench.goldenText().lines
      // One line less, and the frames: the connections keep their order.
      let expected = before.filter { !$0.contains("DialedNumber") }
      #expect(expected.dropLast() == after.dropLast())
      #expect(try bench.check().status == 0)
    }
  }

  // MARK: - Several captures

  @Test func `each of several captures has its own golden file`() throws {
    try Folder.withTemporary { folder in
      for (name, circumstances) in [("a", CheckScenario.Circumstances.usual), ("b", .other)] {
        let bytes = try CheckScenario(circumstances).file(.pcap(.littleEndian, nanoseconds: false))
        try Data(bytes).write(to: folder.appending(path: "\(name).pcap"))
      }
      #expect(try Program.sccpdump("check", "--update", folder.path).status == 0)
      var run = try Program.sccpdump("check", folder.path)
      #expect(run.status == 0)
      #expect(run.errors == "sccpdump: 2 captures: 2 as expected\n")
      var scenario = CheckScenario()
      scenario.caller.removeLast()
      try Data(try scenario.file()).write(to: folder.appending(path: "b.pcap"))
      run = try Program.sccpdump("check", folder.path)
      #expect(run.status == 1)
      #expect(run.errors == "sccpdump: 2 captures: 1 as expected, 1 different\n")
      run = try Program.shell("sccpdump check '\(folder.path)/?.pcap'")
      #expect(run.status == 1)
    }
  }

  @Test func `captures of one name share no golden file`() throws {
    try Folder.withTemporary { folder in
      let bytes = Data(try CheckScenario().file())
      for name in ["a.pcap", "a.pcapng"] { try bytes.write(to: folder.appending(path: name)) }
      let run = try Program.sccpdump("check", "--update", folder.path)
      #expect(run.status == 2)
      #expect(run.errors.contains("a.sccp.jsonl is the golden file of"))
    }
  }

  @Test func `the captures of the project say what they should`() throws {
    let run = try Program.sccpdump(["check", "."])
    #expect(run.status == 0, "\(run.output)")
    #expect(
      run.errors == "sccpdump: \(Folder.captures.count) captures: "
        + "\(Folder.captures.count) as expected\n")
  }
}
