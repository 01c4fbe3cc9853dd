import CaptureBuilder
import SCCP
import Wire

/// Two phones that register, and a call between them: one scenario, run as often as one likes, with
/// whatever differs from run to run.
struct CheckScenario {
  /// One message of one phone's connection.
  struct Turn {
    let side: Conversation.Side
    var message: ScriptedMessage

    static func device(_ message: ScriptedMessage) -> Turn { Turn(side: .device, message: message) }
    static func server(_ message: ScriptedMessage) -> Turn { Turn(side: .server, message: message) }
  }

  /// What differs from run to run.
  struct Circumstances {
    var network: UInt8 = 1
    var firstMACAddress: UInt64 = 0x0011_2233_4455
    var firstPort: UInt16 = 50_000
    var firstCall = 0x0100_2710
    var firstParty = 77
    var firstMediaPort: UInt16 = 24_576
    var start: Int64 = 1_709_629_200
    /// Ticks, that is microseconds, between the messages of a connection.
    var pace = 20_000
    /// When the second phone connects; before the first one where it is negative.
    var secondStart = 7_000
    var packetsSent = 1200

    static let usual = Circumstances()
    static let other = Circumstances(
      network: 93, firstMACAddress: 0x00aa_bbcc_dd00, firstPort: 41_234, firstCall: 0x0200_0042,
      firstParty: 1_000_123, firstMediaPort: 30_000, start: 1_712_345_678, pace: 31_007,
      secondStart: -5_003, packetsSent: 1377)
  }

  let circumstances: Circumstances
  /// What the phone says that calls, and what the one says that is called.
  var caller: [Turn] = []
  var called: [Turn] = []

  private let phones: [Phone]
  private let server: Host

  init(_ circumstances: Circumstances = .usual) {
    self.circumstances = circumstances
    let network = circumstances.network
    phones = (0..<2).map { index in
      Phone(
        macAddress: circumstances.firstMACAddress + UInt64(index) * 17, model: "7962",
        firmware: "SCCP42.9-4-2SR3-1S", address: .ipv4(10, network, 1, 21 + UInt8(index)))
    }
    server = Host(
      macAddress: circumstances.firstMACAddress + 1000, address: .ipv4(10, network, 0, 10))
    let legs = (0..<2).map { CallLeg(line: 1, reference: circumstances.firstCall + $0) }
    let streams = legs.indices.map { index in
      AudioStream(
        leg: legs[index], passThroughPartyId: circumstances.firstParty + index,
        codec: "G711Ulaw64k", address: phones[index].host.address,
        port: circumstances.firstMediaPort + UInt16(index) * 4)
    }
    caller = registration(phones[0], "2001") + outgoing(legs[0], streams[0], to: streams[1])
    called = registration(phones[1], "2000") + incoming(legs[1], streams[1], from: streams[0])
  }

  // MARK: - What is said

  private func registration(_ phone: Phone, _ number: String) -> [Turn] {
    let minute = Int(circumstances.start / 60 % 60)
    return [
      .device(.alarm(phone, code: 22, last: "Reset-Reset")),
      .device(.registerReq(phone, offering: 20)),
      .server(.registerAck(protocolVersion: 20)),
      .server(ScriptedMessage(.capabilitiesReq)),
      .device(.capabilitiesRes([("G711Ulaw64k", 40), ("G729AnnexA", 60)])),
      .device(.lineStatReq(1)),
      .server(.lineStatV2Res(1, number: number, name: "Line \(number)")),
      .device(ScriptedMessage(.timeDateReq)),
      .server(
        .timeDateRes(
          year: 2024, month: 3, day: 5, dayOfWeek: 2, hour: 9, minute: minute, second: 1,
          systemTime: Int(circumstances.start))),
      .device(ScriptedMessage(.enhancedAlarm, ["alarmInfo": .text(alarm(of: phone))])),
      .device(ScriptedMessage(.keepAliveReq)),
      .server(ScriptedMessage(.keepAliveAck)),
    ]
  }

  private func alarm(of phone: Phone) -> String {
    "<Alarm><String name=\"DeviceName\">\(phone.name)</String>"
      + "<String name=\"IPv4\">\(phone.host.address)/24</String>"
      + "<String name=\"MAC\">\(phone.host.macAddress)</String>"
      + "<String name=\"URL\">http://\(server.address):6970/\(phone.name).cnf.xml</String>"
      + "<String name=\"Time\">2024-03-05T09:\(10 + circumstances.start % 50):01.5Z</String></Alarm>"
  }

