import CaptureBuilder
import SCCP
import Testing
import Wire

@testable import Story

/// Which legs make a call, and what the call comes to.
@Suite struct CallTests {
  private let seconds: Int64 = 1_000_000_000

  @Test func `the legs of two phones are one call, with who called whom and who hung up`() throws {
    var stage = Stage(phones: 2)
    try stage.register(0)
    try stage.register(1)
    try stage.call((0, 101), (1, 102))
    try stage.answer((0, 101), (1, 102), after: 4)
    stage.wait(20)
    try stage.hangUp((1, 102), (0, 101))
    let calls = stage.calls()
    try #require(calls.count == 1)
    let call = calls[0]
    #expect(call.number == 1)
    #expect(call.legs.map(\.reference) == [101, 102])
    #expect(call.legs.map(\.direction) == [.outbound, .inbound])
    #expect(call.from == CallParty(number: "2001", name: "User 0", device: "SEP001122334400"))
    #expect(call.to == CallParty(number: "2002", name: "User 1", device: "SEP001122334401"))
    #expect(call.dialed == "2002")
    #expect(call.result == .answered)
    #expect(call.endedBy == .callee)
    #expect(call.ring.map { $0 / seconds } == 4)
    #expect(call.talk.map { $0 / seconds } == 20)
    #expect(call.streams.count == 4)
    #expect(call.features == [])
  }

  @Test func `a call begins with the key before the first message that names it`() throws {
    var stage = Stage(phones: 2)
    try stage.call((0, 101), (1, 102))
    let call = try #require(stage.calls().first)
    let named = try #require(call.legs.first?.states.first?.stamp)
    #expect(call.start.number < named.number)
    #expect(call.result == .open)
    #expect(call.endedBy == nil)
  }

  @Test func `nobody takes a call that only rings`() throws {
    var stage = Stage(phones: 2)
    try stage.call((0, 101), (1, 102))
    stage.wait(12)
    try stage.hangUp((0, 101), (1, 102))
    let call = try #require(stage.calls().first)
    #expect(call.result == .noAnswer)
    #expect(call.endedBy == .caller)
    #expect(call.answered == nil)
    #expect(call.talk == nil)
    #expect(call.ring.map { $0 / seconds } == 12)
  }

  @Test(arguments: [
    ("Busy", Call.Result.busy), ("Congestion", .failed), ("InvalidNumber", .invalidNumber),
  ])
  func `a call with one leg says why it failed`(state: String, result: Call.Result) throws {
    var stage = Stage(phones: 2)
    try stage.dial((0, 101), 1)
    try stage.tell(0, .callState(state, CallLeg(line: 1, reference: 101)))
    stage.wait(2)
    try stage.hangUp((0, 101))
    let calls = stage.calls()
    #expect(calls.map(\.result) == [result])
    #expect(calls.first?.to.number == "2002")
  }

  @Test func `a call is abandoned whose caller hangs up before dialling`() throws {
    var stage = Stage(phones: 1)
    try stage.register(0)
    let leg = CallLeg(line: 1, reference: 101)
    try stage.say(0, .softKeyEvent("NewCall", CallLeg(line: 0, reference: 0)))
    try stage.tell(0, .callState("OffHook", leg))
    try stage.hangUp((0, 101))
    let call = try #require(stage.calls().first)
    #expect(call.result == .abandoned)
    #expect(call.legs.first?.direction == .outbound)
    #expect(call.from == CallParty(number: "2001", name: "User 0", device: "SEP001122334400"))
  }

  @Test func `time on hold is no talk, and each hold has its device`() throws {
    var stage = Stage(phones: 2)
    try stage.call((0, 101), (1, 102))
    try stage.answer((0, 101), (1, 102))
    for _ in 0..<2 {
      stage.wait(5)
      try stage.tell(1, .callState("Hold", CallLeg(line: 1, reference: 102)))
      stage.wait(7)
      try stage.tell(1, .callState("Connected", CallLeg(line: 1, reference: 102)))
    }
    stage.wait(5)
    try stage.hangUp((0, 101), (1, 102))
    let call = try #require(stage.calls().first)
    #expect(call.holds.map(\.device) == ["10.10.1.22", "10.10.1.22"])
    #expect(call.holds.allSatisfy { $0.end != nil })
    #expect(call.talk.map { $0 / seconds } == 15)
  }

