import NetworkLayers
import Testing
import Wire

/// Fragmented packets read as if they had been whole, within limits.
@Suite struct FragmentTests {
  private static let data = (0..<2000).map { UInt8(truncatingIfNeeded: $0) }

  /// An IPv4 packet in fragments that begin at `cuts`.
  private static func fragments(
    of payload: [UInt8], protocolNumber: UInt8 = 6, cuts: [Int], identification: Int = 7
  ) -> [[UInt8]] {
    let bounds = [0] + cuts + [payload.count]
    return zip(bounds, bounds.dropFirst()).map { start, end in
      Packet.ipv4(
        protocolNumber, Array(payload[start..<end]), identification: identification,
        fragment: start / 8 | (end == payload.count ? 0 : 0x2000))
    }
  }

  private static func time(_ seconds: Int64) -> Timestamp {
    Timestamp(seconds: seconds, nanoseconds: 0)
  }

  @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func `fragments in any order make the packet`(order: [Int]) throws {
    let pieces = Self.fragments(of: Packet.tcp(Self.data), cuts: [800, 1600])
    let decoder = TestDecoder()
    #expect(decoder.summary(of: pieces[order[0]], .raw) == nil)
    #expect(decoder.summary(of: pieces[order[1]], .raw) == nil)
    let found = try #require(decoder.summary(of: pieces[order[2]], .raw))
    #expect(found.payload == Self.data)
    #expect(found.source == "10.10.1.21 50000")
    #expect(decoder.counts.reassembledPackets == 1)
  }

  @Test func `IPv6 fragments make the packet`() throws {
    let payload = Packet.extensionHeader(6) + Packet.tcp(Self.data)
    let first = Packet.fragmentHeader(60, offset: 0, more: true) + payload[..<1024]
    let second = Packet.fragmentHeader(60, offset: 1024, more: false) + payload[1024...]
    let decoder = TestDecoder()
    #expect(decoder.summary(of: Packet.ipv6(44, second), .raw) == nil)
    let found = try #require(decoder.summary(of: Packet.ipv6(44, first), .raw))
    #expect(found.payload == Self.data)
    #expect(found.destination == "2001:db8::1 2000")
  }

  @Test func `a fragmented tunnel is read`() throws {
    let inner = Packet.ethernet(0x0800, Packet.ipv4(6, Packet.tcp(Self.data)))
    let outer: [([UInt8], UInt8)] = [
      (Packet.gre(0x88be, inner), 47), (Packet.vxlan(inner), 17),
      (Packet.ipv4(6, Packet.tcp(Self.data)), 4),
    ]
    for (payload, protocolNumber) in outer {
      let pieces = Self.fragments(of: payload, protocolNumber: protocolNumber, cuts: [1480])
      let decoder = TestDecoder()
      #expect(decoder.summary(of: pieces[0], .raw) == nil)
      #expect(try #require(decoder.summary(of: pieces[1], .raw)).payload == Self.data)
    }
  }

  @Test func `what came first stays`() throws {
    let payload = Packet.tcp([UInt8](repeating: 1, count: 44))
    let forged = Packet.tcp([UInt8](repeating: 9, count: 44))
    let decoder = TestDecoder()
    let more = 0x2000
    for (bytes, offset, isLast) in [
      (payload[24..<40], 24, false), (forged[16..<48], 16, false), (payload[0..<24], 0, false),
    ] {
      let packet = Packet.ipv4(6, Array(bytes), fragment: offset / 8 | (isLast ? 0 : more))
      #expect(decoder.summary(of: packet, .raw) == nil)
    }
    let last = Packet.ipv4(6, Array(payload[40..<64]), fragment: 40 / 8)
    let found = try #require(decoder.summary(of: last, .raw))
    // The forged bytes 16..<24 and 40..<48 were the first there; data begins at 20.
    let expected = [(9, 4), (1, 16), (9, 8), (1, 16)].flatMap { (value: UInt8, count: Int) in
      [UInt8](repeating: value, count: count)
    }
    #expect(found.payload == expected)
  }

