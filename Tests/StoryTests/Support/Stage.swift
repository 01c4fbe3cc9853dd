import CallAnalysis
import CaptureBuilder
import SCCP
import Wire

@testable import Story

/// Phones and servers whose messages are written one after the other, and the story of them.
struct Stage {
  private var talks: [Conversation] = []
  private var phones: [Phone] = []
  /// Ticks, that is microseconds, at which the next message is sent.
  private var now = 1_000_000

  /// A stage with so many phones at one server, numbered 2001, 2002 and so on; those whose index is
  /// in `elsewhere` are at another.
  init(phones count: Int, version: UInt32 = 20, elsewhere: Set<Int> = []) {
    for index in 0..<count {
      let phone = Phone(
        macAddress: 0x0011_2233_4400 + UInt64(index), model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
        address: .ipv4(10, 10, 1, 21 + UInt8(index)))
      let isElsewhere = elsewhere.contains(index)
      let server = Host(
        macAddress: isElsewhere ? 0x0050_5600_0002 : 0x0050_5600_0001,
        address: .ipv4(10, 10, 0, isElsewhere ? 2 : 1))
      var talk = Conversation(
        ScenarioClock.microseconds(since: 1_709_629_200), device: phone.host,
        port: UInt16(50_000 + index), server: server)
      talk.version = version
      talk.open(at: 1000 * index, 1000 * index + 100, 1000 * index + 200)
      talks.append(talk)
      phones.append(phone)
    }
  }

  static func number(_ phone: Int) -> String { "\(2001 + phone)" }

  func phone(_ index: Int) -> Phone { phones[index] }

  /// Lets time go by.
  mutating func wait(_ seconds: Double) {
    now += Int(seconds * 1_000_000)
  }

  /// The server says something to a phone, a hundredth of a second after what was said before.
  mutating func tell(_ phone: Int, _ messages: ScriptedMessage...) throws {
    for message in messages {
      now += 10_000
      try talks[phone].server(at: now, message)
    }
  }

  /// A phone says something to its server.
  mutating func say(_ phone: Int, _ messages: ScriptedMessage...) throws {
    for message in messages {
      now += 10_000
      try talks[phone].device(at: now, message)
    }
  }

  mutating func close(_ phone: Int, by side: Conversation.Side) {
    now += 10_000
    talks[phone].close(side, at: now)
  }

  /// A phone registers; its line has its number.
  mutating func register(_ index: Int) throws {
    try say(index, .registerReq(phones[index], offering: 20))
    try tell(index, .registerAck(protocolVersion: 17))
    try say(index, .lineStatReq(1))
    try tell(
      index, .lineStatV2Res(1, number: Stage.number(index), name: "User \(index)"))
  }

  // MARK: - Calls

  func parties(_ caller: Int, _ called: Int) -> CaptureBuilder.Parties {
    CaptureBuilder.Parties(
      calling: ("User \(caller)", Stage.number(caller)),
      called: ("User \(called)", Stage.number(called)))
  }

  /// One phone dials another's number, which then rings.
  mutating func call(_ caller: (Int, Int), _ called: (Int, Int)) throws {
    try dial(caller, called.0)
    let (leg, ringing) = (
      CallLeg(line: 1, reference: caller.1), CallLeg(line: 1, reference: called.1)
    )
    let parties = parties(caller.0, called.0)
    try tell(called.0, .callState("RingIn", ringing), .callInfo("InBoundCall", parties, ringing))
    try tell(caller.0, .callState("RingOut", leg))
  }

  /// A phone dials a number, and the server goes on with it.
  mutating func dial(_ caller: (Int, Int), _ called: Int) throws {
    let leg = CallLeg(line: 1, reference: caller.1)
    try say(caller.0, .softKeyEvent("NewCall", CallLeg(line: 0, reference: 0)))
    try tell(caller.0, .callState("OffHook", leg))
    wait(2)
    try tell(
      caller.0, .dialedNumber(Stage.number(called), leg), .callState("Proceed", leg),
      .callInfo("OutBoundCall", parties(caller.0, called), leg))
  }

  /// The called phone answers after so many seconds, and both are connected.
  mutating func answer(_ caller: (Int, Int), _ called: (Int, Int), after seconds: Double = 3) throws
  {
    wait(seconds)
    let (leg, ringing) = (
      CallLeg(line: 1, reference: caller.1), CallLeg(line: 1, reference: called.1)
    )
    try say(called.0, .softKeyEvent("Answer", ringing))
    try tell(called.0, .callState("Connected", ringing))
    try tell(caller.0, .callState("Connected", leg))
    try openAudio(caller, called)
  }

  func stream(_ leg: (Int, Int)) -> AudioStream {
    AudioStream(
      leg: CallLeg(line: 1, reference: leg.1), passThroughPartyId: leg.1 + 1000,
      codec: "G711Ulaw64k", address: phones[leg.0].host.address,
      port: UInt16(20_000 + leg.1 % 1000 * 2))
  }

  /// The server has both phones listen and send to each other.
  mutating func openAudio(_ one: (Int, Int), _ other: (Int, Int)) throws {
    for (leg, peer) in [(one, other), (other, one)] {
      try tell(leg.0, .openReceiveChannel(stream(leg), from: stream(peer)))
      try say(leg.0, .openReceiveChannelAck(stream(leg)))
      try tell(leg.0, .startMediaTransmission(stream(leg), to: stream(peer)))
    }
  }

  /// A phone hangs up, and the server clears that leg and others.
  mutating func hangUp(_ leg: (Int, Int), _ others: (Int, Int)...) throws {
    try say(leg.0, .softKeyEvent("EndCall", CallLeg(line: 1, reference: leg.1)))
    try clear(leg)
    for other in others { try clear(other) }
  }

  /// The server clears a leg.
  mutating func clear(_ leg: (Int, Int)) throws {
    try tell(leg.0, .callState("OnHook", CallLeg(line: 1, reference: leg.1)))
  }

  // MARK: - The story

  /// Keeps all events, those that trackers say among them.
  private final class Notes: Listener {
    private(set) var events: [Event] = []

    func hear(_ event: Event, _ replies: inout Replies) {
      events.append(event)
    }
  }

  /// What the packets tell.
  func events(_ limits: StoryLimits = StoryLimits()) -> [Event] {
    let packets = talks.flatMap(\.packets).inTimeOrder
    var dissector = Dissector(Dissector.Options())
    let notes = Notes()
    var story = StoryListener(notes, limits)
    var writer = RecordWriter { story.hear(&$0) }
    for (index, packet) in packets.enumerated() {
      dissector.accept(
        packet.bytes.span, linkType: .ethernet,
        at: FrameStamp(number: index + 1, time: packet.time), into: &writer)
    }
    dissector.finish(into: &writer)
    writer.passOn()
    var replies = Replies()
    story.finish(at: packets.last?.time, &replies)
    return notes.events
  }

  func calls(_ limits: StoryLimits = StoryLimits()) -> [Call] {
    events(limits).compactMap { if case .call(let call) = $0 { call } else { nil } }
  }

  func devices() -> [Device] {
    events().compactMap { if case .device(let device) = $0 { device } else { nil } }
  }
}