  @Test(arguments: [true, false])
  func `a transfer links two calls, and the media after it do not join them`(isAsked: Bool) throws {
    var stage = Stage(phones: 3)
    try stage.call((0, 101), (1, 102))
    try stage.answer((0, 101), (1, 102))
    stage.wait(5)
    if isAsked { try stage.say(1, .softKeyEvent("Transfer", CallLeg(line: 1, reference: 102))) }
    try stage.tell(1, .callState("Hold", CallLeg(line: 1, reference: 102)))
    let (second, third) = ((1, 103), (2, 104))
    try stage.tell(1, .callState("OffHook", CallLeg(line: 1, reference: 103)))
    try stage.tell(
      1, .callState("Proceed", CallLeg(line: 1, reference: 103)),
      .callInfo("OutBoundCall", stage.parties(1, 2), CallLeg(line: 1, reference: 103)))
    try consult(third, by: second, in: &stage)
    // Where the capture lacks the first key, the server's state tells.
    if !isAsked { try stage.tell(1, .callState("CallTransfer", CallLeg(line: 1, reference: 102))) }
    try stage.clear((1, 102))
    try stage.clear(second)
    try stage.tell(
      0, .callInfo("OutBoundCall", stage.parties(0, 2), CallLeg(line: 1, reference: 101)))
    try stage.tell(
      2, .callInfo("InBoundCall", stage.parties(0, 2), CallLeg(line: 1, reference: 104)))
    try stage.openAudio((0, 101), third)
    stage.wait(10)
    try stage.hangUp((0, 101), third)
    let calls = stage.calls()
    try #require(calls.count == 2)
    #expect(calls.map { $0.legs.map(\.reference) } == [[101, 102], [103, 104]])
    #expect(calls.map(\.features) == [[.transfer], [.transfer]])
    #expect(calls[0].transferredTo == 2)
    #expect(calls[1].transferredFrom == 1)
    #expect(calls.map(\.to.number) == ["2002", "2003"])
    #expect(calls.map(\.endedBy) == [.caller, .server])
  }

  /// A phone rings and answers another that asks about a call, which then asks for the transfer again.
  private func consult(_ called: (Int, Int), by asking: (Int, Int), in stage: inout Stage) throws {
    let ringing = CallLeg(line: 1, reference: called.1)
    try stage.tell(
      called.0, .callState("RingIn", ringing),
      .callInfo("InBoundCall", stage.parties(asking.0, called.0), ringing))
    try stage.answer(asking, called)
    stage.wait(3)
    try stage.say(asking.0, .softKeyEvent("Transfer", CallLeg(line: 1, reference: asking.1)))
  }

  /// The caller's leg shows its new party before or after the callee's shows the caller.
  @Test(arguments: [true, false])
  func `a caller whose begin the capture lacks is joined to the call that was transferred`(
    isFirst: Bool
  ) throws {
    var stage = Stage(phones: 3)
    let held = CallLeg(line: 1, reference: 102)
    try stage.say(1, .softKeyEvent("Transfer", held))
    try stage.tell(1, .callState("Hold", held))
    let (second, third) = ((1, 103), (2, 104))
    try stage.tell(1, .callState("OffHook", CallLeg(line: 1, reference: 103)))
    try stage.tell(
      1, .callInfo("OutBoundCall", stage.parties(1, 2), CallLeg(line: 1, reference: 103)))
    try consult(third, by: second, in: &stage)
    try stage.tell(1, .callState("CallTransfer", held))
    try stage.clear((1, 102))
    try stage.clear(second)
    let shown: [(Int, ScriptedMessage)] = [
      (0, .callInfo("OutBoundCall", stage.parties(0, 2), CallLeg(line: 1, reference: 101))),
      (2, .callInfo("InBoundCall", stage.parties(0, 2), CallLeg(line: 1, reference: 104))),
    ]
    for (phone, message) in isFirst ? shown : shown.reversed() { try stage.tell(phone, message) }
    stage.wait(10)
    try stage.hangUp((0, 101), third)
    let calls = stage.calls()
    try #require(calls.count == 2)
    #expect(calls.map { Set($0.legs.map(\.reference)) } == [[101, 102], [103, 104]])
    #expect(calls[1].transferredFrom == 1)
  }

