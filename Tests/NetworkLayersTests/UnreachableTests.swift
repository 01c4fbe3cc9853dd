import NetworkLayers
import Testing
import Wire

/// ICMP messages about TCP segments (RFC 792, RFC 4443 §3.1), written by hand.
@Suite struct UnreachableTests {
  private static func header(_ type: UInt8, _ code: UInt8) -> [UInt8] {
    [type, code, 0, 0, 0, 0, 0, 0]
  }

  /// From a router, 10.10.1.254, to the sender of the segment that it quotes.
  private static func icmp(_ code: UInt8, type: UInt8 = 3, quoting quoted: [UInt8]) -> [UInt8] {
    var packet = Packet.ipv4(1, header(type, code) + quoted)
    packet.replaceSubrange(12..<20, with: [10, 10, 1, 254, 10, 10, 1, 21])
    return Packet.ethernet(0x0800, packet)
  }

  private static let segment = Packet.ipv4(6, Packet.tcp())
  private static let phone = Endpoint(address: IPAddress(ipv4: 0x0a0a_0115), port: 50_000)
  private static let server = Endpoint(address: IPAddress(ipv4: 0x0a0a_0101), port: 2000)

  private func notice(_ packet: [UInt8]) -> Unreachable? {
    var decoder = PacketDecoder()
    let stamp = FrameStamp(number: 1, time: nil)
    let hasSegment = decoder.segment(in: packet.span, linkType: .ethernet, at: stamp) != nil
    return hasSegment ? nil : decoder.takeUnreachable()
  }

  @Test func `the quoted segment says which connection is meant`() throws {
    let found = try #require(notice(Self.icmp(1, quoting: Array(Self.segment.prefix(28)))))
    #expect(found.reporter == IPAddress(ipv4: 0x0a0a_01fe))
    #expect(found.source == Self.phone && found.destination == Self.server)
    #expect(found.sequenceNumber == SequenceNumber(0x8123_4567))
    #expect(found.reason == .host)
  }

  @Test(
    arguments: [
      (0, Unreachable.Reason.network), (1, .host), (2, .transport), (3, .port), (5, .other(5)),
      (6, .network), (7, .host), (9, .prohibited), (10, .prohibited), (13, .prohibited),
      (15, .other(15)),
    ] as [(UInt8, Unreachable.Reason)])
  func `a code is a reason`(code: UInt8, reason: Unreachable.Reason) {
    #expect(notice(Self.icmp(code, quoting: Self.segment))?.reason == reason)
  }

  @Test(
    arguments: [(0, Unreachable.Reason.network), (1, .prohibited), (3, .host), (4, .port)]
      as [(UInt8, Unreachable.Reason)])
  func `IPv6 has codes of its own`(code: UInt8, reason: Unreachable.Reason) {
    let quoted = Packet.ipv6(6, Packet.tcp())
    var packet = Packet.ipv6(58, Self.header(1, code) + quoted)
    packet.replaceSubrange(24..<40, with: quoted[8..<24])
    let found = notice(Packet.ethernet(0x86dd, packet))
    #expect(found?.reason == reason && found?.source.port == 50_000)
  }

  @Test func `what says something else is no notice`() {
    // Too long for a link, an echo, a fragment's rest, UDP, and an answer to somebody else.
    #expect(notice(Self.icmp(4, quoting: Self.segment)) == nil)
    #expect(notice(Self.icmp(0, type: 8, quoting: Self.segment)) == nil)
    #expect(notice(Self.icmp(1, quoting: Packet.ipv4(6, Packet.tcp(), fragment: 0x0010))) == nil)
    #expect(notice(Self.icmp(1, quoting: Packet.ipv4(17, Packet.tcp()))) == nil)
    var other = Self.segment
    other[15] = 99
    #expect(notice(Self.icmp(1, quoting: other)) == nil)
  }

  /// Options lie between the header and the ports; a quotation cut before the sequence number's end
  /// says nothing.
  @Test func `every prefix is read or passed over`() {
    let quoted = Packet.ipv4(6, Packet.tcp(), options: 8)
    let whole = Self.icmp(3, quoting: quoted)
    let needed = 14 + 20 + 8 + 28 + 8
    for length in 0...whole.count {
      let found = notice(Array(whole.prefix(length)))
      #expect((found != nil) == (length >= needed), "\(length)")
    }
  }
}
