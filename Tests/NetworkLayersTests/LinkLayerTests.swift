import NetworkLayers
import Testing
import Wire

/// Whatever lies around a segment, the same segment is found.
@Suite struct LinkLayerTests {
  private static let everything =
    WrappedSegment.links + WrappedSegment.headers + WrappedSegment.tunnels + WrappedSegment.tags
    + WrappedSegment.datagrams + WrappedSegment.wireless + WrappedSegment.rareLinks

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
    let isPassedOver = PacketSieve.passesOver(wrapped.packet.span, linkType: wrapped.linkType)
    #expect(!isPassedOver)
  }

  @Test(arguments: [5060, 12_223, 16_384, 24_576, 37_007, 37_009, 65_535])
  func `audio on any other port is passed over`(port: Int) {
    let audio = Packet.datagram(port, [0x80, 0, 0, 1] + [UInt8](repeating: 0x55, count: 168))
    let isPassedOver = PacketSieve.passesOver(audio.span, linkType: .ethernet)
    #expect(isPassedOver)
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
        #expect(
          payload.count < found.byteCount || count >= wrapped.segmentEnd || isPadded || saysNoLength
        )
      }
    }
  }

  @Test(.enabled(if: Tool.hasTshark))
  func `tshark finds the same`() throws {
    for linkType in Set(Self.everything.map(\.linkType)) {
      let packets = Self.everything.filter { $0.linkType == linkType && $0.isKnownToTshark }
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
    let nested = [
      (LinkType.raw, packet), (.ethernet, Packet.ethernet(0x8100, tagged)),
      (.raw, Packet.ipv6(60, extended)), (.ethernet, Packet.ethernet(0x8847, labels)),
    ]
    for (linkType, bytes) in nested { #expect(decoder.summary(of: bytes, linkType) == nil) }
    #expect(decoder.counts[.nestedTooDeep] == nested.count)
  }

  /// Each header within itself, 100 times: none may forget how deep it is.
  @Test(arguments: nesting)
  func `tunnels within tunnels without end are given up`(nesting: Nesting) {
    var packet = nesting.innermost
    for _ in 0..<100 { packet = nesting.wrap(packet) }
    let decoder = TestDecoder()
    #expect(decoder.summary(of: packet, nesting.linkType) == nil)
    #expect(decoder.counts[.nestedTooDeep] == 1)
    // Twice is nothing special.
    #expect(decoder.summary(of: nesting.wrap(nesting.innermost), nesting.linkType) != nil)
  }

  /// A header that can stand around itself.
  struct Nesting: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let linkType: LinkType
    let innermost: [UInt8]
    let wrap: @Sendable ([UInt8]) -> [UInt8]

    init(
      _ name: String, _ linkType: LinkType = .raw,
      _ innermost: [UInt8] = Packet.ipv4(6, Packet.tcp()),
      wrap: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) {
      testDescription = name
      self.linkType = linkType
      self.innermost = innermost
      self.wrap = wrap
    }
  }

  private static let frame = Packet.ethernet(0x0800, Packet.ipv4(6, Packet.tcp()))

  private static let nesting: [Nesting] = [
    Nesting("PPP and Cisco HDLC in GRE") {
      Packet.ipv4(47, Packet.gre(0x880b, [0x0f, 0, 0x08, 0] + $0))
    },
    Nesting("L2TP") { Packet.ipv4(17, Packet.udp(1701, [0, 2, 0, 1, 0, 2, 0, 0x21] + $0)) },
    Nesting("L2TPv3") { Packet.ipv4(115, [0, 0, 0, 1] + $0) },
    Nesting("GTP-U") { Packet.ipv4(17, Packet.udp(2152, [0x30, 0xff, 0, 0, 0, 0, 0, 1] + $0)) },
    Nesting("GENEVE") { Packet.ipv4(17, Packet.udp(6081, [0, 0, 8, 0, 0, 0, 1, 0] + $0)) },
    Nesting("LISP") { Packet.ipv4(17, Packet.udp(4341, [8, 0, 0, 0, 0, 0, 0, 0] + $0)) },
    Nesting("MPLS in UDP") { Packet.ipv4(17, Packet.udp(6635, Packet.mpls([1], $0))) },
    Nesting("WCCP") { Packet.ipv4(47, Packet.gre(0x883e, $0)) },
    Nesting("802.1ah", .ethernet, frame) { Packet.ethernet(0x88e7, [0, 0, 0, 1] + $0) },
    Nesting("FabricPath", .ethernet, frame) { Packet.ethernet(0x8903, [0, 0x60] + $0) },
    Nesting("TRILL", .ethernet, frame) { Packet.ethernet(0x22f3, [0, 20, 0, 1, 0, 2] + $0) },
    Nesting("ISL", .ethernet, frame) {
      [1, 0, 0x0c, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0xaa, 0xaa, 3] + [0, 0, 0, 0, 0, 0, 0, 0, 0]
        + $0
    },
    Nesting("EtherIP", .ethernet, frame) {
      Packet.ethernet(0x0800, Packet.ipv4(97, [0x30, 0] + $0))
    },
    Nesting("bridged SNAP", .ethernet, frame) {
      Packet.ethernet(0x0100, [0xaa, 0xaa, 3, 0, 0x80, 0xc2, 0, 7] + $0)
    },
    Nesting("CAPWAP", .ethernet, frame) {
      Packet.datagram(5247, Packet.capwap(isNative: false, $0))
    },
    Nesting("TZSP", .ethernet, frame) { Packet.datagram(37_008, [1, 0, 0, 1, 1] + $0) },
    Nesting("PPI", .ppi, Packet.ppi(linkType: 1, frame)) { Packet.ppi(linkType: 192, $0) },
    Nesting("NSH", .ethernet, frame) {
      Packet.ethernet(0x894f, [0, 2, 1, 3, 0, 0, 0, 0] + $0)
    },
    Nesting(
      "frame relay, PPP and Cisco HDLC in GRE", .frameRelay,
      [0x18, 0x41, 8, 0] + Packet.ipv4(6, Packet.tcp())
    ) {
      [0x18, 0x41, 8, 0]
        + Packet.ipv4(47, Packet.gre(0x880b, [0x0f, 0, 0x08, 0] + $0.dropFirst(4)))
    },
  ]

  @Test func `headers within headers of NSH alone are given up`() {
    var packet = Packet.ipv4(6, Packet.tcp())
    for index in 0..<100 { packet = [0, 2, 1, index == 0 ? 1 : 4, 0, 0, 0, 0] + packet }
    let decoder = TestDecoder()
    #expect(decoder.summary(of: Packet.ethernet(0x894f, packet), .ethernet) == nil)
    #expect(decoder.counts[.nestedTooDeep] == 1)
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
