import CaptureBuilder
import Foundation
import SCCP
import Testing

/// `sccpdump diff`: two captures.
@Suite struct DiffTests {
  private func diff(
    _ before: CheckScenario, _ after: CheckScenario, _ options: String...
  ) throws -> Run {
    try Folder.withFile(try before.file(), name: "a.pcapng") { one in
      try Folder.withFile(try after.file(), name: "b.pcapng") { other in
        try Program.sccpdump(["diff"] + options + [one, other])
      }
    }
  }

  @Test func `two runs of one scenario say the same`() throws {
    let run = try diff(CheckScenario(), CheckScenario(.other))
    #expect(run.status == 0)
    #expect(run.output == "" && run.errors == "")
  }

  @Test func `what is to be kept differs`() throws {
    let run = try diff(CheckScenario(), CheckScenario(.other), "--keep", "devices")
    #expect(run.status == 1)
    #expect(run.output.contains("\"SEP001122334455\" became \"SEP00AABBCCDD00\""))
  }

  @Test func `a message more is one insertion`() throws {
    var after = CheckScenario(.other)
    after.caller.insert(.server(.setSpeakerMode("On")), at: 3)
    let run = try diff(CheckScenario(), after)
    #expect(run.status == 1)
    let changes = run.outputLines.filter { $0.hasPrefix("- ") || $0.hasPrefix("+ ") }
    #expect(changes.count == 1)
    #expect(run.errors == "sccpdump: 1 line differs: 1 new\n")
  }

  @Test func `the device whose messages differ is named`() throws {
    var after = CheckScenario(.other)
    after.called[after.called.count - 1].message.values["callState"] = "CallPark"
    let run = try diff(CheckScenario(), after)
    let headings = run.outputLines.filter { $0.hasPrefix("@@ ") }
    #expect(headings.count == 1)
    #expect(headings.first?.hasSuffix("SEP00AABBCCDD11") == true)
  }

  @Test func `a program gets an object for each line that differs`() throws {
    var after = CheckScenario(.other)
    let place = after.place("DialedNumber")
    after.caller[place].message.values["dialedNumber"] = "2009"
    after.caller.remove(at: after.place("KeypadButton"))
    after.caller.append(.server(.setSpeakerMode("Off")))
    let run = try diff(CheckScenario(), after, "--json")
    #expect(run.status == 1)
    #expect(run.errors == "")
    let lines = try run.outputLines.map { try JSONLine($0) }
    #expect(try lines.map { try $0.string("kind") } == ["removed", "changed", "added"])
    #expect(try lines[0].integer("frameA") > 0)
    #expect(lines[0].optionalInteger("frameB") == nil)
    let fields = try #require(lines[1].object["fields"] as? [[String: String]])
    #expect(fields == [["field": "dialedNumber", "a": "2000", "b": "2009"]])
    let message = try #require(lines[2].object["b"] as? [String: Any])
    #expect(message["message"] as? String == "SetSpeakerMode")
    #expect(try lines[2].string("device") == "SEP00AABBCCDD00")
  }

  @Test func `equal captures are no lines of JSON`() throws {
    let run = try diff(CheckScenario(), CheckScenario(.other), "--json")
    #expect(run.status == 0 && run.output == "")
  }

  @Test func `a capture that cannot be read is told, and the other is shown`() throws {
    let run = try Program.sccpdump("diff", "absent.pcapng", "cme_refused.pcapng")
    #expect(run.status == 2)
    #expect(run.errorLines.first == "sccpdump: absent.pcapng: no such file or directory")
    #expect(run.output.contains("which is new"))
  }

  @Test func `standard input is one of them`() throws {
    let run = try Program.shell("sccpdump diff - cucm_call.pcapng < cucm_call.pcapng")
    #expect(run.status == 0)
    #expect(try Program.shell("sccpdump diff - - < cucm_call.pcapng").status == 64)
    #expect(try Program.sccpdump("diff", "cucm_call.pcapng").status == 64)
  }

  @Test func `its help says how the lines are to be read`() throws {
    let run = try Program.sccpdump("help", "diff")
    for word in ["--json", "--keep", "--ignore", "Exit status", "frames"] {
      #expect(run.output.contains(word), "\(word)")
    }
  }
}
