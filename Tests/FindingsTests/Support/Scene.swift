import CallAnalysis
import CaptureBuilder
import NetworkLayers
import SCCP
import Story
import Testing
import Wire

@testable import Findings

/// Phones and a server whose messages are written one after the other, and what is found in them.
struct Scene {
  private(set) var talks: [Conversation] = []
  private var phones: [Phone] = []
  private var media: [CapturedPacket] = []
  /// Ticks, that is microseconds, at which the next message is sent.
  private(set) var now = 1_000_000
  private let clock = ScenarioClock.microseconds(since: 1_709_629_200)
  /// Packets that the capture lacks, by their place among all.
  var impairments: [Impairment] = []
  var settings = FindingSettings()
  var selection = FindingSelection()

  static let server = Host(macAddress: 0x0050_5600_0001, address: .ipv4(10, 10, 0, 1))
  static let otherServer = Host(macAddress: 0x0050_5600_0002, address: .ipv4(10, 10, 0, 2))

  /// A scene with so many phones, numbered 2001, 2002 and so on, each in the network 10.10.1.0/24
  /// or another one that is given.
  init(
    phones count: Int = 1, opens: Bool = true, port: UInt16 = 2000, networks: [Int: UInt8] = [:]
  ) {
    for index in 0..<count {
      let phone = Phone(
        macAddress: 0x0011_2233_4400 + UInt64(index), model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
        address: .ipv4(10, 10, networks[index] ?? 1, 21 + UInt8(index)))
      phones.append(phone)
      connect(phone, serverPort: port, opens: opens)
    }
  }

  /// Two phones, the first of which calls the second, with audio ordered for both.
  static func callInOrder() throws -> Scene {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    try scene.openAudio()
    return scene
  }

  /// A phone opens a connection; returns its number.
  @discardableResult
  mutating func connect(
    _ phone: Phone, to server: Host = Scene.server, serverPort: UInt16 = 2000, opens: Bool = true
  ) -> Int {
    var talk = Conversation(
      clock, device: phone.host, port: UInt16(50_000 + talks.count), server: server,
      serverPort: serverPort)
    talk.version = 20
    if opens {
      let start = now - 900_000 + 1000 * talks.count
      talk.open(at: start, start + 100, start + 200)
    }
    talks.append(talk)
    return talks.count - 1
  }

  func phone(_ index: Int) -> Phone { phones[index] }

  func name(_ index: Int) -> String { phones[index].name }

  mutating func wait(_ seconds: Double) {
    now += Int(seconds * 1_000_000)
  }

  /// The server says something, a hundredth of a second after what was said before.
  mutating func tell(_ talk: Int, _ messages: ScriptedMessage...) throws {
    for message in messages {
      now += 10_000
      try talks[talk].server(at: now, message)
    }
  }

  mutating func say(_ talk: Int, _ messages: ScriptedMessage...) throws {
    for message in messages {
      now += 10_000
      try talks[talk].device(at: now, message)
    }
  }

  /// The server says something that the capture lacks.
  mutating func lose(_ side: Conversation.Side, _ talk: Int, _ message: ScriptedMessage) throws {
    now += 10_000
    let range = try talks[talk].queue(side, [message])
    talks[talk].lose(side, range)
  }

  /// One end sends bytes that need not be a message.
  mutating func send(_ side: Conversation.Side, _ talk: Int, _ bytes: [UInt8]) {
    now += 10_000
    let range = talks[talk].queue(side, bytes: bytes)
    talks[talk].transmit(side, range, at: now)
  }

  mutating func change(_ talk: Int, _ body: (inout Conversation, Int) throws -> Void) rethrows {
    now += 10_000
    try body(&talks[talk], now)
  }

  /// A phone registers, and the set-up goes as it should.
  mutating func register(_ talk: Int = 0, as phone: Phone? = nil) throws {
    let phone = phone ?? phones[talk]
    try say(talk, .registerReq(phone, offering: 20))
    try tell(talk, .registerAck(protocolVersion: 20))
    try tell(talk, ScriptedMessage(.capabilitiesReq))
    try say(talk, .capabilitiesRes([("G711Ulaw64k", 40), ("G729", 60)]))
    try say(talk, .lineStatReq(1))
    try tell(talk, .lineStatV2Res(1, number: "\(2001 + talk)", name: "User \(talk)"))
    try say(talk, ScriptedMessage(.timeDateReq))
    try tell(talk, ScriptedMessage(.timeDateRes, ["systemTime": 0]))
  }

  mutating func keepAlive(_ talk: Int = 0, isAnswered: Bool = true) throws {
    try say(talk, ScriptedMessage(.keepAliveReq))
    if isAnswered { try tell(talk, ScriptedMessage(.keepAliveAck)) }
  }

  // MARK: - Calls

  func stream(_ talk: Int, _ reference: Int, codec: String = "G711Ulaw64k") -> AudioStream {
    AudioStream(
      leg: CallLeg(line: 1, reference: reference), passThroughPartyId: reference + 1000,
      codec: codec, address: phones[talk].host.address, port: UInt16(20_000 + reference * 2))
  }