  /// The first of both keys may be among bytes that the capture lacks.
  @Test(arguments: [true, false])
  func `a conference makes something of both calls of the phone that asked for it`(
    isAsked: Bool
  ) throws {
    var stage = Stage(phones: 3)
    try stage.call((0, 101), (1, 102))
    try stage.answer((0, 101), (1, 102))
    stage.wait(5)
    let (held, asking) = (CallLeg(line: 1, reference: 101), CallLeg(line: 1, reference: 103))
    if isAsked { try stage.say(0, .softKeyEvent("Confrn", held)) }
    try stage.tell(
      0, .closeReceiveChannel(stage.stream((0, 101))), .callState("Hold", held),
      .callState("OffHook", asking), .callState("Proceed", asking),
      .callInfo("OutBoundCall", stage.parties(0, 2), asking))
    try stage.tell(
      2, .callState("RingIn", CallLeg(line: 1, reference: 104)),
      .callInfo("InBoundCall", stage.parties(0, 2), CallLeg(line: 1, reference: 104)))
    try stage.answer((0, 103), (2, 104))
    stage.wait(3)
    try stage.say(0, .softKeyEvent("Confrn", asking))
    try stage.clear((0, 103))
    var joined = ScriptedMessage.openReceiveChannel(
      stage.stream((0, 101)), from: stage.stream((1, 102)))
    joined.values["conferenceId"] = 900
    try stage.tell(0, .callState("Connected", held), joined)
    stage.wait(10)
    try stage.hangUp((0, 101), (1, 102), (2, 104))
    let calls = stage.calls()
    #expect(calls.map { $0.legs.map(\.reference) } == [[101, 102], [103, 104]])
    #expect(calls.map(\.features) == [[.conference], [.conference]])
  }

  @Test func `a phone that only an alarm names is called so at its calls`() throws {
    var stage = Stage(phones: 2)
    try stage.say(0, .alarm(stage.phone(0), code: 25, last: "Initialized"))
    try stage.call((0, 101), (1, 102))
    try stage.answer((0, 101), (1, 102))
    let calls = stage.calls()
    try #require(calls.count == 1)
    #expect(calls[0].from.device == stage.phone(0).name)
    #expect(calls[0].streams.map(\.device).contains(stage.phone(0).name))
  }