  private func outgoing(_ leg: CallLeg, _ stream: AudioStream, to peer: AudioStream) -> [Turn] {
    [
      .device(.softKeyEvent("NewCall", CallLeg(line: 0, reference: 0))),
      .server(.callState("OffHook", leg)),
      .device(.keypadButton("Two", leg)),
      .server(.dialedNumber("2000", leg)),
      .server(.callState("RingOut", leg)),
      .server(.openReceiveChannel(stream, from: peer)),
      .device(.openReceiveChannelAck(stream)),
      .server(.startMediaTransmission(stream, to: peer)),
      .server(.callState("Connected", leg)),
      .device(.softKeyEvent("EndCall", leg)),
      .server(.closeReceiveChannel(stream)),
      .server(.stopMediaTransmission(stream)),
      .server(.connectionStatisticsReq("2001", leg)),
      .device(
        .connectionStatisticsRes(
          "2001", leg, sent: circumstances.packetsSent, received: circumstances.packetsSent - 3,
          lost: circumstances.packetsSent % 7, jitter: circumstances.packetsSent % 11,
          quality: "MLQK=4.\(circumstances.packetsSent)")),
      .server(.callState("OnHook", leg)),
    ]
  }

  private func incoming(_ leg: CallLeg, _ stream: AudioStream, from peer: AudioStream) -> [Turn] {
    [
      .server(.callState("RingIn", leg)),
      .server(.prompt("From 2001", leg)),
      .device(.softKeyEvent("Answer", leg)),
      .server(.openReceiveChannel(stream, from: peer)),
      .server(.startMediaTransmission(stream, to: peer)),
      .device(.openReceiveChannelAck(stream)),
      .server(.callState("Connected", leg)),
      .server(.callState("OnHook", leg)),
    ]
  }

  // MARK: - The capture

  /// The first place of a message, by its definition's name, among the caller's.
  func place(_ name: String, nth: Int = 0) -> Int {
    let places = caller.indices.filter { caller[$0].message.definition.name == name }
    return places.indices.contains(nth) ? places[nth] : -1
  }

  /// The capture of a run, with other packets beside its messages.
  func file(
    _ format: CaptureWriter.Format = .pcapng(.littleEndian), beside others: [CapturedPacket] = []
  ) throws -> [UInt8] {
    let first = try conversation(phones[0], caller, at: 10_000, port: circumstances.firstPort)
    let second = try conversation(
      phones[1], called, at: 10_000 + circumstances.secondStart, port: circumstances.firstPort + 3)
    return CaptureWriter.file(format, (first + second + others).inTimeOrder)
  }

  /// Audio both ways from the second phone's order on, early and late by some milliseconds; some
  /// packets are lost, and one is overtaken.
  func unsteadyAudio() -> [CapturedPacket] {
    let clock = ScenarioClock.microseconds(since: circumstances.start)
    let port = circumstances.firstMediaPort
    let begin = 11_000 + circumstances.secondStart + 18 * circumstances.pace
    var packets: [CapturedPacket] = []
    for way in 0..<2 {
      var stream = RTPStream(
        clock, from: phones[way].host, port: port + UInt16(way) * 4, to: phones[1 - way].host,
        port: port + UInt16(1 - way) * 4)
      stream.speak(at: begin, packets: 40)
      for (index, packet) in stream.packets.enumerated()
      where ![5, 6, 17, 30].contains(index + way) {
        let delay = index == 21 ? 27_000 : (index + way) * 7919 % 9 * 1000
        var late = packet
        late.time = clock.time(at: begin + index * 20_000 + delay)
        packets.append(late)
      }
    }
    return packets
  }

  private func conversation(
    _ phone: Phone, _ turns: [Turn], at start: Int, port: UInt16
  ) throws -> [CapturedPacket] {
    var talk = Conversation(
      ScenarioClock.microseconds(since: circumstances.start), device: phone.host, port: port,
      server: server)
    talk.version = 20
    talk.open(at: start, start + 200, start + 400)
    for (index, turn) in turns.enumerated() {
      let ticks = start + 1000 + index * circumstances.pace
      switch turn.side {
      case .device: try talk.device(at: ticks, turn.message)
      case .server: try talk.server(at: ticks, turn.message)
      }
    }
    return talk.packets
  }
}
