import CallAnalysis
import CaptureBuilder
import SCCP
import Testing

@testable import Rendering

/// Captures whose clock goes back: times that are not known are left out.
@Suite struct ClockSetBackTests {
  private static let second = 1_000_000
  private static let hour = 3600 * second

  /// A registration whose answer has an earlier time by an hour, and the end of the connection.
  private func registration() throws -> [CapturedPacket] {
    var talk = TimelineText.conversation()
    try talk.device(at: 2 * Self.hour, .registerReq(TimelineText.phone, offering: 20))
    try talk.server(at: Self.hour + 10_000, .registerAck(protocolVersion: 20))
    talk.reset(.server, at: Self.second)
    return talk.packets
  }

  @Test func `an answer that is earlier than its request has no response time`() throws {
    let lines = TimelineText.jsonLines(try registration())
    #expect(lines.count == 2)
    #expect(lines[1].contains("\"answers\":1,\"fields\""))
    let told = TimelineText.lines(try registration())
    #expect(told.contains { $0.hasSuffix("(answers frame 1)") })
  }

  @Test func `the end of a connection names the last message, and no time`() throws {
    #expect(
      TimelineText.lines(try registration()).last
        == "  💡 The server cuts the connection at once, after RegisterAck of frame 2.")
  }

  @Test func `a call that is over before it began has no length`() throws {
    func sentence(endingAt time: Int) throws -> String? {
      var talk = TimelineText.conversation()
      for (state, time) in [("Connected", 2 * Self.hour), ("OnHook", time)] {
        try talk.server(
          at: time,
          ScriptedMessage(
            .callState, ["callState": .text(state), "lineInstance": 1, "callReference": 7]))
      }
      return TimelineText.lines(talk.packets).last
    }
    #expect(
      try sentence(endingAt: 2 * Self.hour + 90 * Self.second)?.contains("1 min 30 s") == true)
    let unknown = try sentence(endingAt: Self.hour)
    #expect(unknown?.contains("ends") == true || unknown?.contains("over") == true)
    #expect(unknown?.contains(" s") == false && unknown?.contains(" min") == false)
  }

  @Test func `a run of keepalives says a time only where it is that of all`() throws {
    var talk = TimelineText.conversation()
    try talk.device(at: 2 * Self.hour, ScriptedMessage(.keepAliveReq))
    try talk.server(at: 2 * Self.hour + 2000, ScriptedMessage(.keepAliveAck))
    try talk.device(at: 2 * Self.hour + 30 * Self.second, ScriptedMessage(.keepAliveReq))
    try talk.server(at: Self.hour, ScriptedMessage(.keepAliveAck))
    #expect(
      TimelineText.lines(talk.packets).last
        == "  ↻ KeepAlive × 2, every 30.0 s, all answered")
    var single = TimelineText.conversation()
    try single.device(at: Self.hour, ScriptedMessage(.keepAliveReq))
    try single.server(at: 0, ScriptedMessage(.keepAliveAck))
    #expect(TimelineText.lines(single.packets).last == "  ↻ KeepAlive, answered")
  }
}
