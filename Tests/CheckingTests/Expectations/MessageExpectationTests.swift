import CaptureBuilder
import Checking
import SCCP
import Testing

/// Sequences, messages that never come, problems, and devices as scope.
@Suite struct MessageExpectationTests {
  private static let leg = CallLeg(line: 1, reference: 7)

  /// The phone goes off hook at 1 s, and the call takes these states, one each second.
  private func call(_ states: String...) throws -> [CapturedPacket] {
    var talk = ExpectationRun.conversation()
    try talk.device(at: 1_000_000, ScriptedMessage(.offHook, ["lineInstance": 1]))
    for (index, state) in states.enumerated() {
      try talk.server(at: (index + 2) * 1_000_000, .callState(state, Self.leg))
    }
    return talk.packets
  }

  private static let sequence = """
    - sequence:
        - OffHook
        - CallState: {callState: RingOut}
        - CallState: {callState: Connected}
    """

  @Test func `messages in order hold, whatever stands between them`() throws {
    let packets = try call("OffHook", "Proceed", "RingOut", "Proceed", "Connected", "OnHook")
    let verdict = try ExpectationRun.verdict(Self.sequence, packets)
    #expect(
      verdict.outcome == .held && verdict.summary.isEmpty && verdict.rule == VerdictRule(.sequence))
  }

  @Test func `a message that does not come is named, with those that came instead`() throws {
    let packets = try call("RingOut", "Busy", "OnHook")
    let verdict = try ExpectationRun.verdict(Self.sequence, packets)
    #expect(verdict.outcome == .broken)
    #expect(verdict.frame == 2)
    #expect(verdict.expected == "CallState with callState Connected, after frame 2")
    #expect(
      verdict.found == "CallState with callState Busy in frame 3; callState OnHook in frame 4")
    #expect(verdict.summary.hasPrefix("step 3 of 3, CallState with callState Connected, does not"))
    #expect(verdict.place == Verdict.Place(file: "e.yaml", line: 2, column: 5))
  }

  @Test func `a wrong order is told`() throws {
    let packets = try call("Connected", "RingOut")
    let verdict = try ExpectationRun.verdict(Self.sequence, packets)
    #expect(verdict.outcome == .broken)
    #expect(verdict.found?.contains("in frame 2, before the messages that should") == true)
  }

  @Test func `one message does not stand for two steps`() throws {
    let twice = "- sequence: [CallState, CallState]"
    #expect(try ExpectationRun.verdict(twice, call("RingOut")).outcome == .broken)
    #expect(try ExpectationRun.verdict(twice, call("RingOut", "Busy")).outcome == .held)
  }

  @Test func `a later beginning can hold where the first cannot`() throws {
    let limited = """
      - sequence:
          - CallState: {callState: RingOut}
          - CallState: {callState: Connected}
            within: 1s
      """
    let retried = try call("RingOut", "Busy", "RingOut", "Connected")
    #expect(try ExpectationRun.verdict(limited, retried).outcome == .held)
    let late = try ExpectationRun.verdict(limited, call("RingOut", "Proceed", "Connected"))
    #expect(late.outcome == .broken && late.frame == 4)
    #expect(late.found == "CallState in frame 4, 2s after frame 2")
    let whole = "- sequence: [OffHook, {CallState: {callState: Connected}}]\n  within: 2s"
    #expect(try ExpectationRun.verdict(whole, call("Connected")).outcome == .held)
    #expect(try ExpectationRun.verdict(whole, call("Busy", "Busy", "Connected")).outcome == .broken)
  }

  @Test func `a limit that the capture ends before is not decided`() throws {
    let limited = """
      - sequence:
          - CallState: {callState: RingOut}
          - CallState: {callState: Connected}
            within: 3s
      """
    let early = try ExpectationRun.verdict(limited, call("RingOut", "Proceed"))
    #expect(early.outcome == .unknown)
    #expect(early.summary.contains("ends 1s after frame 2"))
    let over = try call("RingOut", "Proceed", "Proceed", "Proceed", "Proceed")
    #expect(try ExpectationRun.verdict(limited, over).outcome == .broken)
    #expect(try ExpectationRun.verdict(limited, over, isWhole: false).outcome == .broken)
  }

  @Test func `what a broken capture does not hold is not decided`() throws {
    let packets = try call("RingOut")
    #expect(try ExpectationRun.verdict(Self.sequence, packets, isWhole: false).outcome == .unknown)
    let never = "- never: Reset"
    #expect(try ExpectationRun.verdict(never, packets).outcome == .held)
    #expect(try ExpectationRun.verdict(never, packets, isWhole: false).outcome == .unknown)
    let there = "- never: OffHook"
    #expect(try ExpectationRun.verdict(there, packets, isWhole: false).outcome == .broken)
    let problems = "- problems: none"
    #expect(try ExpectationRun.verdict(problems, packets, isWhole: false).outcome == .unknown)
  }

  @Test(arguments: [
    ("callState: Connected", true), ("callState: Conn*", true), ("callState: 5", true),
    ("callState: 4..6", true), ("callState: '!Busy'", true), ("callState: '!Connected'", false),
    ("callState: [Busy, Connected]", true), ("callState: [Busy, Hold]", false),
    ("callState: 6..9", false), ("lineInstance: 1", true), ("lineInstance: 0x1", true),
    ("lineInstance: 2", false), ("callReference: '?'", true), ("callReference: '1*'", false),
    ("precedence.precedenceLevel: 4", true), ("precedenceLevel: 3", false),
    ("precedenceLevel: 4, callState: Connected", true),
    ("precedenceLevel: 4, callState: Busy", false),
  ])
  func `fields are compared by label, number, range and pattern`(
    fields: String, fits: Bool
  ) throws {
    let verdict = try ExpectationRun.verdict(
      "- sequence: [{CallState: {\(fields)}}]", call("Connected"))
    #expect((verdict.outcome == .held) == fits)
  }

  @Test func `texts, addresses, flags and repeated fields are compared`() throws {
    var talk = ExpectationRun.conversation()
    try talk.device(at: 1_000_000, .registerReq(ExpectationRun.phone, offering: 20))
    try talk.server(at: 2_000_000, .registerAck(protocolVersion: 20))
    try talk.device(
      at: 3_000_000, .capabilitiesRes([("G722_64k", 40), ("G711Ulaw64k", 40)]))
    try talk.server(at: 4_000_000, .prompt("From 2001", Self.leg))
    for (fields, fits) in [
      ("RegisterReq: {DeviceName: 'SEP*', stationIpAddr: 10.10.1.21}", true),
      ("RegisterReq: {stationIpAddr: 10.10.*}", true),
      ("RegisterReq: {stationIpAddr: 10.10.1.22}", false),
      ("RegisterReq: {DeviceName: 'sep*'}", false),
      ("CapabilitiesRes: {payloadCapability: G711Ulaw64k}", true),
      ("CapabilitiesRes: {payloadCapability: G729}", false),
      ("CapabilitiesRes: {payloadCapability: '!G729'}", true),
      ("CapabilitiesRes: {payloadCapability: '!G722_64k'}", false),
      ("DisplayPromptStatusV2: {promptStatus: 'From ????'}", true),
      ("DisplayPromptStatusV2: {promptStatus: From}", false),
      ("0x0001: {DeviceName: '*'}", true),
    ] {
      let verdict = try ExpectationRun.verdict("- sequence: [{\(fields)}]", talk.packets)
      #expect((verdict.outcome == .held) == fits, "\(fields)")
    }
  }

  @Test func `a message that never may come is named with its frames`() throws {
    let verdict = try ExpectationRun.verdict(
      "- never: {CallState: {callState: [Busy, Congestion]}}", call("RingOut", "Busy", "Busy"))
    #expect(verdict.outcome == .broken && verdict.frame == 3)
    #expect(verdict.found == "CallState, callState Busy, in frame 3, and 1 more")
    #expect(
      verdict.detail == "frame 3: CallState, callState Busy\nframe 4: CallState, callState Busy")
  }

  @Test func `a scope leaves out other devices, and must be there`() throws {
    var talk = ExpectationRun.conversation()
    try talk.device(at: 1_000_000, .registerReq(ExpectationRun.phone, offering: 20))
    try talk.server(at: 2_000_000, .callState("Busy", Self.leg))
    let never = "- never: {CallState: {callState: Busy}}"
    let own = try ExpectationRun.verdict(never + "\n  device: SEP0011*", talk.packets)
    #expect(own.outcome == .broken && own.frame == 2)
    let other = try ExpectationRun.verdict(never + "\n  device: SEP2", talk.packets)
    #expect(other.outcome == .broken)
    #expect(other.summary == "no message of the device SEP2")
    #expect(other.found == "the devices are SEP001122334455")
    let unread = try ExpectationRun.verdict(
      never + "\n  device: SEP2", talk.packets, isWhole: false)
    #expect(unread.outcome == .unknown)
    let file = "device: SEP2\nexpect: [{never: Reset}, {never: Reset, device: SEP0*}]"
    let verdicts = try ExpectationRun.verdicts(file, talk.packets)
    #expect(verdicts.map(\.outcome) == [.broken, .held])
  }

  @Test func `problems are told by code, and some may be allowed`() throws {
    var talk = ExpectationRun.conversation()
    try talk.server(at: 1_000_000, .callState("RingOut", Self.leg))
    let lost = try talk.queue(.server, [.callState("Busy", Self.leg)])
    talk.lose(.server, lost)
    try talk.server(at: 2_000_000, .callState("OnHook", Self.leg))
    try talk.server(at: 3_000_000, .callState("OffHook", Self.leg))
    let verdict = try ExpectationRun.verdict("- problems: none", talk.packets)
    #expect(verdict.outcome == .broken)
    #expect(verdict.found?.hasPrefix("lostBytes: ") == true)
    let allowed = "- problems: none\n  except: lostBytes"
    #expect(try ExpectationRun.verdict(allowed, talk.packets).outcome == .held)
    // A finding that the missing bytes may explain says so.
    let busy = try ExpectationRun.verdict(
      "- sequence: [{CallState: {callState: Busy}}]", talk.packets)
    #expect(busy.outcome == .broken && busy.detail.contains("bytes are missing"))
    let never = try ExpectationRun.verdict("- never: Reset", talk.packets)
    #expect(never.outcome == .held && never.remarks.first?.contains("not complete") == true)
    let untold = try ExpectationRun.verdicts(
      "expect:\n  - problems: none", call("RingOut"), untoldProblems: 1)
    #expect(untold[0].outcome == .broken)
  }
}
