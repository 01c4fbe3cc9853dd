import CallAnalysis
import CaptureBuilder
import SCCP
import Testing

@testable import Rendering

/// Keepalives that nothing interrupts become one line.
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
      [[30], [30, 60, 90], [], [30, 90]],
      [
        "KeepAlive × 3, every 30.0 s, 2 not answered",
        "KeepAlive × 3, every 30.0 s, all answered within 2 ms",
        "KeepAlive × 3, every 30.0 s, none answered",
        "KeepAlive × 3, every 30.0 s, 1 not answered",
      ]))
  func `a run says how often, how far apart, and whether all were answered`(
    answered: [Int], words: String
  ) throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30, 60, 90], answered: Set(answered))
    #expect(folded(talk) == ["  ↻ " + words])
  }

  @Test func `its heading spans the frames, and has the time of the first`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30, 60], answered: [30, 60])
    #expect(
      TimelineText.lines(talk.packets).contains("Frames 1–4 | 2023-11-14T22:13:50.000000Z"))
  }

  @Test func `a single one is told in the singular`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30], answered: [30])
    #expect(folded(talk) == ["  ↻ KeepAlive, answered in 2 ms"])
    var unanswered = TimelineText.conversation()
    try keepAlives(&unanswered, at: [30], answered: [])
    #expect(folded(unanswered) == ["  ↻ KeepAlive, not answered"])
  }

  @Test func `whatever else happens ends a run`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30, 60], answered: [30, 60])
    try talk.server(at: 70 * Self.second, .activateCallPlane(line: 1))
    try keepAlives(&talk, at: [90, 120, 150], answered: [90, 120, 150])
    let lines = TimelineText.lines(talk.packets)
    let marks = lines.filter { $0.hasPrefix("  ↻") || $0.hasPrefix("  ◀") }.map { $0.prefix(17) }
    #expect(marks == ["  ↻ KeepAlive × 2", "  ◀ ActivateCallP", "  ↻ KeepAlive × 3"])
  }

  /// A message between a keepalive and its answer: neither half may claim what is not so.
  @Test func `an answer behind something else names its request`() throws {
    var talk = TimelineText.conversation()
    try talk.device(at: 30 * Self.second, ScriptedMessage(.keepAliveReq))
    try talk.server(at: 30 * Self.second + 100, .activateCallPlane(line: 1))
    try talk.server(at: 30 * Self.second + 2000, ScriptedMessage(.keepAliveAck))
    #expect(
      folded(talk) == [
        "  ↻ KeepAlive, not answered yet", "  ↻ KeepAlive of frame 1, answered in 2 ms",
      ])
  }

  @Test func `answers without requests are told as such`() throws {
    var talk = TimelineText.conversation()
    try talk.server(at: 0, ScriptedMessage(.keepAliveAck))
    #expect(folded(talk) == ["  ↻ KeepAlive: answers to requests that are not in the capture"])
  }

  @Test func `each connection has its own run`() throws {
    var first = TimelineText.conversation()
    var second = TimelineText.conversation(port: 50_002, address: .ipv4(10, 10, 1, 22))
    try keepAlives(&first, at: [30, 60], answered: [30, 60])
    try keepAlives(&second, at: [31, 61, 91], answered: [])
    let lines = TimelineText.lines((first.packets + second.packets).inTimeOrder)
    #expect(
      lines.filter { $0.hasPrefix("  ↻") } == [
        "  ↻ KeepAlive × 2, every 30.0 s, all answered within 2 ms",
        "  ↻ KeepAlive × 3, every 30.0 s, none answered",
      ])
  }

  @Test func `each of them is shown where that is asked for`() throws {
    var talk = TimelineText.conversation()
    try keepAlives(&talk, at: [30, 60], answered: [30, 60])
    var options = TimelineOptions()
    options.showsKeepAlives = true
    let lines = TimelineText.lines(talk.packets, options)
    #expect(lines.filter { $0.hasPrefix("  ▶ KeepAliveReq") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("  ◀ KeepAliveAck") }.count == 2)
    #expect(!lines.contains { $0.contains("↻") })
  }
}
