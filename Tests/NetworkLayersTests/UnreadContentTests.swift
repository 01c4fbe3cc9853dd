import NetworkLayers
import Testing
import Wire

/// What may hold TCP and is not read is counted by its kind, and nothing else is.
@Suite struct UnreadContentTests {
  /// A packet, and what it is counted as.
  struct Unread: CustomTestStringConvertible {
    let content: UnreadContent
    let linkType: LinkType
    let packet: [UInt8]

    init(_ content: UnreadContent, _ linkType: LinkType, _ packet: [UInt8]) {
      self.content = content
      self.linkType = linkType
      self.packet = packet
    }

    var testDescription: String { "\(content), link type \(linkType)" }
  }

  private static let ip = Packet.ipv4(6, Packet.tcp())
  private static let snap = Packet.snap(0x0800, ip)
  private static let noise = [UInt8](repeating: 0xe7, count: 64)
  private static let sealed = Packet.wireless(kind: 0x88, flags: 0x41, [1, 0, 0, 0x20] + noise)

  static let all: [Unread] = [
    Unread(.encryptedWireless, .wireless, sealed),
    Unread(.encryptedWireless, .radiotap, Packet.radiotap(flags: 0, sealed)),
    Unread(.encryptedWireless, .ethernet, Packet.datagram(5555, Packet.peekRemote(sealed))),
    Unread(.wirelessFragment, .wireless, Packet.wireless(flags: 0x05, snap)),
    Unread(.wirelessFragment, .wireless, Packet.wireless(sequence: 0x0011, noise)),
    Unread(
      .wirelessAggregate, .wireless,
      Packet.wireless(kind: 0x88, quality: 0x80, subframe(snap) + subframe(snap))),
    Unread(.damagedWireless, .radiotap, Packet.radiotap(flags: 0x50, Packet.wireless(snap))),
    Unread(.damagedWireless, .ppi, Packet.ppi(linkType: 105, flags: 4, Packet.wireless(snap))),
    Unread(
      .damagedWireless, .ethernet,
      Packet.datagram(5000, Packet.peekRemote(flags: 2, Packet.wireless(snap)))),
    Unread(
      .damagedWireless, .ethernet,
      Packet.datagram(37_008, [1, 0, 0, 18, 17, 1, 1, 1] + Packet.wireless(snap))),
    Unread(
      .encryptedMACsec, .ethernet, Packet.ethernet(0x88e5, [0x0c, 0, 0, 0, 0, 1] + noise)),
    Unread(
      .encryptedCAPWAP, .ethernet, Packet.datagram(5247, [1, 0, 0, 0, 23, 0xfe, 0xff] + noise)),
    Unread(
      .controllerFragment, .ethernet,
      Packet.datagram(5247, Packet.capwap(isNative: true, flags: 0x80, noise))),
    Unread(.encryptedIPsec, .raw, Packet.ipv4(50, noise)),
    Unread(.encryptedIPsec, .raw, Packet.ipv6(50, noise)),
    Unread(.encryptedIPsec, .ethernet, Packet.datagram(4500, noise)),
    Unread(.encryptedIPsec, .ethernet, Packet.answer(4500, noise)),
    Unread(.packedPPP, .ppp, [0xff, 3, 0, 0x3d] + noise),
    Unread(.packedPPP, .pppHDLC, [0xff, 3, 0, 0xfd] + noise),
    Unread(.packedFrameRelay, .frameRelay, [0x18, 0x41, 3, 0xb1] + noise),
    Unread(
      .gtpU, .ethernet, Packet.datagram(2152, [0x30, 0xff, 0, 64, 0, 0, 0, 1] + noise)),
    Unread(.l2tpVersion3, .raw, Packet.ipv4(115, [0, 0, 0, 5] + noise)),
    Unread(.tzsp, .ethernet, Packet.datagram(37_008, [1, 0, 0, 9, 1] + noise)),
  ]

  private static func subframe(_ payload: [UInt8]) -> [UInt8] {
    let frame = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2] + Packet.word(payload.count) + payload
    return frame + [UInt8](repeating: 0, count: (4 - frame.count % 4) % 4)
  }

  @Test(arguments: all)
  func `it is counted as what it is, once`(unread: Unread) {
    let decoder = TestDecoder()
    #expect(decoder.summary(of: unread.packet, unread.linkType) == nil)
    for content in UnreadContent.allCases {
      #expect(decoder.counts[content] == (content == unread.content ? 1 : 0), "\(content)")
    }
    for fault in LayerFault.allCases { #expect(decoder.counts[fault] == 0) }
    let isPassedOver = PacketSieve.passesOver(unread.packet.span, linkType: unread.linkType)
    #expect(!isPassedOver)
  }

  @Test func `every kind has an example, and words of its own`() {
    let words = Set(UnreadContent.allCases.map(\.description))
    #expect(words.count == UnreadContent.allCases.count)
    #expect(Set(Self.all.map(\.content)).count == UnreadContent.allCases.count)
  }

  /// Without the one that cannot be told from a whole one: a single frame that says it may be many.
  @Test(arguments: all.filter { $0.content != .wirelessAggregate })
  func `cut anywhere, it holds no segment`(unread: Unread) {
    for count in 0..<unread.packet.count {
      let decoder = TestDecoder()
      let part = Array(unread.packet.prefix(count))
      #expect(decoder.summary(of: part, unread.linkType) == nil)
    }
  }

  /// Ports of tunnels are taken by other programs too: audio there is neither a tunnel nor a fault.
  @Test(
    arguments: [
      1701, 2152, 3544, 4341, 4789, 4790, 5000, 5247, 5555, 6081, 8472, 12_222, 37_008,
    ], 0..<4)
  func `audio on a tunnel's port is no tunnel`(port: Int, seed: Int) {
    var random = SeededGenerator(UInt64(port * 8 + seed))
    let decoder = TestDecoder()
    for sequence in 0..<2000 {
      let header: [UInt8] =
        [0x80, [0, 8, 9, 18][seed]] + Packet.word(sequence + 700 * seed)
        + Packet.long(UInt32(sequence) * 160) + Packet.long(0x1234_5678)
      let audio = (0..<160).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let packet =
        sequence % 2 == 0
        ? Packet.datagram(port, header + audio) : Packet.answer(port, header + audio)
      #expect(decoder.summary(of: packet, .ethernet) == nil)
    }
    for content in UnreadContent.allCases { #expect(decoder.counts[content] == 0, "\(content)") }
    for fault in LayerFault.allCases { #expect(decoder.counts[fault] == 0, "\(fault)") }
  }
}
