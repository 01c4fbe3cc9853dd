import CaptureBuilder
import Checking
import SCCP
import Testing

/// Registrations, answers and calls.
@Suite struct DeviceExpectationTests {
  private static let name = ExpectationRun.name

  // MARK: - Registration

  /// A phone asks at 1 s; the server's messages follow, one each second.
  private func registration(_ answers: ScriptedMessage...) throws -> [CapturedPacket] {
    var talk = ExpectationRun.conversation()
    try talk.device(at: 1_000_000, .registerReq(ExpectationRun.phone, offering: 20))
    for (index, answer) in answers.enumerated() {
      try talk.server(at: (index + 2) * 1_000_000, answer)
    }
    return talk.packets
  }

  private static let rejection = ScriptedMessage(.registerReject, ["text": "Error: DB \u{1b}[31m"])

  @Test func `a registration in time holds, a late one does not`() throws {
    let packets = try registration(.registerAck(protocolVersion: 20))
    #expect(try ExpectationRun.verdict("- registers: \(Self.name)", packets).outcome == .held)
    let inTime = "- registers: SEP*\n  within: 1s"
    #expect(try ExpectationRun.verdict(inTime, packets).outcome == .held)
    let late = try ExpectationRun.verdict("- registers: SEP*\n  within: 999ms", packets)
    #expect(late.outcome == .broken && late.frame == 2)
    #expect(late.expected == "RegisterAck within 999ms of RegisterReq")
    #expect(
      late.found == "SEP001122334455: RegisterAck in frame 2, 1s after RegisterReq in frame 1")
  }

  @Test func `a refusal is told in the server's words, made harmless`() throws {
    let packets = try registration(Self.rejection, Self.rejection)
    let verdict = try ExpectationRun.verdict("- registers: \(Self.name)", packets)
    #expect(verdict.outcome == .broken && verdict.frame == 3)
    #expect(verdict.found?.hasSuffix(#"RegisterReject in frame 3, “Error: DB \x1b[31m”"#) == true)
  }

  @Test func `a registration whose time is not over is not decided`() throws {
    let packets = try registration(Self.rejection)
    #expect(
      try ExpectationRun.verdict("- registers: SEP*\n  within: 2s", packets).outcome == .unknown)
    #expect(
      try ExpectationRun.verdict("- registers: SEP*\n  within: 1s", packets).outcome == .broken)
    #expect(
      try ExpectationRun.verdict("- registers: SEP*", packets, isWhole: false).outcome == .unknown)
  }

  @Test func `a device that is not there is answered with those that are`() throws {
    let packets = try registration(.registerAck(protocolVersion: 20))
    let verdict = try ExpectationRun.verdict("- registers: SEP2", packets)
    #expect(verdict.outcome == .broken && verdict.frame == nil)
    #expect(verdict.found == "the devices are SEP001122334455")
  }

  // MARK: - Answers

  private static let answered = "- answered: KeepAliveReq\n  within: 500ms"

  /// Keepalives at these times, in milliseconds, and their answers, where there is one.
  private func keepAlives(
    _ times: (asked: Int, answered: Int?)..., end: Int
  ) throws -> [CapturedPacket] {
    var talk = ExpectationRun.conversation()
    for time in times {
      try talk.device(at: time.asked * 1000, ScriptedMessage(.keepAliveReq))
      if let answered = time.answered {
        try talk.server(at: answered * 1000, ScriptedMessage(.keepAliveAck))
      }
    }
    talk.acknowledge(.device, at: end * 1000)
    return talk.packets
  }

  @Test func `answers in time hold`() throws {
    let packets = try keepAlives((1000, 1500), (2000, 2001), end: 9000)
    #expect(try ExpectationRun.verdict(Self.answered, packets).outcome == .held)
  }

  @Test func `a late answer and a missing one are told`() throws {
    let late = try ExpectationRun.verdict(
      Self.answered, keepAlives((1000, 1100), (2000, 2812), end: 9000))
    #expect(late.outcome == .broken && late.frame == 3)
    #expect(late.found == "KeepAliveReq was answered by KeepAliveAck in frame 4, after 812ms")
    let missing = try ExpectationRun.verdict(
      Self.answered, keepAlives((1000, 1100), (2000, nil), end: 2500))
    #expect(missing.outcome == .broken && missing.frame == 3)
    #expect(missing.found == "KeepAliveReq was not answered")
  }

  @Test func `a request shortly before the end of the capture is not judged`() throws {
    let early = try ExpectationRun.verdict(
      Self.answered, keepAlives((1000, 1100), (2000, nil), end: 2499))
    #expect(early.outcome == .held)
    #expect(early.remarks.first?.hasSuffix("1 of 2 requests") == true)
    let alone = try ExpectationRun.verdict(Self.answered, keepAlives((2000, nil), end: 2499))
    #expect(alone.outcome == .unknown)
    let none = try ExpectationRun.verdict(
      "- answered: OpenReceiveChannel\n  within: 1s", keepAlives((1000, 1100), end: 2000))
    #expect(none.outcome == .held && none.remarks == ["no OpenReceiveChannel in the capture"])
  }

  @Test func `two requests in one frame are told apart by their party`() throws {
    var talk = ExpectationRun.conversation()
    let requests = [7, 8].map { party in
      ScriptedMessage(
        .openReceiveChannel, ["passThroughPartyId": .number(Int64(party)), "conferenceId": 1])
    }
    try talk.server(at: 1_000_000, requests[0], requests[1])
    try talk.device(
      at: 1_100_000, ScriptedMessage(.openReceiveChannelAck, ["passThroughPartyId": 8]))
    try talk.device(at: 3_000_000, ScriptedMessage(.keepAliveReq))
    let both = "- answered: OpenReceiveChannel\n  within: 1s"
    #expect(try ExpectationRun.verdict(both, talk.packets).outcome == .broken)
    let one = "- answered: {OpenReceiveChannel: {passThroughPartyId: 8}}\n  within: 1s"
    #expect(try ExpectationRun.verdict(one, talk.packets).outcome == .held)
    let other = "- answered: {OpenReceiveChannel: {passThroughPartyId: 7}}\n  within: 1s"
    #expect(try ExpectationRun.verdict(other, talk.packets).outcome == .broken)
  }

  // MARK: - Calls

  private static let parties = Parties(
    calling: (name: "Anna Berg", number: "2001"), called: (name: "Reception", number: "2000"))

  private func call(_ states: [String], told: Int) throws -> [CapturedPacket] {
    let leg = CallLeg(line: 1, reference: 7)
    var talk = ExpectationRun.conversation()
    for (index, state) in states.enumerated() {
      let at = (index + 1) * 1_000_000
      if index == told {
        try talk.server(
          at: at, .callState(state, leg), .callInfo("OutBoundCall", Self.parties, leg))
      } else {
        try talk.server(at: at, .callState(state, leg))
      }
    }
    return talk.packets
  }

  private static let expectation = "- call: {from: 2001, to: \"20*\"}\n  reaches: Connected"

  @Test(arguments: 0..<3)
  func `a call is found by its numbers, whenever they are told`(told: Int) throws {
    let packets = try call(["OffHook", "RingOut", "Connected"], told: told)
    #expect(try ExpectationRun.verdict(Self.expectation, packets).outcome == .held)
    let inTime = Self.expectation + "\n  within: 2s"
    #expect(try ExpectationRun.verdict(inTime, packets).outcome == .held)
    let late = try ExpectationRun.verdict(Self.expectation + "\n  within: 1s", packets)
    #expect(late.outcome == .broken && late.frame == 3)
  }

  @Test func `a call that does not get so far is told by its newest state`() throws {
    let packets = try call(["OffHook", "RingOut", "Busy", "OnHook"], told: 1)
    let verdict = try ExpectationRun.verdict(Self.expectation, packets)
    #expect(verdict.outcome == .broken && verdict.frame == 4)
    #expect(
      verdict.found
        == "the newest state of the call 2001 → 2000 in frame 1 is OnHook, in frame 4")
    let busy = "- call: {to: 2000}\n  reaches: [Connected, Busy]"
    #expect(try ExpectationRun.verdict(busy, packets).outcome == .held)
    let hungUp = "- call: {from: 2001}\n  reaches: OnHook"
    #expect(try ExpectationRun.verdict(hungUp, packets).outcome == .held)
  }

  @Test func `where no call has the numbers, the others are named`() throws {
    let packets = try call(["OffHook", "Connected"], told: 1)
    let verdict = try ExpectationRun.verdict(
      "- call: {from: 2000, to: 2001}\n  reaches: Connected", packets)
    #expect(verdict.outcome == .broken)
    #expect(verdict.found == "other calls: 2001 → 2000 in frame 1")
  }

  @Test func `the dialed number is one that was called`() throws {
    let leg = CallLeg(line: 1, reference: 9)
    var talk = ExpectationRun.conversation()
    try talk.server(at: 1_000_000, .callState("OffHook", leg))
    try talk.server(at: 2_000_000, .dialedNumber("2000", leg), .callState("Connected", leg))
    let to = "- call: {to: 2000}\n  reaches: Connected"
    #expect(try ExpectationRun.verdict(to, talk.packets).outcome == .held)
    let open = "- call: {to: 2000}\n  reaches: Hold\n  within: 5s"
    #expect(try ExpectationRun.verdict(open, talk.packets).outcome == .unknown)
  }
}
