import CaptureBuilder
import NetworkLayers
import SCCP
import Testing
import Wire

@testable import CallAnalysis

/// What a capture first sees of a connection in its middle may be out of order too.
@Suite struct JoiningTests {
  private static let server = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))

  private func conversation(_ number: UInt8 = 1, serverPort: UInt16 = 2000) -> Conversation {
    var talk = Conversation(
      ScenarioClock.microseconds(since: 1_700_000_000),
      device: Host(
        macAddress: 0x0011_2233_4400 + UInt64(number), address: .ipv4(10, 10, 2, number)),
      port: 50_000 + UInt16(number), server: Self.server, serverPort: serverPort)
    talk.version = 20
    return talk
  }

  /// What is said in the middle of a connection, a message a segment, by both ends.
  private func middle(_ number: UInt8 = 1, count: Int = 20, serverPort: UInt16 = 2000) throws
    -> [CapturedPacket]
  {
    var talk = conversation(number, serverPort: serverPort)
    for index in 1...count {
      if index % 3 == 0 {
        try talk.device(at: 1000 * index, .lineStatReq(index))
      } else {
        try talk.server(
          at: 1000 * index,
          ScriptedMessage(.activateCallPlane, ["lineInstance": FieldValue(index)]))
      }
    }
    return talk.packets
  }

  /// Every message by what it says, in one order.
  private func sayings(_ found: Dissection) -> [String] {
    found.records.map { record in
      "\(record.device) \(record.message.name) \(record.message.lineInstance ?? 0)"
    }.sorted()
  }

  @Test(arguments: 0..<100)
  func `no message is lost where the capture begins out of order`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let one = try middle(1)
    let other = try middle(2)
    var packets = zip(one, other).flatMap { [$0, $1] }
    let whole = Dissection(packets)
    #expect(whole.names.count == 40)
    let window = 2 + Int(seed % 9)
    for start in stride(from: 0, to: packets.count, by: window) {
      packets[start..<min(start + window, packets.count)].shuffle(using: &random)
    }
    let found = Dissection(packets)
    #expect(sayings(found) == sayings(whole))
    #expect(found.totals.problems == 0)
  }

  @Test func `a connection found by its content begins with its earliest segment`() throws {
    let packets = try middle(serverPort: 5555)
    let swapped = packets.impaired(by: [.swap(1, 2), .swap(4, 5)])
    #expect(sayings(Dissection(swapped)) == sayings(Dissection(packets)))
  }

  @Test func `connections keep their order among each other`() throws {
    var packets: [CapturedPacket] = []
    for index in 0..<30 {
      packets += try middle(UInt8(index + 1), count: 3)
    }
    packets.sort { $0.time < $1.time }
    let frames = Dissection(packets).records.map(\.stamp.number)
    #expect(frames == Array(1...90))
  }

  @Test func `a keep-alive probe is not the beginning`() throws {
    var talk = conversation()
    talk.acknowledge(.server, at: 0)
    talk.acknowledge(.server, at: 100)
    try talk.server(at: 200, ScriptedMessage(.keepAliveAck))
    var packets = talk.packets
    // The last byte of the sequence number, after the headers of Ethernet and IP.
    packets[1].bytes[14 + 20 + 7] &-= 1
    let found = Dissection(packets)
    #expect(found.names == ["KeepAliveAck"])
    #expect(found.totals.problems == 0)
  }

  @Test func `what is watched is told at once`() throws {
    var options = Dissector.Options()
    options.looksAhead = false
    var dissector = Dissector(options)
    let notes = Dissection.Notes()
    var writer = RecordWriter { notes.take($0) }
    for (index, packet) in try middle().enumerated() {
      dissector.accept(
        packet.bytes.span, linkType: .ethernet,
        at: FrameStamp(number: index + 1, time: packet.time), into: &writer)
      writer.passOn()
      #expect(notes.records.count == index + 1)
    }
  }

  @Test func `where both ports are a server's, the message says who is the server`() throws {
    for looksAhead in [true, false] {
      var options = Dissector.Options()
      options.serverPorts = [2000, 50_001]
      options.looksAhead = looksAhead
      let packets = try middle()
      for start in 0..<4 {
        let found = Dissection(Array(packets[start...]), options)
        #expect(found.names.count == 20 - start)
        #expect(found.records.allSatisfy { $0.server.port == 2000 })
      }
    }
  }

  // MARK: - Bounds

  /// Feeds packets and returns how many messages were told after each.
  private func counts(_ packets: [CapturedPacket]) -> (after: [Int], atEnd: Int) {
    var dissector = Dissector(Dissector.Options())
    let notes = Dissection.Notes()
    var writer = RecordWriter { notes.take($0) }
    var counts: [Int] = []
    for (index, packet) in packets.enumerated() {
      dissector.accept(
        packet.bytes.span, linkType: .ethernet,
        at: FrameStamp(number: index + 1, time: packet.time), into: &writer)
      writer.passOn()
      counts.append(notes.records.count)
    }
    dissector.finish(into: &writer)
    writer.passOn()
    return (counts, notes.records.count)
  }

  @Test func `connections that are all joined wait for a few segments each`() throws {
    let packets = try (1...200).flatMap { try middle(UInt8($0), count: 1) }
    let counts = counts(packets)
    #expect(counts.atEnd == 200)
    for (index, count) in counts.after.enumerated() {
      #expect(count == max(0, index + 1 - LookAhead.maximumSegments))
    }
  }

  @Test func `a segment does not wait for a capture that has no others`() throws {
    var packets = try middle(1, count: 1)
    var other = conversation(2, serverPort: 80)
    for index in 0..<LookAhead.maximumPackets + 10 {
      other.transmit(.device, other.queue(.device, bytes: [UInt8(ascii: "x")]), at: 2000 + index)
    }
    packets += other.packets
    packets += try middle(1, count: 2).suffix(1)
    let counts = counts(packets)
    #expect(counts.after.last == 2)
    #expect(counts.atEnd == 2)
  }
}