  @Test func `two servers that hand out the same references are never mixed`() throws {
    var stage = Stage(phones: 4, elsewhere: [2, 3])
    try stage.call((0, 101), (1, 102))
    try stage.call((2, 101), (3, 102))
    try stage.answer((2, 101), (3, 102))
    try stage.answer((0, 101), (1, 102))
    try stage.hangUp((2, 101), (3, 102))
    try stage.hangUp((1, 102), (0, 101))
    let calls = stage.calls()
    #expect(
      calls.map { $0.legs.map(\.link.device.port) } == [[50_000, 50_001], [50_002, 50_003]])
    #expect(calls.map(\.endedBy) == [.callee, .caller])
  }

  @Test func `two calls to different phones at the same time stay two`() throws {
    var stage = Stage(phones: 4)
    try stage.dial((0, 101), 1)
    try stage.dial((2, 102), 3)
    try stage.tell(
      3, .callState("RingIn", CallLeg(line: 1, reference: 103)),
      .callInfo("InBoundCall", stage.parties(2, 3), CallLeg(line: 1, reference: 103)))
    try stage.tell(
      1, .callState("RingIn", CallLeg(line: 1, reference: 104)),
      .callInfo("InBoundCall", stage.parties(0, 1), CallLeg(line: 1, reference: 104)))
    #expect(stage.calls().map { $0.legs.map(\.reference) } == [[101, 104], [102, 103]])
  }

  @Test func `media join two legs whose caller is not shown`() throws {
    var stage = Stage(phones: 2)
    try stage.dial((0, 101), 1)
    try stage.tell(1, .callState("RingIn", CallLeg(line: 1, reference: 102)))
    try stage.answer((0, 101), (1, 102))
    try stage.hangUp((0, 101), (1, 102))
    #expect(stage.calls().map { $0.legs.map(\.reference) } == [[101, 102]])
  }

  @Test func `a copy of the audio for a recorder is no call`() throws {
    var stage = Stage(phones: 2)
    try stage.call((0, 101), (1, 102))
    try stage.answer((0, 101), (1, 102))
    var fork = ScriptedMessage.startMediaTransmission(
      stage.stream((1, 102)), to: stage.stream((0, 500)))
    fork.values["passThroughPartyId"] = 4000
    fork.values["callReference"] = 999
    fork.values["mixingMode"] = 1
    fork.values["partyDirection"] = 2
    try stage.tell(1, fork)
    try stage.hangUp((0, 101), (1, 102))
    let calls = stage.calls()
    try #require(calls.count == 1)
    #expect(calls[0].features == [.recording])
    #expect(calls[0].streams.count { $0.isFork } == 1)
  }

  @Test func `a connection that ends takes its calls with it`() throws {
    var stage = Stage(phones: 1)
    try stage.dial((0, 101), 1)
    try stage.tell(0, .callState("Connected", CallLeg(line: 1, reference: 101)))
    stage.wait(3)
    stage.close(0, by: .server)
    let call = try #require(stage.calls().first)
    #expect(call.result == .answered)
    #expect(call.endedBy == Call.EndedBy.none)
    #expect(call.end != nil)
  }

  @Test func `the list is in the order of begins, and numbers no call twice`() throws {
    var stage = Stage(phones: 4)
    try stage.call((0, 101), (1, 102))
    for index in 0..<5 {
      let (caller, called) = ((2, 201 + 2 * index), (3, 202 + 2 * index))
      try stage.call(caller, called)
      try stage.answer(caller, called, after: 1)
      try stage.hangUp(caller, called)
      stage.wait(10)
    }
    try stage.hangUp((0, 101), (1, 102))
    let calls = stage.calls()
    #expect(calls.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(calls.first?.legs.first?.reference == 101)
  }

  @Test func `a long call does not hold back more later ones than the limit`() throws {
    var stage = Stage(phones: 4)
    try stage.call((0, 101), (1, 102))
    try stage.answer((0, 101), (1, 102))
    for index in 0..<6 {
      let (caller, called) = ((2, 201 + 2 * index), (3, 202 + 2 * index))
      try stage.call(caller, called)
      try stage.answer(caller, called, after: 1)
      try stage.hangUp(caller, called)
      stage.wait(10)
    }
    stage.wait(60)
    try stage.hangUp((0, 101), (1, 102))
    var limits = StoryLimits()
    limits.maximumWaitingCalls = 2
    let calls = stage.calls(limits)
    #expect(Set(calls.map(\.number)) == Set(1...7))
    #expect(calls.last?.number == 1)
  }

  @Test func `more open calls than the limit are given out as they are`() throws {
    var stage = Stage(phones: 1)
    for reference in 101...110 {
      try stage.dial((0, reference), 1)
    }
    var limits = StoryLimits()
    limits.maximumOpenCalls = 4
    let calls = stage.calls(limits)
    #expect(calls.map(\.number) == Array(1...10))
    #expect(calls.allSatisfy { $0.result == .open })
  }
}