  /// One phone calls another, which answers; the legs have the references 11 and 12.
  mutating func call(_ caller: Int = 0, _ called: Int = 1, references: (Int, Int) = (11, 12)) throws
  {
    let (leg, ringing) = (
      CallLeg(line: 1, reference: references.0), CallLeg(line: 1, reference: references.1)
    )
    let parties = CaptureBuilder.Parties(
      calling: ("User \(caller)", "\(2001 + caller)"),
      called: ("User \(called)", "\(2001 + called)"))
    try say(caller, .softKeyEvent("NewCall", CallLeg(line: 0, reference: 0)))
    try tell(caller, .callState("OffHook", leg))
    wait(1)
    try tell(
      caller, .dialedNumber("\(2001 + called)", leg), .callState("Proceed", leg),
      .callInfo("OutBoundCall", parties, leg))
    try tell(called, .callState("RingIn", ringing), .callInfo("InBoundCall", parties, ringing))
    try tell(caller, .callState("RingOut", leg))
    wait(2)
    try say(called, .softKeyEvent("Answer", ringing))
    try tell(called, .callState("Connected", ringing))
    try tell(caller, .callState("Connected", leg))
  }

  /// The server has both phones listen and send to each other.
  mutating func openAudio(
    _ one: Int = 0, _ other: Int = 1, references: (Int, Int) = (11, 12), sends: Set<Int> = [0, 1]
  ) throws {
    let streams = [(one, stream(one, references.0)), (other, stream(other, references.1))]
    for (place, (talk, own)) in streams.enumerated() {
      let peer = streams[1 - place].1
      try tell(talk, .openReceiveChannel(own, from: peer))
      try say(talk, .openReceiveChannelAck(own))
      if sends.contains(place) { try tell(talk, .startMediaTransmission(own, to: peer)) }
    }
  }

  /// Audio from one phone to another, from now on for so many packets.
  mutating func speak(_ from: (Int, Int), _ to: (Int, Int), packets: Int = 200) {
    let (source, target) = (stream(from.0, from.1), stream(to.0, to.1))
    var rtp = RTPStream(
      clock, from: phones[from.0].host, port: source.port, to: phones[to.0].host, port: target.port)
    rtp.speak(at: now, packets: packets)
    media += rtp.packets
  }

  /// The first phone hangs up, and the server clears both legs.
  mutating func hangUp(_ one: Int = 0, _ other: Int = 1, references: (Int, Int) = (11, 12)) throws {
    try say(one, .softKeyEvent("EndCall", CallLeg(line: 1, reference: references.0)))
    for (talk, reference) in [(one, references.0), (other, references.1)] {
      let own = stream(talk, reference)
      try tell(
        talk, .closeReceiveChannel(own), .stopMediaTransmission(own),
        .callState("OnHook", own.leg))
    }
  }

  // MARK: - What is found

  /// Keeps what is found.
  private final class Notes: Listener {
    private(set) var findings: [Finding] = []
    /// The rules found at each call.
    private(set) var rulesOfCalls: [Int: [FoundRule]] = [:]

    func hear(_ event: Event, _ replies: inout Replies) {
      switch event {
      case .finding(let finding, .over): findings.append(finding)
      case .call(let call): rulesOfCalls[call.number] = call.findings
      default: break
      }
    }
  }

  /// The capture goes on for so long after the last message.
  func findings(until seconds: Double = 0) -> [Finding] {
    let all = notes(.all, until: seconds)
    // A list of calls names the same rules.
    #expect(notes(.calls, until: seconds).rulesOfCalls == all.rulesOfCalls)
    return all.findings
  }

  private func notes(_ scope: Diagnoser.Scope, until seconds: Double) -> Notes {
    var packets = (talks.flatMap(\.packets) + media).inTimeOrder.impaired(by: impairments)
    if seconds > 0 {
      // A packet of nobody, for the clock.
      var other = Conversation(
        clock, device: Scene.otherServer, port: 40_000, server: Scene.server, serverPort: 9)
      other.open(at: now + Int(seconds * 1_000_000), 0, 0)
      packets.append(other.packets[0])
    }
    var options = Dissector.Options()
    options.tellsTransport = true
    var dissector = Dissector(options)
    let notes = Notes()
    var story = StoryListener(
      DiagnosisListener(notes, Diagnoser(selection, settings: settings, scope: scope)),
      followsDevices: scope == .all)
    var writer = RecordWriter { story.hear(&$0) }
    var media = RTPCollector()
    for (index, packet) in packets.enumerated() {
      let stamp = FrameStamp(number: index + 1, time: packet.time)
      if case .rtp(let header) = media.sight(packet.bytes.span, linkType: .ethernet) {
        _ = media.append(header, at: stamp)
        writer.append(media.run)
        media.beginRun()
        continue
      }
      dissector.accept(packet.bytes.span, linkType: .ethernet, at: stamp, into: &writer)
    }
    dissector.finish(into: &writer)
    writer.passOn()
    var replies = Replies()
    story.finish(at: packets.last?.time, &replies)
    return notes
  }

  /// What is found above notes.
  func troubles(until seconds: Double = 0) -> [String] {
    findings(until: seconds).filter { $0.severity > .note }.map(\.rule)
  }

  func rules(until seconds: Double = 0) -> [String] {
    findings(until: seconds).map(\.rule)
  }

  /// The rules that a list of calls names at one of them.
  func rules(atCall number: Int) -> [String] {
    (notes(.calls, until: 0).rulesOfCalls[number] ?? []).map(\.rule)
  }
}
