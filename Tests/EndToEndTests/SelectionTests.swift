import Foundation
import Testing

/// Selecting prints some of the lines that would be printed without, as they were.
@Suite struct SelectionTests {
  private static let capture = "cucm_call.pcapng"

  private func selected(_ options: String...) throws -> [String] {
    let run = try Program.sccpdump(["--json"] + options + [Self.capture])
    #expect(run.status == 0)
    return run.outputLines
  }

  /// The lines of the whole capture that fit, of which there must be some, and not all.
  private func fitting(_ fits: (JSONLine) throws -> Bool) throws -> [String] {
    let all = try JSONLine.all(of: "--json", Self.capture)
    let fitting = try all.filter(fits).map(\.text)
    #expect(!fitting.isEmpty && fitting.count < all.count)
    return fitting
  }

  @Test func `by device`() throws {
    // Its Alarm comes before it says its name.
    #expect(
      try selected("--device", "SEP001122334455")
        == fitting { try $0.integer("stream") == 1 })
    #expect(
      try selected("--device", "SEP001122334455", "--message", "Alarm")
        == fitting { try $0.string("message") == "Alarm" })
    #expect(try selected("--device", "SEP000000000000") == [])
  }

  @Test func `by device, the handshake before its name included`() throws {
    let run = try Program.sccpdump("--device", "SEP001122334455", Self.capture)
    let headings = run.outputLines.filter { $0.hasPrefix("Frame ") }.prefix(4)
    #expect(
      headings.map { $0.prefix { $0 != "|" } } == ["Frame 4 ", "Frame 5 ", "Frame 7 ", "Frame 8 "])
  }

  @Test func `by call, also several`() throws {
    #expect(
      try selected("--call", "16787217")
        == fitting { $0.optionalInteger("call") == 16_787_217 })
    #expect(
      try selected("--call", "16787216", "--call", "16787217")
        == fitting { $0.optionalInteger("call") != nil })
  }

  @Test func `by line`() throws {
    #expect(try selected("--line", "1") == fitting { $0.optionalInteger("line") == 1 })
    #expect(try selected("--line", "2") == [])
  }

  @Test(arguments: ["CallState,0x0092", "callstate,146", "0x0111,LineStatV2Res"])
  func `by names and identifiers of messages`(list: String) throws {
    let identifiers: Set = list.hasPrefix("0x0111") ? [0x111, 0x147] : [0x111, 0x92]
    #expect(
      try selected("--message", list) == fitting { identifiers.contains(try $0.integer("id")) })
  }

  @Test(arguments: [("30-42", 30...42), ("100-", 100...9999), ("-8", 0...8), ("30", 30...30)])
  func `by frames`(range: String, frames: ClosedRange<Int>) throws {
    #expect(
      try selected("--frames", range) == fitting { frames.contains(try $0.integer("frame")) })
    #expect(
      try selected("--frames=\(range)") == fitting { frames.contains(try $0.integer("frame")) })
  }

  @Test func `by time, both ends included`() throws {
    let (since, until) = ("2024-03-05T09:00:09.819540Z", "2024-03-05T09:00:13.409730Z")
    let chosen = try selected("--since", since, "--until", until)
    #expect(chosen == (try fitting { (since...until).contains(try $0.string("time")) }))
    #expect(
      try selected("--since", "2024-03-05T10:00:09.819540+01:00", "--until", until) == chosen)
  }

  @Test func `by address`() throws {
    #expect(
      try selected("--host", "10.10.1.22")
        == fitting {
          try [$0.string("src"), $0.string("dst")].contains("10.10.1.22")
        })
  }

  @Test func `criteria of different kinds must all fit`() throws {
    #expect(
      try selected("--line", "1", "--message", "CallState", "--host", "10.10.1.21")
        == fitting {
          try $0.string("message") == "CallState" && $0.optionalInteger("line") == 1
            && [$0.string("src"), $0.string("dst")].contains("10.10.1.21")
        })
  }

  @Test func `the timeline is selected from as the JSON is`() throws {
    let run = try Program.sccpdump("--message", "CallState", "--call", "16787216", Self.capture)
    let messages = run.outputLines.filter { $0.hasPrefix("  ◀ ") || $0.hasPrefix("  ▶ ") }
    #expect(messages.count == (try selected("--message", "CallState", "--call", "16787216")).count)
    #expect(messages.allSatisfy { $0.contains("CallState") && $0.contains("call 16787216") })
    #expect(!run.output.contains("○"))
  }

  @Test(arguments: ["sep001122334455", "SEP00*", "nobody,?EP001122334455"])
  func `device names fit in any case, by wildcards and in lists`(name: String) throws {
    #expect(try selected("--device", name) == selected("--device", "SEP001122334455"))
  }

  @Test func `numbers and addresses may stand in lists`() throws {
    #expect(
      try selected("--call", "16787216,16787217")
        == selected("--call", "16787216", "--call", "16787217"))
    #expect(
      try selected("--host", "10.10.1.21,10.10.1.22")
        == JSONLine.all(of: "--json", Self.capture)
        .map(\.text))
  }

  @Test func `messages are left out by name, by wildcard and by set`() throws {
    let display: Set = ["DisplayPromptStatusV2", "DisplayPriNotifyV2", "ClearPromptStatus"]
    #expect(
      try selected("--exclude", "Display*,clearpromptstatus,ClearPriNotify")
        == fitting { line in
          let name = try line.string("message")
          return !display.contains(name) && !name.hasPrefix("Display") && name != "ClearPriNotify"
        })
    let left = try selected("--exclude", "ui,keepalives").map { try JSONLine($0) }
    #expect(try left.allSatisfy { try $0.string("message") != "SetLamp" })
    #expect(try left.contains { try $0.string("message") == "CallState" })
    #expect(
      try Set(selected("--message", "ui") + selected("--exclude", "ui")).count
        == JSONLine.all(of: "--json", Self.capture).count)
  }

  @Test func `a time of day is one of the capture's first day`() throws {
    #expect(
      try selected("--since", "09:00:09.819540", "--until", "09:00:13.409730")
        == selected(
          "--since", "2024-03-05T09:00:09.819540Z", "--until", "2024-03-05T09:00:13.409730Z"))
  }

  @Test(arguments: [
    (["--device", "SEP999"], "no device is named SEP999; the devices are SEP001122334455"),
    (["--device", "SEP00112233445"], "did you mean SEP001122334455?"),
    (["--call", "5"], "no message is about call 5; the calls are 16787216, 16787217"),
    (["--line", "7"], "the lines are 1"),
    (["--host", "192.0.2.1"], "no connection has the address 192.0.2.1; the addresses are 10."),
    (["--message", "Reset"], "no message is a Reset; there are KeepAliveReq, "),
    (["--frames", "900-"], "the messages are in frames 1 to 145"),
    (["--since", "23:00"], "the messages are from 2024-03-05T09:00:00.412118Z to "),
    (["--exclude", "*"], "no message fits all options together"),
  ])
  func `who selects nothing is told what there is`(options: [String], hint: String) throws {
    for form in [[], ["--json"]] {
      let run = try Program.sccpdump(form + options + [Self.capture])
      #expect(run.status == 0)
      #expect(run.errors.contains("none of 139 messages is selected: "))
      #expect(run.errors.contains(hint), "\(run.errors)")
    }
  }

  /// In the capture, each keepalive is answered within two frames.
  @Test(arguments: [
    ["--message", "KeepAliveReq"], ["--exclude", "KeepAliveAck"], ["--frames", "123-144"],
    ["--frames", "138"], ["--until", "09:01:00.941300"],
  ])
  func `no keepalive is said to be unanswered where its answer is not selected`(
    options: [String]
  ) throws {
    let output = try Program.sccpdump(options + [Self.capture]).output
    #expect(output.contains("↻") && output.contains("KeepAlive"))
    #expect(!output.contains("answered:") && !output.contains("not answered"))
  }

  @Test func `who selects something is told nothing of the kind`() throws {
    let run = try Program.sccpdump("--frames", "8", "--json", Self.capture)
    #expect(run.errors == "")
  }

  /// Frame 4 is a SYN.
  @Test(arguments: [[], ["--oneline"], ["--device", "SEP001122334455"]])
  func `what happens to a connection is something, where it is shown`(options: [String]) throws {
    let run = try Program.sccpdump(options + ["--frames", "4-4", Self.capture])
    #expect(run.output.contains("SYN"))
    #expect(!run.errors.contains("is selected"), "\(run.errors)")
    let json = try Program.sccpdump(["--json", "--frames", "4-4", Self.capture])
    #expect(json.output == "" && json.errors.contains("none of 139 messages is selected"))
  }

  @Test func `another port is looked at when it is named`() throws {
    let run = try Program.sccpdump("--json", "--port", "2443", "--port", "2000", Self.capture)
    #expect(run.output == Golden.jsonLines(Self.capture).text)
  }

  // MARK: - Filters

  @Test(
    .enabled(if: Program.has("tcpdump"), "tcpdump is not installed"),
    arguments: ["tcp port 2000", "host 10.10.1.21", "udp", "tcp[tcpflags] & tcp-push != 0"])
  func `a filter selects what tcpdump selects`(expression: String) throws {
    try Folder.withTemporary { folder in
      let file = folder.appending(path: "selected.pcap").path
      let tcpdump = try Program.run(
        "tcpdump", ["-r", Self.capture, "-w", file, expression])
      #expect(tcpdump.status == 0)
      let ours = try Program.sccpdump("--json", "--filter", expression, Self.capture)
      let theirs = try Program.sccpdump("--json", file)
      #expect(try ours.outputLines.map(times) == theirs.outputLines.map(times))
      #expect(ours.errors == theirs.errors)
    }
  }

  /// What does not depend on the packets before it: the frame's number does.
  private func times(_ line: String) throws -> [String] {
    let line = try JSONLine(line)
    return try [line.string("time"), line.string("message"), line.string("src")]
  }
}
