import NetworkLayers
import Testing
import Wire

/// Which packets may be RTP, and that each source keeps its number while it has one.
@Suite struct RTPCollectorTests {
  /// An RTP packet (RFC 3550 §5.1) of a source.
  private static func rtp(ssrc: UInt32, sequenceNumber: Int = 7, first: UInt8 = 0x80) -> [UInt8] {
    [first, 0x92] + Packet.word(sequenceNumber) + Packet.long(160) + Packet.long(ssrc)
      + [UInt8](repeating: 0, count: 20)
  }

  private static func plain(_ payload: [UInt8], to port: Int = 16_386) -> [UInt8] {
    Packet.ethernet(0x0800, Packet.ipv4(17, Packet.udp(port, payload)))
  }

  private static let stamp = FrameStamp(number: 1, time: nil)

  /// What a packet is worth, in words.
  private static func worth(_ packet: [UInt8], _ media: inout RTPCollector) -> String {
    switch media.sight(packet.span, linkType: .ethernet) {
    case .nothing: "nothing"
    case .packet: "packet"
    case .rtp(let header):
      "source \(header.sourceNumber), \(header.sequenceNumber), type \(header.payloadType)"
    }
  }

  @Test func `a source has one number, and is told once`() {
    var media = RTPCollector()
    for ssrc: UInt32 in [5, 6, 5, 5, 6] {
      guard
        case .rtp(let header) = media.sight(
          Self.plain(Self.rtp(ssrc: ssrc)).span, linkType: .ethernet)
      else { return #expect(Bool(false), "not taken for RTP") }
      #expect(header.sourceNumber == (ssrc == 5 ? 0 : 1))
      let isFull = media.append(header, at: Self.stamp)
      #expect(!isFull)
    }
    #expect(media.run.sources.count == 2)
    #expect(media.run.packets.count == 5)
    #expect(media.run.sources[1].ssrc == 6)
    #expect(media.run.sources[1].receiver.port == 16_386)
    media.beginRun()
    #expect(media.isEmpty)
    #expect(Self.worth(Self.plain(Self.rtp(ssrc: 6)), &media) == "source 1, 7, type 18")
    #expect(media.run.sources.count == 0)
    #expect(Self.worth(Self.plain(Self.rtp(ssrc: 6), to: 16_388), &media) == "source 2, 7, type 18")
    #expect(media.run.sources.count == 1)
  }

  /// The headers that nearly all packets have are read in a short way, others as all are.
  @Test func `a source is the same within a VLAN, and another one in IPv6`() {
    var media = RTPCollector()
    let datagram = Packet.udp(16_386, Self.rtp(ssrc: 5))
    let tagged = Packet.ethernet(0x8100, Packet.tag(0x0800, Packet.ipv4(17, datagram)))
    #expect(Self.worth(tagged, &media) == "source 0, 7, type 18")
    #expect(Self.worth(Self.plain(Self.rtp(ssrc: 5)), &media) == "source 0, 7, type 18")
    let other = Packet.ethernet(0x86dd, Packet.ipv6(17, datagram))
    #expect(Self.worth(other, &media) == "source 1, 7, type 18")
    #expect(media.run.sources[1].sender.address.isIPv6)
  }

  @Test func `what has no RTP header is nothing, and what is no plain UDP is looked at`() {
    var media = RTPCollector()
    #expect(Self.worth(Self.plain(Self.rtp(ssrc: 5, first: 0x40)), &media) == "nothing")
    // Fifteen contributing sources, of which the packet holds five.
    #expect(Self.worth(Self.plain(Self.rtp(ssrc: 5, first: 0x8f)), &media) == "nothing")
    #expect(
      Self.worth(Self.plain([0x80, 200] + [UInt8](repeating: 0, count: 26)), &media) == "nothing")
    #expect(Self.worth(Self.plain([0x80, 0, 0]), &media) == "nothing")
    let segment = Packet.ethernet(0x0800, Packet.ipv4(6, Packet.tcp()))
    #expect(Self.worth(segment, &media) == "packet")
    #expect(Self.worth(Array(Self.plain(Self.rtp(ssrc: 5)).prefix(40)), &media) == "packet")
    #expect(media.run.sources.count == 0)
  }

  @Test func `numbers begin anew when all are given`() {
    var media = RTPCollector()
    var (packetCount, told) = (0, 0)
    for ssrc in 0..<UInt32(20_000) {
      guard
        case .rtp(let header) = media.sight(
          Self.plain(Self.rtp(ssrc: ssrc)).span, linkType: .ethernet)
      else { return #expect(Bool(false), "not taken for RTP") }
      #expect(header.sourceNumber == Int(ssrc) % (1 << 14))
      packetCount += 1
      guard media.append(header, at: Self.stamp) else { continue }
      told += media.run.sources.count
      media.beginRun()
    }
    told += media.run.sources.count
    #expect(told == packetCount)
    #expect(Self.worth(Self.plain(Self.rtp(ssrc: 16_384)), &media) == "source 0, 7, type 18")
  }
}
