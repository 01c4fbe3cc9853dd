import Wire

/// Wi-Fi, and link types that few captures have.
extension WrappedSegment {
  private static let snap = Packet.snap(0x0800, ip4)
  private static let station = Packet.wireless(snap)

  static let wireless: [WrappedSegment] = [
    .init("Wi-Fi", .wireless, station),
    .init("Wi-Fi with a check sequence", .wireless, station + [1, 2, 3, 4]),
    .init(
      "Wi-Fi, quality of service", .wireless,
      Packet.wireless(kind: 0x88, flags: 0x02, quality: 6, Packet.snap(0x86dd, ip6))),
    .init(
      "Wi-Fi, four addresses and HT control", .wireless,
      Packet.wireless(kind: 0x88, flags: 0x83, snap)),
    .init(
      "Wi-Fi, one frame in an A-MSDU", .wireless,
      Packet.wireless(
        kind: 0x88, quality: 0x80,
        [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2] + Packet.word(snap.count) + snap)),
    .init(
      "Wi-Fi, decrypted by the radio", .wireless, tshark: false,
      Packet.wireless(flags: 0x41, snap)),
    .init(
      "Wi-Fi, decrypted by the radio, vector kept", .wireless, tshark: false,
      Packet.wireless(flags: 0x41, [1, 0, 0, 0x20, 0, 0, 0, 0] + snap + [1, 2, 3, 4, 5, 6, 7, 8])),
    .init("radiotap", .radiotap, Packet.radiotap(flags: 0x10, station + [1, 2, 3, 4])),
    .init(
      "radiotap, padded header", .radiotap,
      Packet.radiotap(
        flags: 0x20, Packet.wireless(kind: 0x88, [0, 0] + snap))),
    .init("radiotap without fields", .radiotap, [0, 0, 8, 0, 0, 0, 0, 0] + station),
    .init("PPI, Wi-Fi", .ppi, Packet.ppi(linkType: 105, station)),
    .init("PPI, Ethernet", .ppi, Packet.ppi(linkType: 1, frame)),
    .init("Prism", .prism, Packet.prism(isBigEndian: false, station)),
    .init("Prism, big-endian", .prism, Packet.prism(isBigEndian: true, station)),
    .init(
      "AVS", .avs,
      [0x80, 0x21, 0x10, 1, 0, 0, 0, 64] + [UInt8](repeating: 0, count: 56) + station),
    .init(
      "AVS in place of Prism", .prism,
      [0x80, 0x21, 0x10, 1, 0, 0, 0, 64] + [UInt8](repeating: 0, count: 56) + station),
  ]

