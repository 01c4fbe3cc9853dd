import CaptureBuilder
import Checking
import SCCP
import Testing

/// Limits of time in captures whose clock goes back: what cannot be judged is not decided.
@Suite struct ClockExpectationTests {
  private static let second = 1_000_000
  private static let hour = 3600 * second

  private func registration(answeredAt time: Int?) throws -> [CapturedPacket] {
    var talk = ExpectationRun.conversation()
    try talk.device(at: 2 * Self.hour, .registerReq(ExpectationRun.phone, offering: 20))
    if let time { try talk.server(at: time, .registerAck(protocolVersion: 20)) }
    try talk.device(at: Self.hour, ScriptedMessage(.keepAliveReq))
    return talk.packets
  }

  @Test func `a registration with a limit is not decided, without one it holds`() throws {
    let packets = try registration(answeredAt: Self.hour)
    #expect(try ExpectationRun.verdict("- registers: SEP*", packets).outcome == .held)
    let verdict = try ExpectationRun.verdict("- registers: SEP*\n  within: 2s", packets)
    #expect(verdict.outcome == .unknown && verdict.frame == 2)
    #expect(
      verdict.found
        == "SEP001122334455: the capture's clock goes back between frames 1 and 2")
  }

  @Test func `what does not come after the clock went back is not decided`() throws {
    let packets = try registration(answeredAt: nil)
    let verdict = try ExpectationRun.verdict("- registers: SEP*\n  within: 2s", packets)
    #expect(verdict.outcome == .unknown)
    #expect(verdict.found?.hasSuffix("the capture's clock goes back after frame 1") == true)
  }

  @Test func `the end of a capture is that after its clock went back`() throws {
    let packets = try registration(answeredAt: Self.hour)
    let verdict = try ExpectationRun.verdict("- answered: KeepAliveReq\n  within: 2s", packets)
    #expect(verdict.outcome == .unknown, "asked in the last frame, an hour before the first")
  }

  @Test func `an answer whose time is not known is not judged`() throws {
    let packets = try registration(answeredAt: Self.hour)
    let verdict = try ExpectationRun.verdict("- answered: RegisterReq\n  within: 2s", packets)
    #expect(verdict.outcome == .unknown)
    #expect(verdict.found == "1 answer without a known time")
  }
}
