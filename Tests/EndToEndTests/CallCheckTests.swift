import CaptureBuilder
import Foundation
import SCCP
import Testing

/// `sccpdump check --calls` and `sccpdump diff --calls`: golden files of calls.
@Suite struct CallCheckTests {
  /// A folder with the golden file of the usual run's call, in which another capture takes its place.
  struct Bench {
    let folder: URL

    var capture: String { folder.appending(path: "call.pcapng").path }
    var golden: String { folder.appending(path: "call.sccp.calls.jsonl").path }

    func goldenText() throws -> String { try String(contentsOfFile: golden, encoding: .utf8) }

    func put(_ scenario: CheckScenario) throws {
      try Data(try scenario.file()).write(to: URL(filePath: capture))
    }

    func check(_ options: String...) throws -> Run {
      try Program.sccpdump(["check"] + options + [capture])
    }
  }

  private func withGolden(_ options: String..., body: (Bench) throws -> Void) throws {
    try Folder.withTemporary { folder in
      let bench = Bench(folder: folder)
      try bench.put(CheckScenario())
      let run = try Program.sccpdump(["check", "--calls", "--update"] + options + [bench.capture])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors.contains("call.sccp.calls.jsonl: written, 1 call"))
      try body(bench)
    }
  }

  @Test func `another run of the scenario writes the same lines, but for the frames`() throws {
    try withGolden { bench in
      let before = try bench.goldenText().lines
      #expect(before.count == 4)
      var circumstances = CheckScenario.Circumstances.other
      circumstances.secondStart = 3_000
      try bench.put(CheckScenario(circumstances))
      let run = try bench.check("--calls")
      #expect(run.status == 0 && run.output == "", "\(run.output)")
      try FileManager.default.removeItem(atPath: bench.golden)
      #expect(try bench.check("--calls", "--update").status == 0)
      #expect(try bench.goldenText().lines.dropLast() == before.dropLast())
    }
  }

  @Test func `nothing that differs from run to run stands in it, and no figure`() throws {
    try withGolden { bench in
      let text = try bench.goldenText()
      for secret in [
        "10.1.", "112233", "16787", "24576", "2024-03", "1200", "mos", "frame\"", "rtp",
      ] {
        #expect(!text.contains(secret), "\(secret)")
      }
      let call = try JSONLine(text.lines[2])
      #expect(try call.string("call") == "<call 1>")
      #expect(try call.string("audio") == "orderedBothWays")
      #expect(try call.string("result") == "answered")
    }
  }

  @Test func `what is kept is compared as it stands, and need not be named again`() throws {
    try withGolden("--keep", "times,statistics,ids") { bench in
      let call = try JSONLine(try bench.goldenText().lines[2])
      #expect(try call.integer("call") == 1)
      #expect(call.object["talk"] is NSNumber)
      #expect(try bench.goldenText().contains("\"reported\":{\"numberPacketsSent\":1200,"))
      #expect(try bench.check("--calls").status == 0)
      try bench.put(CheckScenario(.other))
      let run = try bench.check("--calls")
      #expect(run.status == 1)
      #expect(run.output.contains("numberPacketsSent: 1200 became 1377"))
      let other = try bench.check("--calls", "--keep", "times")
      #expect(other.errors.contains("was written with --calls --keep ids,statistics,times"))
    }
  }

  @Test func `what became of a call otherwise is told in the words of the list`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      for media in ["OpenReceiveChannel", "StartMediaTransmission", "OpenReceiveChannelAck"] {
        scenario.caller.removeAll { $0.message.definition.name == media }
        scenario.called.removeAll { $0.message.definition.name == media }
      }
      try bench.put(scenario)
      let run = try bench.check("--calls")
      #expect(run.status == 1)
      let sentence = "audio: none in capture, ordered both ways became not ordered"
      #expect(run.outputLines.contains { $0.hasPrefix("~ ") && $0.hasSuffix(sentence) })
      #expect(run.output.contains("  1 × call: audio none in capture, ordered both w"))
      #expect(run.output.contains("● call"))
      #expect(run.errorLines.last == "sccpdump: 1 capture: 1 different")
    }
  }

  @Test func `a call that is missing is one difference, in reports too`() throws {
    try withGolden { bench in
      var scenario = CheckScenario(.other)
      scenario.caller.removeSubrange(scenario.place("SoftKeyEvent")...)
      scenario.called.removeSubrange(12...)
      try bench.put(scenario)
      let report = bench.folder.appending(path: "calls.xml").path
      let run = try bench.check("--calls", "--report", "junit=\(report)")
      #expect(run.status == 1)
      let changes = run.outputLines.filter { $0.hasPrefix("- ") || $0.hasPrefix("+ ") }
      #expect(changes.count == 2, "\(run.output)")
      #expect(changes.allSatisfy { $0.hasPrefix("- ") })
      #expect(run.output.contains("1 × call: is missing"))
      let text = try String(contentsOfFile: report, encoding: .utf8)
      #expect(text.contains("which is missing"))
    }
  }

  @Test func `members are left out by their names, and other names are refused`() throws {
    try withGolden("--ignore", "streams,legs.states,endedBy") { bench in
      let text = try bench.goldenText()
      #expect(!text.contains("\"streams\":") && !text.contains("\"states\""))
      #expect(!text.contains("\"endedBy\":"))
      #expect(try bench.check("--calls").status == 0)
      let unknown = try bench.check("--calls", "--ignore", "strems")
      #expect(unknown.status == 64)
      #expect(unknown.errors.contains("the nearest is streams"))
      let messages = try bench.check("--calls", "--ignore-message", "KeepAliveReq")
      #expect(messages.status == 64)
    }
  }

  @Test func `a golden file of the other kind is named where one is missing`() throws {
    try withGolden { bench in
      let run = try bench.check()
      #expect(run.status == 2)
      #expect(run.errors.contains("call.sccp.calls.jsonl is there: compare with it by --calls"))
      // A file that is named says itself what it is about.
      #expect(try bench.check("--golden", bench.golden).status == 0)
      #expect(try bench.check("--update").status == 0)
      let other = bench.folder.appending(path: "call.sccp.jsonl").path
      #expect(try bench.check("--calls", "--golden", other).status == 2)
      #expect(try bench.check("--calls").status == 0)
      #expect(try bench.check().status == 0)
    }
  }

  @Test func `a directory of captures is compared file by file`() throws {
    try withGolden { bench in
      let second = bench.folder.appending(path: "second.pcapng").path
      try Data(try CheckScenario(.other).file()).write(to: URL(filePath: second))
      let folder = bench.folder.path
      #expect(try Program.sccpdump("check", "--calls", folder).status == 2)
      let run = try Program.sccpdump("check", "--calls", "--update", folder)
      #expect(run.errorLines.last == "sccpdump: 2 captures: 2 up to date")
      #expect(try Program.sccpdump("check", "--calls", folder).status == 0)
    }
  }

  @Test func `two captures are compared by their calls`() throws {
    var after = CheckScenario(.other)
    after.caller.insert(.server(.setSpeakerMode("On")), at: 3)
    try Folder.withFile(try CheckScenario().file(), name: "a.pcapng") { one in
      try Folder.withFile(try after.file(), name: "b.pcapng") { other in
        #expect(try Program.sccpdump("diff", one, other).status == 1)
        #expect(try Program.sccpdump("diff", "--calls", one, other).status == 0)
        let run = try Program.sccpdump("diff", "--calls", "--keep", "ids", "--json", one, other)
        #expect(run.status == 1)
        let line = try JSONLine(try #require(run.outputLines.first))
        #expect(try line.string("kind") == "changed")
        let fields = try #require(line.object["fields"] as? [[String: Any]])
        #expect(fields.compactMap { $0["field"] as? String }.contains("legs[0].reference"))
      }
    }
  }
}