  static let rareLinks: [WrappedSegment] = [
    .init("frame relay, Cisco", .frameRelay, [0x18, 0x41, 8, 0] + ip4),
    .init("frame relay", .frameRelay, [0x18, 0x41, 0x03, 0xcc] + ip4),
    .init("frame relay, IPv6", .frameRelay, [0x18, 0x41, 0x03, 0x8e] + ip6),
    .init(
      "frame relay, SNAP", .frameRelay,
      [0x18, 0x41, 0x03, 0, 0x80, 0, 0, 0, 8, 0] + ip4),
    .init(
      "frame relay, Ethernet", .frameRelay,
      [0x18, 0x41, 0x03, 0, 0x80, 0, 0x80, 0xc2, 0, 7] + frame),
    .init("frame relay, PPP", .frameRelay, [0x18, 0x41, 0x03, 0xcf, 0, 0x21] + ip4),
    .init(
      "NFLOG", .nflog,
      [2, 0, 0, 0, 8, 0, 1, 0, 8, 0, 3, 0] + [5, 0, 10, 0, 0, 0, 0, 0]
        + [UInt8(4 + ip4.count), 0, 9, 0] + ip4),
    .init(
      "NFLOG, big-endian", .nflog, tshark: false,
      [2, 0, 0, 0, 0, 8, 0, 1, 8, 0, 3, 0, 0, UInt8(4 + ip4.count), 0, 9] + ip4),
    .init("enc", .enc, [2, 0, 0, 0, 0, 0, 0x10, 1, 0, 0, 0, 0] + ip4),
    .init("pflog", .pflog, tshark: false, [61, 2] + [UInt8](repeating: 0, count: 62) + ip4),
    .init("PKTAP", .pktap, pktap(linkType: 1) + frame),
    .init("PKTAP, raw IP", .pktap, tshark: false, pktap(linkType: 12) + ip4),
    .init("PKTAP, version 2", .pktap, tshark: false, pktapVersion2 + frame),
    .init("PKTAP without a link type", .pktap, tshark: false, pktap(linkType: 0xee) + frame),
    .init("RFC 1483", .atm, snap),
    .init("RFC 1483, IP alone", .atm, tshark: false, ip4),
    .init(
      "RFC 1483, Ethernet", .atm, [0xaa, 0xaa, 3, 0, 0x80, 0xc2, 0, 7, 0, 0] + frame),
    .init("classical IP", .atmClassicalIP, tshark: false, snap),
    .init("classical IP without LLC", .atmClassicalIP, ip4),
    .init("SunATM", .sunATM, [0x82, 0, 0, 100] + snap),
    .init("SunATM, LAN emulation", .sunATM, tshark: false, [0x01, 0, 0, 100, 0, 1] + frame),
    .init("Token Ring", .tokenRing, [0x10, 0x40] + frame.prefix(12) + snap),
    .init(
      "Token Ring with a route", .tokenRing,
      [0x10, 0x40, 2, 0, 0, 0, 0, 1, 0x82, 0, 0, 0, 0, 2, 0x06, 0, 0, 0x11, 0, 0x20] + snap),
    .init("FDDI", .fddi, [0x50] + frame.prefix(12) + snap),
    .init("ERF, Ethernet", .erf, erf(type: 2) + [0, 0] + frame),
    .init(
      "ERF with an extension header", .erf,
      erf(type: 0x82) + [0x03, 0, 0, 0, 0, 0, 0, 0] + [0, 0] + frame),
    .init("ERF, IPv4", .erf, erf(type: 22) + ip4),
    .init("Juniper, Ethernet", .juniperEthernet, [0x4d, 0x47, 0x43, 0x80, 0, 2, 9, 9] + frame),
    .init(
      "Juniper, no link layer", .juniperEthernet, tshark: false,
      [0x4d, 0x47, 0x43, 2, 0, 0, 0, 2] + ip4),
    .init("PPP with a direction", .pppWithDirection, [1, 0xff, 3, 0, 0x21] + ip4),
    .init("pppd", .pppd, tshark: false, [1, 3, 0, 0x21] + ip4),
    .init(
      "Cisco HDLC with a direction", .hdlcWithDirection, tshark: false, [0, 0x0f, 0, 8, 0] + ip4),
    .init(
      "frame relay with a direction", .frameRelayWithDirection, tshark: false,
      [1, 0x18, 0x41, 8, 0] + ip4),
    .init("MPLS as a link", .mpls, tshark: false, Packet.mpls([16], ip4)),
    .init(
      "ipnet", .ipnet,
      [1, 2, 0, 0] + Packet.long(UInt32(ip4.count)) + [UInt8](repeating: 0, count: 16)
        + ip4),
    .init(
      "Broadcom's tag", .switchTag, tshark: false,
      frame.prefix(12) + [0, 0, 0, 1] + frame.dropFirst(12)),
    .init("Broadcom's tag in front", .prependedSwitchTag, tshark: false, [0, 0, 0, 1] + frame),
    .init(
      "Marvell's tag", .marvellTag, tshark: false,
      frame.prefix(12) + [0xc0, 0, 0, 1] + frame.dropFirst(12)),
    .init("netANALYZER", .netAnalyzer, tshark: false, [0, 0, 0, 0] + frame),
    .init(
      "preamble", .framePreamble, tshark: false,
      [0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0xd5] + frame + [1, 2, 3, 4]),
  ]

  private static func pktap(linkType: UInt8) -> [UInt8] {
    [108, 0, 0, 0, 1, 0, 0, 0, linkType, 0, 0, 0] + Array("en0".utf8)
      + [UInt8](repeating: 0, count: 93)
  }

  private static let pktapVersion2: [UInt8] =
    [48, 0, 0, 0, 0, 0, 1, 0, 14, 0, 0, 0] + [UInt8](repeating: 0, count: 24)
    + [0, 0, 8, 0] + [UInt8](repeating: 0, count: 8)

  private static func erf(type: UInt8) -> [UInt8] {
    [UInt8](repeating: 0, count: 8) + [type, 4] + Packet.word(200) + [0, 0] + Packet.word(64)
  }
}
