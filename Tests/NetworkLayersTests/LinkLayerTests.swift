import NetworkLayers
import Testing
import Wire

/// Whatever lies around a segment, the same segment is found.
@Suite struct LinkLayerTests {
  private static let everything =
    WrappedSegment.links + WrappedSegment.headers + WrappedSegment.tunnels

  @Test(arguments: everything)
  func `the segment is found`(wrapped: WrappedSegment) throws {
    let decoder = TestDecoder()
    let found = try #require(decoder.summary(of: wrapped.packet, wrapped.linkType))
    #expect(["10.10.1.21 50000", "2001:db8::21 50000"].contains(found.source))
    #expect(["10.10.1.1 2000", "2001:db8::1 2000"].contains(found.destination))
    #expect(found.sequence == 0x8123_4567)
    #expect(found.acknowledgment == 0x9876_5432)
    #expect(found.flags == 0x18)
    #expect(found.byteCount == (wrapped.name == "Ethernet, padded" ? 0 : 8))
  }

  @Test(arguments: everything)
  func `a packet cut anywhere is a fault or says how much is missing`(wrapped: WrappedSegment) {
    for count in 0..<wrapped.packet.count {
      let decoder = TestDecoder()
      let packet = Array(wrapped.packet.prefix(count))
      if let found = decoder.summary(of: packet, wrapped.linkType), let payload = found.payload {
        let isPadded = wrapped.name.contains("padded")
        let saysNoLength = wrapped.name.contains("length 0")
        #expect(found.byteCount == (wrapped.name == "Ethernet, padded" ? 0 : 8) || saysNoLength)
        #expect(payload.count < found.byteCount || isPadded || saysNoLength)
      }
    }
  }

  @Test(.enabled(if: Tool.hasTshark))
  func `tshark finds the same`() throws {
    for linkType in Set(Self.everything.map(\.linkType)) {
      let packets = Self.everything.filter { $0.linkType == linkType }
      let capture = ClassicCapture(linkType: linkType, packets.map(\.packet))
      let theirs = try Tool.withTemporaryFile { path in
        try capture.write(to: path)
        return try SegmentSummary.tshark(path)
      }
      let ours = SegmentSummary.decode(capture)
      for (index, packet) in packets.enumerated() {
        #expect(
          ours.first { $0.frame == index + 1 } == theirs.first { $0.frame == index + 1 },
          "\(packet.name)")
      }
    }
  }

  @Test(
    .enabled(if: Tool.hasTshark && Tool.hasGenerator),
    arguments: ["ethernet", "vlan", "qinq", "sll", "sll2", "raw", "null", "loop", "ppp"], [4, 6])
  func `made-up captures read as tshark reads them`(link: String, version: Int) throws {
    try Tool.withTemporaryFile { path in
      _ = try Tool.run(
        "python3",
        [Tool.generator, "--catalogue", Tool.catalogue, "--seed", "\(version)"]
          + ["--out", path, "--container", "pcap", "--link", link, "--ip", "\(version)"]
          + ["--transport", "mixed", "--versions", "17", "--messages", "0x0081,0x0001,0x0000"]
          + ["--per-message", "12"])
      let ours = SegmentSummary.decode(try ClassicCapture(contentsOf: path))
      #expect(ours.count > 20)
      #expect(try ours == SegmentSummary.tshark(path))
    }
  }

  @Test(.enabled(if: Tool.hasTshark && Tool.hasRealCapture))
  func `a real capture reads as tshark reads it`() throws {
    let ours = SegmentSummary.decode(try ClassicCapture(contentsOf: Tool.realCapture))
    #expect(!ours.isEmpty)
    let isSame = try ours == SegmentSummary.tshark(Tool.realCapture)
    #expect(isSame)
  }

  @Test func `what is not TCP is no fault`() {
    let packets: [[UInt8]] = [
      Packet.ethernet(0x0806, [UInt8](repeating: 0, count: 46)),
      Packet.ethernet(0x0800, Packet.ipv4(17, Packet.udp(16_386, [1, 2, 3]))),
      Packet.ethernet(0x86dd, Packet.ipv6(17, Packet.udp(16_386, [1, 2, 3]))),
      Packet.ethernet(0x0800, Packet.ipv4(1, [8, 0, 0, 0])),
      Packet.ethernet(0x0027, [0x42, 0x42, 3] + [UInt8](repeating: 0, count: 36)),
      Packet.ethernet(0x0005, [0xff]),
    ]
    let decoder = TestDecoder()
    for packet in packets {
      #expect(decoder.summary(of: packet, .ethernet) == nil)
    }
    for fault in LayerFault.allCases { #expect(decoder.counts[fault] == 0) }
  }

  @Test func `unknown link types are counted each, as far as there is room`() {
    let decoder = TestDecoder()
    let packet: [UInt8] = [1, 2, 3, 4]
    for number in UInt32(200)..<250 {
      for _ in 0..<3 {
        _ = decoder.summary(of: packet, LinkType(rawValue: number + 1000))
      }
    }
    #expect(decoder.counts[.unknownLinkType] == 150)
    #expect(decoder.counts.unknownLinkTypes.count == LayerCounts.maximumLinkTypes)
    #expect(decoder.counts.unknownLinkTypes.first?.linkType == LinkType(rawValue: 1200))
    #expect(decoder.counts.unknownLinkTypes.first?.packetCount == 3)
  }

  @Test func `headers within headers without end are given up`() {
    var packet = Packet.tcp()
    for _ in 0..<100 { packet = Packet.ipv4(4, packet) }
    var tagged = Packet.ipv4(6, Packet.tcp())
    for _ in 0..<100 { tagged = Packet.tag(0x8100, tagged) }
    var extended = Packet.tcp()
    for _ in 0..<100 { extended = Packet.extensionHeader(60) + extended }
    let labels = Packet.mpls([UInt32](repeating: 1, count: 100), packet)
    let decoder = TestDecoder()
    for (linkType, bytes) in [
      (LinkType.raw, packet), (.ethernet, Packet.ethernet(0x8100, tagged)),
      (.raw, Packet.ipv6(60, extended)), (.ethernet, Packet.ethernet(0x8847, labels)),
    ] {
      #expect(decoder.summary(of: bytes, linkType) == nil)
    }
    #expect(decoder.counts[.nestedTooDeep] == 4)
  }

  /// Bits flipped at random: nothing may trap, whatever is found.
  @Test func `damaged packets do no harm`() {
    var random = SeededGenerator(1)
    let decoder = TestDecoder()
    for round in 0..<20_000 {
      let wrapped = Self.everything[round % Self.everything.count]
      var packet = wrapped.packet
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        packet[Int.random(in: 0..<packet.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      if let found = decoder.summary(of: packet, wrapped.linkType, frame: round) {
        #expect((found.payload ?? []).count <= packet.count)
      }
    }
  }
}
