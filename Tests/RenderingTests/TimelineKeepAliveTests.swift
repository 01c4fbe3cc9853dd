import CallAnalysis
import CaptureBuilder
import SCCP
import Testing

@testable import Rendering

/// Keepalives of a connection become one line, in which nothing unusual disappears.
@Suite struct TimelineKeepAliveTests {
  private static let second = 1_000_000

  /// Keepalives at these seconds; those of `answered` get an answer after two milliseconds.
  private func keepAlives(
    _ talk: inout Conversation, at seconds: [Int], answered: Set<Int>
  ) throws {
    for time in seconds {
      try talk.device(at: time * Self.second, ScriptedMessage(.keepAliveReq))
      guard answered.contains(time) else { continue }
      try talk.server(at: time * Self.second + 2000, ScriptedMessage(.keepAliveAck))
    }
  }

  private func folded(_ talk: Conversation) -> [String] {
    TimelineText.lines(talk.packets).filter { $0.hasPrefix("  ↻") }
  }

  @Test(
    arguments: zip(
      [[30], [30, 60, 90], [], [30, 90], [90]],
      [
        ["KeepAlive, answered in 2 ms", "KeepAlive, not answered", "KeepAlive"],
        ["KeepAlive × 3, every 30.0 s, all answered within 2 ms"],
        ["KeepAlive × 2, every 30.0 s, none answered: frames 1, 2", "KeepAlive"],
        [
          "KeepAlive, answered in 2 ms", "KeepAlive, not answered",
          "KeepAlive, answered in 2 ms",
        ],
        [
          "KeepAlive × 2, every 30.0 s, none answered: frames 1, 2",
          "KeepAlive, answered in 2 ms",
        ],
      ]))
  func `a run says how often and how far apart, and ends where an answer is missing`(
    answered: [Int], runs: [String]
  ) throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30, 60, 90], answered: Set(answered))
    #expect(folded(talk) == runs.map { "  ↻ " + $0 })
  }

  @Test func `its heading spans the frames and their times`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30, 60], answered: [30, 60])
    #expect(
      TimelineText.lines(talk.packets).contains(
        "Frames 1–4 | 2023-11-14T22:13:50.000000Z – 2023-11-14T22:14:20.002000Z"))
  }

  @Test func `a single one is told in the singular`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30], answered: [30])
    #expect(folded(talk) == ["  ↻ KeepAlive, answered in 2 ms"])
    var unanswered = TimelineText.conversation()
    try keepAlives(&unanswered, at: [30], answered: [])
    #expect(folded(unanswered) == ["  ↻ KeepAlive"], "an answer may come after the capture")
  }

  @Test func `something else on its connection ends a run`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30, 60], answered: [30, 60])
    try talk.server(at: 70 * Self.second, .activateCallPlane(line: 1))
    try keepAlives(&talk, at: [90, 120, 150], answered: [90, 120, 150])
    let lines = TimelineText.lines(talk.packets)
    let marks = lines.filter { $0.hasPrefix("  ↻") || $0.hasPrefix("  ◀") }.map { $0.prefix(17) }
    #expect(marks == ["  ↻ KeepAlive × 2", "  ◀ ActivateCallP", "  ↻ KeepAlive × 3"])
  }

  @Test func `what other connections do ends no run`() throws {
    var first = TimelineText.conversation()
    var second = TimelineText.conversation(port: 50_002, address: .ipv4(10, 10, 1, 22))
    let times = Array(stride(from: 30, through: 900, by: 30))
    try keepAlives(&first, at: times, answered: Set(times))
    try keepAlives(&second, at: times.map { $0 + 1 }, answered: Set(times.map { $0 + 1 }))
    try second.server(at: 905 * Self.second, .activateCallPlane(line: 1))
    let lines = TimelineText.lines((first.packets + second.packets).inTimeOrder)
    #expect(
      lines.filter { $0.hasPrefix("  ↻") } == [
        "  ↻ 10.10.1.22:50002  KeepAlive × 30, every 30.0 s, all answered within 2 ms",
        "  ↻ 10.10.1.21:50000  KeepAlive × 30, every 30.0 s, all answered within 2 ms",
      ])
  }

  /// A message between a keepalive and its answer: the pair is told as one all the same.
  @Test func `an answer after something else still belongs to its request`() throws {
    var talk = TimelineText.conversation()
    try talk.device(at: 30 * Self.second, ScriptedMessage(.keepAliveReq))
    try talk.server(at: 30 * Self.second + 100, .activateCallPlane(line: 1))
    try talk.server(at: 30 * Self.second + 2000, ScriptedMessage(.keepAliveAck))
    #expect(folded(talk) == ["  ↻ KeepAlive, answered in 2 ms"])
  }

  @Test func `answers without requests are told as such`() throws {
    var talk = TimelineText.conversation()
    try talk.server(at: 0, ScriptedMessage(.keepAliveAck))
    #expect(folded(talk) == ["  ↻ KeepAlive: an answer to a request that is not in the capture"])
    try talk.server(at: 30 * Self.second, ScriptedMessage(.keepAliveAck))
    #expect(folded(talk) == ["  ↻ KeepAlive: answers to requests that are not in the capture"])
  }

  // MARK: - Pauses

  /// One and a half intervals are allowed, and nothing more.
  @Test(arguments: zip([45, 46], [1, 2]))
  func `a run ends at a pause above one and a half of the announced intervals`(
    pause: Int, runs: Int
  ) throws {
    var talk = TimelineText.conversation()
    try talk.server(at: 0, .registerAck(protocolVersion: 20, keepAlive: 30))
    let times = [30, 60, 60 + pause, 90 + pause]
    try keepAlives(&talk, at: times, answered: Set(times))
    let lines = folded(talk)
    #expect(lines.count { $0.contains("answered within") } == runs)
    #expect(
      lines.filter { $0.contains("no KeepAlive") }
        == (runs == 1
          ? [] : ["  ↻ no KeepAlive for 46.0 s between frame 4 and frame 6; due every 30.0 s"]))
  }

  @Test func `without an announcement the first intervals say what is usual`() throws {
    var talk = TimelineText.conversation()
    let times = [20, 40, 60, 111, 131]
    try keepAlives(&talk, at: times, answered: Set(times))
    #expect(
      folded(talk) == [
        "  ↻ KeepAlive × 3, every 20.0 s, all answered within 2 ms",
        "  ↻ no KeepAlive for 51.0 s between frame 5 and frame 7; before that, every 20.0 s",
        "  ↻ KeepAlive × 2, every 20.0 s, all answered within 2 ms",
      ])
  }

  @Test func `a pause at the very beginning does not disappear in an average`() throws {
    var talk = TimelineText.conversation()
    let times = [0, 55, 75, 95, 115]
    try keepAlives(&talk, at: times, answered: Set(times))
    #expect(
      folded(talk) == [
        "  ↻ KeepAlive × 2, every 55.0 s, all answered within 2 ms",
        "  ↻ KeepAlive × 3, every 20.0 s, all answered within 2 ms",
      ])
  }

  @Test func `a pause on a backup connection is measured by what the primary announced`() throws {
    var primary = TimelineText.conversation()
    try primary.server(at: 0, .registerAck(protocolVersion: 20, keepAlive: 30))
    var backup = Conversation(
      TimelineText.clock,
      device: Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21)), port: 50_001,
      server: Host(macAddress: 0x0011_2233_4402, address: .ipv4(10, 10, 1, 2)))
    try keepAlives(&backup, at: [10, 110], answered: [10, 110])
    let lines = TimelineText.lines((primary.packets + backup.packets).inTimeOrder)
    #expect(
      lines.contains(
        "  ↻ server 10.10.1.2  no KeepAlive for 1 min 40 s between frame 2 and frame 4; "
          + "due every 1 min 0 s"))
  }

  // MARK: - Answers

  @Test func `each late answer is told with the frame of its request`() throws {
    var talk = TimelineText.conversation()
    for (time, delay) in [(30, 2000), (60, 1_500_000), (90, 8_000_000), (120, 1_000_000)] {
      try talk.device(at: time * Self.second, ScriptedMessage(.keepAliveReq))
      try talk.server(at: time * Self.second + delay, ScriptedMessage(.keepAliveAck))
    }
    #expect(
      folded(talk) == [
        "  ↻ KeepAlive, answered in 2 ms",
        "  ↻ KeepAlive × 2, every 30.0 s, answered late: frame 3 after 1.5 s, frame 5 after 8.0 s",
        "  ↻ KeepAlive, answered in 1.0 s",
      ])
  }

  @Test func `what cuts a connection says how many keepalives had no answer before it`() throws {
    for (answered, words) in [
      ([30], "  (the 2 keepalives before it had no answer)"),
      ([30, 60], "  (the keepalive before it had no answer)"), ([90], ""),
    ] {
      var talk = TimelineText.conversation()
      try keepAlives(&talk, at: [30, 60, 90], answered: Set(answered))
      talk.reset(.device, at: 100 * Self.second)
      let lines = TimelineText.lines(talk.packets)
      #expect(lines.contains("  ○ RST  10.10.1.21:50000 → 10.10.1.1:2000" + words))
    }
  }

  @Test func `more unanswered ones than a line names are counted`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: Array(stride(from: 30, through: 300, by: 30)), answered: [])
    #expect(
      folded(talk) == [
        "  ↻ KeepAlive × 9, every 30.0 s, none answered: frames 1, 2, 3, 4, 5, 6, 7, 8 and 1 more",
        "  ↻ KeepAlive",
      ])
  }

  @Test func `each of them is shown where that is asked for`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30, 60], answered: [30])
    talk.reset(.server, at: 70 * Self.second)
    var options = TimelineOptions()
    options.showsKeepAlives = true
    let lines = TimelineText.lines(talk.packets, options)
    #expect(lines.filter { $0.hasPrefix("  ▶ KeepAliveReq") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("  ◀ KeepAliveAck") }.count == 1)
    #expect(!lines.contains { $0.contains("↻") })
    #expect(lines.contains { $0.hasSuffix("(the keepalive before it had no answer)") })
  }
}
