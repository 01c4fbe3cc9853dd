import CaptureBuilder
import Testing
import Wire

/// What the options of the timeline add and take away.
@Suite struct TimelineOptionTests {
  private static let capture = "cucm_call.pcapng"

  private func lines(_ options: String...) throws -> [String] {
    let run = try Program.sccpdump(options + [Self.capture])
    #expect(run.status == 0)
    return run.outputLines
  }

  @Test func `verbose adds fields under their messages, and nothing else`() throws {
    let added = try lines("--verbose").filter { $0.hasPrefix("      ") }
    #expect(added.contains("      callReference  16787216"))
    #expect(try lines("--verbose").filter { !$0.hasPrefix("      ") } == lines())
  }

  @Test func `hex shows the bytes of every message that has a line`() throws {
    let first = try lines("--hex").filter { $0.hasPrefix("      0000  ") }
    let messages = try lines().filter { $0.hasPrefix("  ▶ ") || $0.hasPrefix("  ◀ ") }
    #expect(first.count == messages.count)
  }

  @Test func `keepalives are folded unless they are asked for`() throws {
    let all = try JSONLine.all(of: "--json", Self.capture).filter {
      try $0.string("message").hasPrefix("KeepAlive")
    }
    #expect(all.count > 4)
    #expect(try lines().count { $0.contains("KeepAliveReq") || $0.contains("KeepAliveAck") } == 0)
    let shown = try lines("--keepalives")
    #expect(shown.count { $0.contains("KeepAliveReq") || $0.contains("KeepAliveAck") } == all.count)
    #expect(shown.count { $0.contains("↻") } == 0)
  }

  @Test func `without annotations nothing is explained`() throws {
    #expect(
      try lines("--annotations", "none") == lines().filter { !$0.hasPrefix("  💡") })
  }

  @Test func `once tells each sentence one time for each device`() throws {
    let once = try lines("--annotations", "once", "--exclude", "RegisterReq")
    func told(_ lines: [String]) -> [String] {
      zip(lines, lines.dropFirst()).filter { $0.1.hasPrefix("  💡") && !$0.0.hasPrefix("  ○") }
        .map { line, sentence in
          "\(line.split(separator: " ").dropFirst().first ?? "")\(sentence)"
        }
    }
    let all = try told(lines("--exclude", "RegisterReq"))
    #expect(Set(told(once)) == Set(all))
    #expect(told(once).count == Set(all).count)
    #expect(told(once).count < all.count)
    #expect(
      try lines("--annotations", "once").filter { !$0.hasPrefix("  💡") }
        == (try lines("--annotations", "none")))
  }

  @Test func `connections that carry nothing are counted apart from those with something else`()
    throws
  {
    let server = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))
    let phone = Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21))
    var silent = Conversation(MadeCapture.clock, device: phone, port: 50_001, server: server)
    silent.open(at: 10, 20, 30)
    let nothing = CaptureWriter.file(.pcapng(.littleEndian), silent.packets)
    try Folder.withFile(nothing) { path in
      let run = try Program.sccpdump(path)
      #expect(
        run.errors
          == "sccpdump: no SCCP message in 3 packets, and nothing on 1 connection\n")
    }
    var other = Conversation(MadeCapture.clock, device: phone, port: 50_002, server: server)
    other.open(at: 40, 50, 60)
    other.transmit(.device, other.queue(.device, bytes: Array("GET / HTTP/1.1\r\n".utf8)), at: 70)
    var talk = MadeCapture.conversation()
    try talk.server(at: 1000, .activateCallPlane(line: 1))
    let packets = (silent.packets + other.packets + talk.packets).inTimeOrder
    try Folder.withFile(CaptureWriter.file(.pcapng(.littleEndian), packets)) { path in
      let run = try Program.sccpdump(path)
      #expect(
        run.errorLines == [
          "sccpdump: on the server's port without SCCP: 1 connection, "
            + "10.10.1.21:50002 to 10.10.1.1:2000",
          "sccpdump: 11 packets, 1 SCCP message, 2 connections, 1 of them without a message, "
            + "0 named devices",
        ])
    }
  }

  /// The device that a line belongs to was met before the frames that are shown.
  @Test func `the first frame of a selection says whose it is`() throws {
    let first = try lines("--frames", "43", "--annotations", "none")
    #expect(first.contains { $0.hasPrefix("  ◀ 10.10.1.22:51532  CallState  ") })
    let single = try lines("--device", "sep001122334455", "--message", "CallState")
    #expect(single.contains { $0.hasPrefix("  ◀ CallState  ") })
    #expect(!single.contains { $0.contains("◀ SEP001122334455") })
    let several = try lines("--device", "SEP*", "--message", "CallState")
    #expect(several.contains { $0.hasPrefix("  ◀ SEP001122334455  CallState  ") })
  }

  @Test func `the totals stand on standard error`() throws {
    let run = try Program.sccpdump(Self.capture)
    #expect(
      run.errors
        == "sccpdump: 146 packets, 139 SCCP messages, 2 connections, 1 named device\n")
    #expect(try Program.sccpdump("--json", Self.capture).errors == "")
  }

  @Test func `two captures are one, and each frame says which it is of`() throws {
    let run = try Program.sccpdump(Self.capture, "cme_refused.pcapng")
    #expect(run.status == 0)
    #expect(
      run.outputLines.filter { $0.hasPrefix("Frame") && $0.hasSuffix(".pcapng") } == [
        "Frame 1 | 2023-11-14T07:30:02.118044Z | cme_refused.pcapng",
        "Frame 4 | 2024-03-05T09:00:01.004511Z | cucm_call.pcapng",
      ])
    #expect(run.output.contains("\nFrame 24 | 2023-11-14T07:30:42.245003Z\n"))
    let files = try JSONLine.all(of: "--json", Self.capture, "cme_refused.pcapng").map {
      try $0.string("file")
    }
    #expect(Set(files) == [Self.capture, "cme_refused.pcapng"])
  }
}