  @Test func `a packet that is never whole is given up after its time`() {
    let pieces = Self.fragments(of: Packet.tcp(Self.data), cuts: [800])
    let decoder = TestDecoder()
    #expect(decoder.summary(of: pieces[0], .raw, time: Self.time(1000)) == nil)
    #expect(decoder.summary(of: pieces[1], .raw, time: Self.time(1031)) == nil)
    #expect(decoder.counts.incompletePackets == 1)
    // Time that runs backwards gives nothing up.
    #expect(decoder.summary(of: pieces[0], .raw, time: Self.time(5)) != nil)
  }

  @Test func `fragments that never complete stay within the limits`() {
    let decoder = TestDecoder()
    let half = [UInt8](repeating: 0, count: 64)
    for number in 0..<30_000 {
      let packet = Packet.ipv4(
        6, half, identification: number, fragment: 0x2000)
      #expect(decoder.summary(of: packet, .raw) == nil)
    }
    #expect(decoder.counts.incompletePackets == 30_000 - 256)
  }

  @Test func `fragments of one packet without end are refused`() {
    let decoder = TestDecoder()
    for index in 0..<1000 {
      let packet = Packet.ipv4(6, [UInt8](repeating: 0, count: 8), fragment: 0x2000 | index * 2)
      #expect(decoder.summary(of: packet, .raw) == nil)
    }
    #expect(decoder.counts[.fragmentUnusable] > 700)
  }

  @Test func `fragments of other UDP are left alone`() {
    let decoder = TestDecoder()
    let pieces = Self.fragments(
      of: Packet.udp(5060, Self.data), protocolNumber: 17, cuts: [1480])
    let cut = Array(pieces[1].prefix(60))
    for packet in [pieces[0], pieces[1], cut] { #expect(decoder.summary(of: packet, .raw) == nil) }
    #expect(decoder.counts.reassembledPackets == 0)
    #expect(decoder.counts[.fragmentUnusable] == 0)
  }

  @Test func `fragments that no packet can have are refused`() {
    let decoder = TestDecoder()
    let beyond = Packet.ipv4(6, [UInt8](repeating: 0, count: 16), fragment: 0x1fff)
    let uneven = Packet.ipv4(6, [1, 2, 3], fragment: 0x2000)
    let cut = Packet.ipv4(6, [UInt8](repeating: 0, count: 16), totalLength: 60, fragment: 0x2000)
    for packet in [beyond, uneven, cut] { #expect(decoder.summary(of: packet, .raw) == nil) }
    #expect(decoder.counts[.fragmentUnusable] == 3)
  }

  @Test(.enabled(if: Tool.hasTshark))
  func `tshark puts the same together`() throws {
    let inner = Packet.ethernet(0x0800, Packet.ipv4(6, Packet.tcp(Self.data)))
    var packets = Self.fragments(of: Packet.tcp(Self.data), cuts: [800, 1600], identification: 1)
    packets += Self.fragments(of: Packet.tcp(Self.data), cuts: [1480], identification: 2).reversed()
    packets += Self.fragments(
      of: Packet.gre(0x88be, flags: 0x1000, [0x10, 1, 0, 5, 0, 0, 0, 0] + inner),
      protocolNumber: 47, cuts: [1480], identification: 3)
    packets += Self.fragments(
      of: Packet.vxlan(inner), protocolNumber: 17, cuts: [1480], identification: 4)
    let payload = Packet.extensionHeader(6) + Packet.tcp(Self.data)
    packets += [
      Packet.ipv6(44, Packet.fragmentHeader(60, offset: 0, more: true) + payload[..<1024]),
      Packet.ipv6(44, Packet.fragmentHeader(60, offset: 1024, more: false) + payload[1024...]),
    ]
    let capture = ClassicCapture(linkType: .raw, packets)
    try Tool.withTemporaryFile { path in
      try capture.write(to: path)
      let ours = SegmentSummary.decode(capture)
      #expect(ours.count == 5)
      #expect(try ours == SegmentSummary.tshark(path))
    }
  }
}
