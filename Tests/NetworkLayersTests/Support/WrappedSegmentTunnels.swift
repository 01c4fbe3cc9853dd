import Wire

/// Tags in front of IP, and datagrams around it.
extension WrappedSegment {
  private static func tagged(_ type: Int, _ tag: [UInt8], _ inner: Int, _ rest: [UInt8]) -> [UInt8]
  {
    Packet.ethernet(type, tag + Packet.word(inner) + rest)
  }

  static let tags: [WrappedSegment] = [
    .init("TPID 0x9200", .ethernet, tshark: false, tagged(0x9200, [0, 9], 0x0800, ip4)),
    .init("TPID 0x8200", .ethernet, tshark: false, tagged(0x8200, [0, 9], 0x86dd, ip6)),
    .init("VN-Tag", .ethernet, tagged(0x8926, [0, 0, 0, 1], 0x0800, ip4)),
    .init("E-Tag", .ethernet, tagged(0x893f, [0, 0, 0, 1, 0, 0], 0x86dd, ip6)),
    .init("Cisco MetaData", .ethernet, tagged(0x8909, [1, 1, 0, 1, 0, 100], 0x0800, ip4)),
    .init("HSR", .ethernet, tagged(0x892f, [0, 0x2e, 0, 2], 0x0800, ip4)),
    .init(
      "VN-Tag, 802.1Q, MetaData", .ethernet,
      tagged(
        0x8926, [0, 0, 0, 1], 0x8100,
        Packet.tag(0x8909, [1, 1, 0, 1, 0, 100] + Packet.word(0x0800) + ip4))),
    .init(
      "802.1Q, VN-Tag, 802.3 with SNAP", .ethernet, tshark: false,
      Packet.ethernet(
        0x8100,
        Packet.tag(
          0x8926, [0, 0, 0, 1] + Packet.word(8 + ip4.count) + Packet.snap(0x0800, ip4)))),
    .init(
      "MACsec without encryption", .ethernet, tshark: false,
      tagged(0x88e5, [0, 0, 0, 0, 0, 1], 0x0800, ip4 + [UInt8](repeating: 9, count: 16))),
    .init(
      "MACsec with a channel, 802.1Q", .ethernet, tshark: false,
      tagged(
        0x88e5, [0x20, 0, 0, 0, 0, 1] + [UInt8](repeating: 2, count: 8), 0x8100,
        Packet.tag(0x86dd, ip6 + [UInt8](repeating: 9, count: 16)))),
    .init("802.1ah", .ethernet, Packet.ethernet(0x88e7, [0, 0, 0, 5] + frame)),
    .init(
      "802.1ad and 802.1ah", .ethernet,
      Packet.ethernet(0x88a8, Packet.tag(0x88e7, [0, 0, 0, 5] + frame))),
    .init("FabricPath", .ethernet, tshark: false, Packet.ethernet(0x8903, [0, 0x60] + frame)),
    .init(
      "TRILL with an option word", .ethernet, tshark: false,
      Packet.ethernet(0x22f3, Packet.word(1 << 6 | 20) + [0, 1, 0, 2] + [0, 0, 0, 0] + frame)),
    .init(
      "NSH", .ethernet,
      Packet.ethernet(0x894f, [0, 6, 1, 1, 0, 0, 1, 255] + [UInt8](repeating: 0, count: 16) + ip4)),
    .init(
      "ISL", .ethernet,
      [1, 0, 0x0c, 0, 0, 0, 2, 0, 0, 0, 0, 1] + Packet.word(12 + frame.count + 4)
        + [0xaa, 0xaa, 3, 0, 0, 0x0c, 0, 200, 0, 0, 0, 0] + frame + [1, 2, 3, 4, 5, 6, 7, 8]),
    .init(
      "SNAP of bridges", .ethernet, tshark: false,
      Packet.ethernet(
        8 + frame.count, [0xaa, 0xaa, 3, 0, 0x80, 0xc2, 0, 7] + frame)),
    .init("EtherIP", .raw, Packet.ipv4(97, [0x30, 0] + frame)),
    .init("Ethernet in IPv6", .raw, tshark: false, Packet.ipv6(143, frame)),
    .init("MPLS in IP", .raw, Packet.ipv4(137, Packet.mpls([16], ip4))),
    .init(
      "L2TPv3 with a cookie, Ethernet", .raw, tshark: false,
      Packet.ipv4(115, [0, 0, 0, 7] + [UInt8](repeating: 0xc0, count: 4) + frame)),
    .init(
      "L2TPv3 with a long cookie and a sublayer, PPP", .raw, tshark: false,
      Packet.ipv6(
        115,
        [0, 0, 0, 7] + [UInt8](repeating: 0xc0, count: 8) + [0x40, 0, 0, 1]
          + [0xff, 3, 0, 0x21] + ip4)),
    .init(
      "Aruba's tunnel", .raw, tshark: false,
      Packet.ipv4(
        47, Packet.gre(0x8210, Packet.wireless(Packet.snap(0x0800, ip4))))),
    .init(
      "EoIP", .raw, tshark: false,
      Packet.ipv4(47, [0x20, 1, 0x64, 0] + Packet.word(frame.count) + [5, 0] + frame)),
    .init(
      "WCCP", .raw, Packet.ipv4(47, Packet.gre(0x883e, [0, 0, 0, 1] + ip4))),
    .init("WCCP without a header", .raw, Packet.ipv4(47, Packet.gre(0x883e, ip4))),
  ]

