import CaptureBuilder
import SCCP
import Testing
import Wire

@testable import CallAnalysis

/// SCCP is found on every port, and nothing else is taken for it.
@Suite struct FindingTests {
  private static let phone = Phone(
    macAddress: 0x0011_2233_4455, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
    address: .ipv4(10, 10, 1, 21))
  private static let server = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))
  private static let keepAliveReq: [UInt8] = [4] + [UInt8](repeating: 0, count: 11)

  private func conversation(port: UInt16 = 50_000, serverPort: UInt16 = 5555) -> Conversation {
    var talk = Conversation(
      ScenarioClock.microseconds(since: 1_700_000_000), device: Self.phone.host, port: port,
      server: Self.server, serverPort: serverPort)
    talk.version = 20
    return talk
  }

  /// What a phone and its server say first.
  private func registration(port: UInt16 = 50_000, serverPort: UInt16 = 5555) throws
    -> Conversation
  {
    var talk = conversation(port: port, serverPort: serverPort)
    talk.open(at: 0, 300, 600)
    try talk.device(at: 1000, .registerReq(Self.phone, offering: 20))
    try talk.server(at: 2000, .registerAck(protocolVersion: 20), ScriptedMessage(.capabilitiesReq))
    try talk.device(at: 3000, .capabilitiesRes([("G711Ulaw64k", 40)]))
    try talk.device(at: 4000, .lineStatReq(1))
    try talk.server(at: 5000, .lineStatV2Res(1, number: "2004", name: "Workshop"))
    return talk
  }

  /// Bytes sent by both ends, in turns or as told, one segment each.
  private func exchange(
    _ segments: [(Conversation.Side, [UInt8])], serverPort: UInt16 = 5555, isOpened: Bool = true
  ) -> Conversation {
    var talk = conversation(serverPort: serverPort)
    if isOpened { talk.open(at: 0, 300, 600) }
    for (index, (side, bytes)) in segments.enumerated() {
      talk.transmit(side, talk.queue(side, bytes: bytes), at: 1000 + 100 * index)
    }
    return talk
  }

  // MARK: - Any port

  /// Found by fuzzing: such a segment began a connection of which nothing was told before its reset.
  @Test(arguments: [0x06, 0x04, 0x16, 0x07, 0x02, 0x12, 0x01] as [UInt8])
  func `messages in a segment with unlikely flags end nothing but their connection`(
    flags: UInt8
  ) throws {
    var packets = try registration().packets
    let tcpFlags = 14 + 20 + 13
    packets.removeFirst(3)
    packets[0].bytes[tcpFlags] = flags
    let dissection = Dissection(packets)
    #expect(dissection.names.contains("LineStatV2Res") || dissection.names.isEmpty)
    #expect(dissection.totals.packets == packets.count)
  }

  @Test func `the same messages are found on any port`() throws {
    let known = Dissection(try registration(serverPort: 2000).packets)
    let found = Dissection(try registration().packets)
    #expect(found.names == known.names)
    #expect(found.records.map(\.stamp) == known.records.map(\.stamp))
    #expect(found.records.map(\.answers) == known.records.map(\.answers))
    #expect(found.records.allSatisfy { $0.device.port == 50_000 })
    #expect(found.records.map(\.isFromDevice) == known.records.map(\.isFromDevice))
    #expect(found.totals.sessions == 1)
    #expect(found.totals.foundConnections == 1)
    #expect(known.totals.foundConnections == 0)
  }

  @Test func `the messages say who is the device, not who opened the connection`() throws {
    let packets = try registration(port: 5555, serverPort: 50_000).packets
    // Without the handshake, and from any packet on.
    for start in 3..<packets.count - 2 {
      let found = Dissection(Array(packets[start...]))
      #expect(!found.names.isEmpty)
      #expect(found.records.allSatisfy { $0.server.port == 50_000 })
    }
  }

  @Test func `what came before it was sure is not lost`() throws {
    var talk = conversation()
    for index in 0..<20 { try talk.device(at: 100 * index, ScriptedMessage(.keepAliveReq)) }
    try talk.server(at: 3000, ScriptedMessage(.keepAliveAck))
    let found = Dissection(talk.packets)
    #expect(found.names == Array(repeating: "KeepAliveReq", count: 20) + ["KeepAliveAck"])
    #expect(found.records.map(\.stamp.number) == Array(1...21))
  }

  @Test func `messages that are cut over segments are found`() throws {
    for size in [12, 13, 50, 100] {
      var talk = conversation()
      let messages: [ScriptedMessage] = [
        .registerReq(Self.phone, offering: 20), .capabilitiesRes([("G711Ulaw64k", 40)]),
        .lineStatReq(1), .lineStatReq(2), .forwardStatReq(1),
      ]
      let whole = try talk.queue(.device, messages)
      var start = whole.lowerBound
      while start < whole.upperBound {
        talk.transmit(.device, start..<min(start + size, whole.upperBound), at: 10 * start)
        start += size
      }
      #expect(
        Dissection(talk.packets).names == [
          "RegisterReq", "CapabilitiesRes", "LineStatReq", "LineStatReq", "ForwardStatReq",
        ])
    }
  }

  @Test func `one direction alone is enough where it says enough`() throws {
    var talk = conversation()
    try talk.server(at: 0, .registerAck(protocolVersion: 20))
    try talk.server(at: 100, .lineStatV2Res(1, number: "2004", name: "Workshop"))
    try talk.server(at: 200, .forwardStatRes(1))
    let unproved = Dissection(talk.packets)
    #expect(unproved.names == [])
    #expect(unproved.totals.unprovedConnections.count == 1)
    let idle = CallLeg(line: 0, reference: 0)
    try talk.server(at: 300, .prompt(.phrase("Your Current Options"), idle))
    let found = Dissection(talk.packets)
    #expect(
      found.names == ["RegisterAck", "LineStatV2Res", "ForwardStatRes", "DisplayPromptStatusV2"])
    #expect(found.totals.oneSidedConnections == 1)
    #expect(found.totals.unprovedConnections.count == 0)
  }

  /// Too little to be sure, over or not; `--port` has it read.
  @Test(arguments: [false, true])
  func `what looks like SCCP and is not proved is named by its ends`(isClosed: Bool) throws {
    var talk = conversation()
    talk.open(at: 0, 300, 600)
    try talk.device(at: 1000, .lineStatReq(1))
    try talk.device(at: 1100, .lineStatReq(2))
    if isClosed { talk.close(.device, at: 2000) }
    let found = Dissection(talk.packets)
    #expect(found.names == [])
    let unproved = found.totals.unprovedConnections
    #expect(unproved.count == 1)
    let phone = Endpoint(address: Self.phone.host.address, port: 50_000)
    #expect(unproved.examples.first?.client == phone)
    #expect(unproved.examples.first?.server == Endpoint(address: Self.server.address, port: 5555))
  }

  @Test func `what is something different is not said to look like SCCP`() {
    let web = Array("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n".utf8)
    for bytes in [web, Self.keepAliveReq, [UInt8](repeating: 0, count: 200)] {
      let found = Dissection(exchange([(.device, bytes), (.server, bytes)]).packets)
      #expect(found.totals.unprovedConnections.count == 0)
    }
  }

  @Test func `segments out of order and sent again do not hide it`() throws {
    let packets = try registration().packets
    for first in 3..<packets.count {
      for second in first + 1..<packets.count {
        let swapped = packets.impaired(by: [.swap(first + 1, second + 1)])
        #expect(!Dissection(swapped).names.isEmpty)
        let twice = packets.impaired(by: [.duplicate(first + 1), .duplicate(second + 1)])
        #expect(Dissection(twice).names == Dissection(packets).names)
      }
    }
  }

  @Test func `a connection found goes on being found`() throws {
    var talk = try registration()
    talk.close(.device, at: 6000)
    talk.close(.server, at: 6100)
    var next = try registration(port: 50_000)
    next.reset(.device, at: 9000)
    let found = Dissection(talk.packets + next.packets)
    #expect(found.totals.sessions == 2)
    #expect(found.names.count == 12)
  }

  // MARK: - Not SCCP

  @Test func `requests without answers are too common`() {
    let lonely = Array(repeating: (Conversation.Side.device, Self.keepAliveReq), count: 200)
    #expect(Dissection(exchange(lonely).packets).names == [])
    let echoed = lonely.flatMap { [$0, (Conversation.Side.server, Self.keepAliveReq)] }
    #expect(Dissection(exchange(echoed).packets).names == [])
  }

  @Test func `a keepalive and its answer are enough`() {
    let answer: [UInt8] = [4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]
    let found = Dissection(
      exchange([(.device, Self.keepAliveReq), (.server, answer)], isOpened: false).packets)
    #expect(found.names == ["KeepAliveReq", "KeepAliveAck"])
    let turned = Dissection(exchange([(.device, answer), (.server, Self.keepAliveReq)]).packets)
    #expect(turned.names == ["KeepAliveAck", "KeepAliveReq"])
    #expect(turned.records.first?.device.port == 5555)
  }

  /// Length, a small number, a small number: every home-grown protocol looks like SCCP at first.
  @Test(arguments: 0..<200)
  func `protocols with little-endian lengths are left alone`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let type = UInt8([0, 1, 2, 11, 20].randomElement(using: &random) ?? 0)
    let counts = [4, 8, 12, 16, 20, 24, 100].shuffled(using: &random)
    var segments: [(Conversation.Side, [UInt8])] = []
    for index in 0..<100 {
      let count = counts[Int.random(in: 0..<3, using: &random)]
      let command = UInt8(
        truncatingIfNeeded: seed % 3 == 0
          ? index : seed % 3 == 1 ? index % 8 : Int.random(in: 0...255, using: &random))
      let body = (4..<count).map { _ in UInt8.random(in: 0...3, using: &random) }
      segments.append(
        (
          Bool.random(using: &random) ? .device : .server,
          [UInt8(count), 0, 0, 0, type, 0, 0, 0, command, 0, 0, 0] + body
        ))
    }
    let found = Dissection(exchange(segments).packets)
    #expect(found.names == [])
  }

  @Test func `bytes at random and text are left alone`() {
    var random = SeededGenerator(seed: 5)
    for port: UInt16 in [5555, 2000, 2443] {
      for isText in [false, true] {
        let segments: [(Conversation.Side, [UInt8])] = (0..<400).map { index in
          let count = Int.random(in: 0...600, using: &random)
          let range: ClosedRange<UInt8> = isText ? 0x20...0x7e : 0...255
          return (
            index % 2 == 0 ? .device : .server,
            (0..<count).map { _ in UInt8.random(in: range, using: &random) }
          )
        }
        let found = Dissection(exchange(segments, serverPort: port).packets)
        #expect(found.names == [])
        #expect(found.totals.problems == 0)
        #expect(found.totals.otherConnections.count == (port == 2000 ? 1 : 0))
      }
    }
  }

  @Test func `zeros are left alone`() {
    for count in [1, 4, 12, 16, 1460] {
      let zeros = [UInt8](repeating: 0, count: count)
      for port: UInt16 in [5555, 2000] {
        let segments = (0..<50).map { ($0 % 3 == 0 ? Conversation.Side.server : .device, zeros) }
        #expect(Dissection(exchange(segments, serverPort: port).packets).names == [])
      }
    }
  }

  // MARK: - Ports of SCCP that something else uses

  @Test func `another service on port 2000 is counted and left alone`() {
    let request = Array("GET / HTTP/1.1\r\nHost: intranet.example\r\n\r\n".utf8)
    let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8)
    var talk = exchange([(.device, request), (.server, answer)], serverPort: 2000)
    talk.close(.device, at: 9000)
    talk.close(.server, at: 9100)
    let found = Dissection(talk.packets)
    #expect(found.names == [])
    #expect(found.events.map(\.kind) == [.opened, .accepted], "known only by what comes then")
    #expect(found.totals.problems == 0)
    #expect(found.totals.otherConnections.count == 1)
    #expect(found.totals.otherConnections.examples.first?.client.port == 50_000)
    #expect(found.totals.otherConnections.examples.first?.server.port == 2000)
    // The next ones are known by the first.
    let twice = Dissection(talk.packets + talk.packets)
    #expect(twice.totals.otherConnections.count == 2)
    #expect(twice.events.map(\.kind) == [.opened, .accepted])
  }

  @Test func `a connection refused is told, whatever the server does else`() throws {
    let other = exchange([(.device, Array("GET / HTTP/1.1\r\n\r\n".utf8))], serverPort: 2000)
    var refused = conversation(port: 50_001, serverPort: 2000)
    refused.open(at: 7000, 7100, 7200)
    refused.reset(.server, at: 7300)
    let kinds: [ConnectionEvent.Kind] = [.opened, .accepted, .reset]
    #expect(Dissection(refused.packets).events.map(\.kind) == kinds)
    let phone = try registration(port: 50_002, serverPort: 2000).packets
    let found = Dissection(phone + other.packets + refused.packets)
    #expect(found.events.suffix(3).map(\.kind) == kinds)
  }

  @Test func `an unknown message is shown on SCCP's port, in a version that servers speak`() throws
  {
    let unknown: [UInt8] = [8, 0, 0, 0, 20, 0, 0, 0, 0x7f, 3, 0, 0, 1, 2, 3, 4]
    let alone = Dissection(
      exchange([(.device, unknown), (.server, unknown)], serverPort: 2000).packets)
    #expect(alone.names == ["Unknown", "Unknown"])
    for place in [4, 10] {
      var other = unknown
      other[place] = 77
      let found = Dissection(
        exchange([(.device, other), (.server, other)], serverPort: 2000).packets)
      #expect(found.names == [])
      #expect(found.totals.otherConnections.count == 1)
    }
    var talk = conversation(serverPort: 2000)
    talk.open(at: 0, 100, 200)
    try talk.device(at: 1000, .registerReq(Self.phone, offering: 20))
    talk.transmit(.server, talk.queue(.server, bytes: unknown), at: 2000)
    let known = Dissection(talk.packets)
    #expect(known.names == ["RegisterReq", "Unknown"])
  }

  @Test func `TLS is named as what it is`() {
    let hello: [UInt8] = [0x16, 3, 1, 0, 4, 1, 0, 0, 0]
    let data: [UInt8] = [0x17, 3, 3, 0, 40] + [UInt8](repeating: 0x5a, count: 40)
    for port: UInt16 in [2443, 2000] {
      let segments = [(Conversation.Side.device, hello), (.server, hello), (.device, data)]
      for isOpened in [true, false] {
        let found = Dissection(
          exchange(segments, serverPort: port, isOpened: isOpened).packets)
        #expect(found.names == [])
        #expect(found.totals.tlsConnections.count == 1)
        #expect(found.totals.tlsConnections.examples.first?.server.port == port)
        #expect(found.totals.otherConnections.count == 0)
        #expect(found.totals.problems == 0)
        #expect(found.events.isEmpty == (port == 2443 || !isOpened))
      }
    }
    #expect(Dissection(exchange([(.device, hello)]).packets).totals.tlsConnections.count == 0)
  }

  @Test func `plain SCCP on the port of TLS is SCCP`() throws {
    let found = Dissection(try registration(serverPort: 2443).packets)
    #expect(found.names.count == 6)
    #expect(found.totals.tlsConnections.count == 0)
  }

  // MARK: - Bounds

  @Test func `candidates without end stay within their limits`() throws {
    var dissector = Dissector(Dissector.Options())
    let notes = Dissection.Notes()
    var writer = RecordWriter { notes.take($0) }
    var frame = 0
    func accept(_ packets: [CapturedPacket]) {
      for packet in packets {
        frame += 1
        dissector.accept(
          packet.bytes.span, linkType: .ethernet,
          at: FrameStamp(number: frame, time: packet.time), into: &writer)
      }
    }
    let long = try MessageEncoder(version: 20).encode(.registerReq, [:])
    for number in 0..<10_000 {
      var talk = conversation(port: UInt16(10_000 + number))
      let bytes = number % 2 == 0 ? Self.keepAliveReq : long
      talk.transmit(.device, talk.queue(.device, bytes: bytes), at: number)
      accept(talk.packets)
    }
    #expect(dissector.totals.givenUpCandidates == 10_000 - CandidateTable.maximumCandidates)
    accept(try registration(port: 80).packets)
    dissector.finish(into: &writer)
    writer.passOn()
    #expect(notes.records.count == 6)
  }

  @Test func `the bytes of candidates stay within their limit`() {
    let beginning: [UInt8] = [0x00, 0x60, 0, 0, 20, 0, 0, 0, 0x1e, 1, 0, 0]
    let first = beginning + [UInt8](repeating: 0, count: 1440)
    let packets = (0..<6000).flatMap { number in
      var talk = conversation(port: UInt16(10_000 + number))
      talk.transmit(.server, talk.queue(.server, bytes: first), at: number)
      return talk.packets
    }
    let found = Dissection(packets)
    #expect(found.names == [])
    #expect(
      found.totals.givenUpCandidates >= 6000 - CandidateTable.maximumBytes / first.count)
  }
}
