import Foundation
import Testing

/// `--json --story` and selections by call: which messages belong to which call.
struct StoryStreamTests {
  private static let capture = "cucm_call.pcapng"

  @Test func `the call of each message is the one that the list of calls has for its reference`()
    throws
  {
    let lines = try lines(["--json", "--story", Self.capture])
    let calls = try self.lines(["calls", "--json", Self.capture])
    #expect(calls.count == 1)
    let legs = calls.flatMap { call in
      (call["legs"] as? [[String: Any]] ?? []).map { leg in
        (leg["stream"] as? Int, leg["reference"] as? Int, call["call"] as? Int)
      }
    }
    #expect(legs.count == 2)
    var count = 0
    for line in lines where line["call"] is Int && line["type"] == nil {
      let leg = try #require(
        legs.first { $0.0 == line["stream"] as? Int && $0.1 == line["call"] as? Int })
      #expect(line["callNumber"] as? Int == leg.2)
      count += 1
    }
    #expect(count > 60)
  }

  @Test func `devices, calls and streams come beside the messages, and the summary last`() throws {
    let lines = try lines(["--json", "--story", Self.capture])
    let types = lines.compactMap { $0["type"] as? String }
    #expect(types.count { $0 == "call" } == 1)
    #expect(types.count { $0 == "device" } == 2)
    #expect(types.count { $0 == "stream" } == 8)
    #expect(lines.last?["type"] as? String == "summary")
    #expect(lines.last?["messages"] as? Int == lines.count { $0["type"] == nil })
    #expect(
      try self.lines(["calls", "--json", Self.capture]) as NSArray
        == lines.filter { $0["type"] as? String == "call" } as NSArray)
  }

  @Test func `a pipe tells the same calls, and numbers messages once their call has its number`()
    throws
  {
    let input = Folder.fixtures.appending(path: Self.capture)
    let piped = try Program.sccpdump("--json", "--story", "-", input: input).outputLines
    let read = try Program.sccpdump(["--json", "--story", Self.capture]).outputLines
    #expect(piped.filter { $0.hasPrefix("{\"type") } == read.filter { $0.hasPrefix("{\"type") })
    #expect(piped.contains { $0.contains("\"callNumber\":1") })
  }

  @Test(arguments: ["@1", "16787216,16787217"])
  func `a call is selected with all its legs and nothing else`(call: String) throws {
    let selected = try lines(["--json", "--call", call, Self.capture])
    let all = try lines(["--json", Self.capture])
    let references = Set(selected.compactMap { $0["call"] as? Int })
    #expect(references == [16_787_216, 16_787_217])
    #expect(
      selected.count { $0["call"] is Int }
        == all.count {
          ($0["call"] as? Int).map(references.contains) == true
        })
  }

  @Test func `the key that a call began with belongs to the whole call`() throws {
    let selected = try lines(["--json", "--call", "@1", Self.capture])
    #expect(selected.first?["message"] as? String == "SoftKeyEvent")
    #expect(try lines(["--json", "--number", "2001", Self.capture]).count == selected.count)
    #expect(try lines(["--json", "--number", "200?", Self.capture]).count == selected.count)
  }

  @Test func `a call that is not there is told, with how many there are`() throws {
    let run = try Program.sccpdump(["--json", "--call", "@7", Self.capture])
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("sccpdump: no call has the number @7: there is 1 call"))
    let other = try Program.sccpdump(["--number", "4711", Self.capture])
    #expect(other.errors.contains("has a party with the number 4711: there is 1 call"))
  }

  @Test(arguments: [["--call", "@1"], ["--number", "2001"]])
  func `standard input is refused where the captures have to be read twice`(options: [String])
    throws
  {
    let input = Folder.fixtures.appending(path: Self.capture)
    let run = try Program.sccpdump(options + ["-"], input: input)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("standard input can be read only once: save it to a file first"))
  }

  private func lines(_ arguments: [String]) throws -> [[String: Any]] {
    try Program.sccpdump(arguments).outputLines.map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }
}