  static let datagrams: [WrappedSegment] = [
    .init(
      "OTV", .ethernet, tshark: false, Packet.datagram(8472, [8, 0, 0, 0, 0, 0, 1, 0] + frame)),
    .init(
      "VXLAN-GPE, IPv6", .ethernet, Packet.datagram(4790, [0x0c, 0, 0, 2, 0, 0, 1, 0] + ip6)),
    .init(
      "VXLAN-GPE, Ethernet", .ethernet,
      Packet.datagram(4790, [0x0c, 0, 0, 3, 0, 0, 1, 0] + frame)),
    .init(
      "GENEVE with options", .ethernet,
      Packet.datagram(
        6081, [1, 0, 0x65, 0x58, 0, 0, 1, 0] + [0, 1, 0, 0] + frame)),
    .init("GENEVE, IPv6", .ethernet, Packet.datagram(6081, [0, 0, 0x86, 0xdd, 0, 0, 1, 0] + ip6)),
    .init(
      "GTP-U", .ethernet,
      Packet.datagram(2152, [0x30, 0xff] + Packet.word(ip4.count) + [0, 0, 0, 1] + ip4)),
    .init(
      "GTP-U with an extension header, within IPv6", .ethernet,
      Packet.ethernet(
        0x86dd,
        Packet.ipv6(
          17,
          Packet.udp(
            2152,
            [0x34, 0xff] + Packet.word(8 + ip6.count) + [0, 0, 0, 1] + [0, 0, 0, 0x85]
              + [1, 0, 9, 0] + ip6)))),
    .init(
      "GTP-U, Ethernet", .ethernet, tshark: false,
      Packet.datagram(2152, [0x30, 0xff] + Packet.word(frame.count) + [0, 0, 0, 1] + frame)),
    .init(
      "LISP", .ethernet, Packet.datagram(4341, [0x88, 1, 2, 3, 0, 0, 0, 1] + ip4)),
    .init(
      "L2TP", .ethernet, Packet.datagram(1701, [0, 2, 0, 1, 0, 2, 0xff, 3, 0, 0x21] + ip4)),
    .init(
      "L2TP with all its fields", .ethernet,
      Packet.answer(
        1701,
        [0x4a, 2] + Packet.word(18 + ip6.count) + [0, 1, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0]
          + [0, 0x57] + ip6)),
    .init(
      "L2TPv3", .ethernet, tshark: false,
      Packet.datagram(1701, [0, 3, 0, 0, 0, 0, 0, 9] + frame)),
    .init(
      "TZSP with tags", .ethernet,
      Packet.datagram(37_008, [1, 0, 0, 1, 0, 10, 1, 0xc4, 41, 2, 0, 62, 1] + frame)),
    .init(
      "TZSP, Wi-Fi", .ethernet,
      Packet.datagram(
        37_008, [1, 0, 0, 18, 17, 1, 0, 1] + Packet.wireless(Packet.snap(0x0800, ip4)))),
    .init(
      "CAPWAP, Ethernet", .ethernet, tshark: false,
      Packet.datagram(5247, Packet.capwap(isNative: false, frame))),
    .init(
      "CAPWAP, Wi-Fi", .ethernet, tshark: false,
      Packet.datagram(
        5247, Packet.capwap(isNative: true, Packet.wireless(Packet.snap(0x0800, ip4))))
    ),
    .init(
      "CAPWAP from the controller, bytes in Cisco's order", .ethernet,
      Packet.answer(
        5247,
        Packet.capwap(
          isNative: true,
          [0x02, 0x88]
            + Packet.wireless(kind: 0x88, flags: 2, Packet.snap(0x86dd, ip6)).dropFirst(2)))
    ),
    .init(
      "LWAPP", .ethernet, tshark: false,
      Packet.datagram(
        12_222,
        [0, 0] + Packet.word(32 + ip4.count) + [0, 0] + [0x01, 0x08]
          + Packet.wireless(Packet.snap(0x0800, ip4)).dropFirst(2))),
    .init(
      "PEEKREMOTE", .ethernet, tshark: false,
      Packet.datagram(
        5000, Packet.peekRemote(Packet.wireless(Packet.snap(0x0800, ip4)) + [1, 2, 3, 4]))
    ),
    .init(
      "PEEKREMOTE, new header", .ethernet,
      Packet.datagram(
        5555,
        [0, 0xff, 0xab, 0xcd, 2, 0, 0, 0, 55, 0, 0, 0, 6] + [UInt8](repeating: 0, count: 42)
          + Packet.wireless(Packet.snap(0x0800, ip4)) + [1, 2, 3, 4])),
    .init(
      "Aruba's capture", .ethernet, tshark: false,
      Packet.datagram(
        5555,
        [0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(32 + ip4.count), 0, 0, 0, UInt8(32 + ip4.count)]
          + Packet.wireless(Packet.snap(0x0800, ip4)))),
    .init("GRE in UDP", .ethernet, Packet.datagram(4754, Packet.gre(0x0800, ip4))),
    .init("MPLS in UDP", .ethernet, Packet.datagram(6635, Packet.mpls([16], ip4))),
    .init(
      "Teredo", .ethernet, Packet.datagram(3544, [0, 0, 1, 2, 3, 4, 5, 6] + ip6)),
  ]
}
