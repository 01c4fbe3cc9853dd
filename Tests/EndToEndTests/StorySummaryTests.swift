import Foundation
import Testing

/// `sccpdump summary`, `calls --streams`, and the timeline that tells of calls.
struct StorySummaryTests {
  private static let capture = "cucm_call.pcapng"

  @Test func `the summary counts what the lists have`() throws {
    let summary = try object(["summary", "--json", Self.capture])
    let calls = try lines(["calls", "--json", Self.capture])
    let devices = try lines(["devices", "--json", Self.capture])
    #expect(summary["calls"] as? Int == calls.count)
    #expect(summary["devices"] as? Int == devices.count)
    #expect(
      summary["messages"] as? Int == devices.compactMap { $0["messages"] as? Int }.reduce(0, +))
    #expect(summary["talk"] as? Double == calls.first?["talk"] as? Double)
    #expect(summary["callResults"] as? [String: Int] == ["answered": 1])
  }

  @Test func `the summary of a capture without SCCP says so plainly`() throws {
    try Folder.withTemporary { folder in
      let empty = folder.appending(path: "empty.pcap")
      var header = Data([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0])
      header.append(Data(count: 8))
      header.append(Data([0xff, 0xff, 0, 0, 1, 0, 0, 0]))
      try header.write(to: empty)
      let run = try Program.sccpdump("summary", empty.path)
      #expect(run.status == 0)
      #expect(run.output.contains("  0 packets\n  no SCCP message\n"))
      #expect(try object(["summary", "--json", empty.path])["messages"] as? Int == 0)
    }
  }

  @Test(arguments: [
    (["calls", "--call", "@9"], "no call is selected; there is @1"),
    (
      ["calls", "--json", "--number", "4711"],
      "no call is selected: no party has the number 4711; the numbers are 2001, 2000"
    ),
    (
      ["calls", "--device", "SEP999"],
      "no call is selected: no device is named SEP999; the devices are 10.10.1.22, SEP001122334455"
    ),
    (
      ["calls", "--host", "10.10.1.2"],
      "no call is selected: no connection has the address 10.10.1.2; the addresses are 10.10.1.21, "
        + "10.10.1.22, 10.10.0.10"
    ),
    (
      ["devices", "--since", "2030-01-01"],
      "no device is selected: devices and calls are from 2024-03-05T09:00:00.412118Z to "
        + "2024-03-05T09:01:30.942301Z"
    ),
    (["calls", "--streams", "--call", "@9"], "no call with media is selected; there is @1"),
    (
      ["devices", "--device", "ATA*"],
      "no device is selected; there are 10.10.1.22, SEP001122334455"
    ),
  ])
  func `a list with nothing in it says what there is`(words: [String], sentence: String) throws {
    let run = try Program.sccpdump(words + [Self.capture])
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.errors == "sccpdump: \(sentence)\n")
  }

  @Test(arguments: [
    (["ladder", "--device", "ATA*"], "; there are 10.10.1.22, SEP001122334455", 0),
    (["diagnose", "--device", "ATA*"], "; there are 10.10.1.22, SEP001122334455", 2),
    (["diagnose", "--call", "@9"], "; there is @1", 2),
    (
      ["report", "-o", "-", "--number", "4711"],
      ": no party has the number 4711; the numbers are 2001, 2000", 2
    ),
  ])
  func `what shows nothing of a selection says what there is`(
    words: [String], sentence: String, status: Int32
  ) throws {
    let run = try Program.sccpdump(words + [Self.capture])
    #expect(run.status == status)
    if status != 0 { #expect(run.output == "") }
    #expect(run.errors.contains("is selected\(sentence)\n"), "\(run.errors)")
    let open = try Program.sccpdump(
      [words[0], Self.capture] + (words.contains("-o") ? ["-o", "-"] : []))
    #expect(!open.errors.contains("is selected"), "\(open.errors)")
  }

  @Test func `the lists of devices and calls say what is wrong with each`() throws {
    let capture = "cme_refused.pcapng"
    let table = try Program.sccpdump("devices", "--verbose", capture)
    #expect(table.output.contains("  rejected  reg-rejected"), "\(table.output)")
    #expect(table.output.contains("\n    error: reg-rejected"), "\(table.output)")
    #expect(try Program.sccpdump("devices", "--csv", capture).output.contains("reg-rejected"))
    let rules = try object(["devices", "--json", capture])["findings"] as? [String]
    #expect(rules?.contains("reg-rejected") == true)
    // A call in order: notes are not in the table.
    let calls = try Program.sccpdump("calls", Self.capture)
    #expect(!calls.output.contains("findings"), "\(calls.output)")
  }

  @Test func `the summary has times in the form that is asked for`() throws {
    let local = try Program.sccpdump("summary", "--time", "relative", Self.capture)
    #expect(local.output.contains("  0.000000 to 90.550300, 1:30\n"), "\(local.output)")
    let delta = try Program.sccpdump("summary", "--time", "epoch", Self.capture)
    #expect(delta.output.contains("  1709629200.412118 to "))
  }

  @Test func `the streams of calls are those inside the calls`() throws {
    let inside = try lines(["calls", "--json", Self.capture]).flatMap { call in
      call["streams"] as? [[String: Any]] ?? []
    }
    let streams = try lines(["calls", "--streams", "--json", Self.capture]).map { line in
      line.filter { $0.key != "type" && $0.key != "call" }
    }
    #expect(inside.count == 8)
    #expect(inside as NSArray == streams as NSArray)
  }

  @Test func `a timeline that tells of calls names the other party, and what became of the call`()
    throws
  {
    let plain = try Program.sccpdump(Self.capture).output
    let text = try Program.sccpdump("--story", Self.capture).output
    #expect(!plain.contains("call @1"))
    #expect(text.contains("(call @1 with Reception)"))
    #expect(text.contains("(call @1 with Anna Berg)"))
    #expect(
      text.contains("2001 Anna Berg to 2000 Reception: answered, rang 3.5 s, talked 16 s"))
    #expect(text.contains("held by SEP001122334455"))
    // All else stays as it is.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.replacing(#/[ ]{2}\(call @1[^)]*\)/#, with: ""))
    }
    #expect(plain.split(separator: "\n").allSatisfy { lines.contains(String($0)) })
  }

  @Test func `a story has the findings of a diagnosis`() throws {
    for capture in ["cme_refused.pcapng", "lossy_segments.pcapng"] {
      let story = try Program.sccpdump("--json", "--story", capture).outputLines
      let found = try Program.sccpdump("diagnose", "--json", capture).outputLines
      let type = #"{"type":"finding""#
      #expect(
        Set(story.filter { $0.hasPrefix(type) }) == Set(found.filter { $0.hasPrefix(type) }))
    }
  }

  private func object(_ arguments: [String]) throws -> [String: Any] {
    let all = try lines(arguments)
    #expect(all.count == 1)
    return try #require(all.first)
  }

  private func lines(_ arguments: [String]) throws -> [[String: Any]] {
    try Program.sccpdump(arguments).outputLines.map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }
}
