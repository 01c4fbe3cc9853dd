import Testing
import Wire

/// The same segment within the headers of one kind of network.
struct WrappedSegment: CustomTestStringConvertible {
  let name: String
  let linkType: LinkType
  let packet: [UInt8]
  /// Whether tshark, with its own settings, reads the encapsulation too.
  let isKnownToTshark: Bool

  var testDescription: String { name }

  /// Where the segment's last byte is followed by what belongs to the link.
  var segmentEnd: Int {
    let segment = Packet.tcp()
    let starts = packet.indices.dropLast(segment.count - 1)
    let start = starts.first { packet[$0..<$0 + segment.count].elementsEqual(segment) }
    return start.map { $0 + segment.count } ?? packet.count
  }

  init(_ name: String, _ linkType: LinkType, tshark: Bool = true, _ packet: [UInt8]) {
    self.name = name
    self.linkType = linkType
    self.packet = packet
    isKnownToTshark = tshark
  }

  static let ip4 = Packet.ipv4(6, Packet.tcp())
  static let ip6 = Packet.ipv6(6, Packet.tcp())
  static let frame = Packet.ethernet(0x0800, ip4)

  /// Link layers around an IP packet.
  static let links: [WrappedSegment] = [
    .init("Ethernet", .ethernet, frame),
    .init("Ethernet, IPv6", .ethernet, Packet.ethernet(0x86dd, ip6)),
    .init(
      "Ethernet, padded", .ethernet,
      Packet.ethernet(0x0800, Packet.ipv4(6, Packet.tcp([])) + [0, 0, 7])),
    .init("Ethernet, IPv6, padded", .ethernet, Packet.ethernet(0x86dd, ip6 + [1, 2, 3, 4])),
    .init("802.1Q", .ethernet, Packet.ethernet(0x8100, Packet.tag(0x0800, ip4))),
    .init(
      "802.1ad and 802.1Q", .ethernet,
      Packet.ethernet(0x88a8, Packet.tag(0x8100, Packet.tag(0x86dd, ip6)))),
    .init(
      "three tags", .ethernet,
      Packet.ethernet(0x9100, Packet.tag(0x8100, Packet.tag(0x8100, Packet.tag(0x0800, ip4))))),
    .init(
      "802.3 with SNAP", .ethernet,
      Packet.ethernet(8 + ip4.count, Packet.snap(0x0800, ip4))),
    .init(
      "802.1Q, 802.3 with SNAP", .ethernet,
      Packet.ethernet(0x8100, Packet.tag(8 + ip4.count, Packet.snap(0x0800, ip4)))),
    .init(
      "Linux cooked", .linuxCooked,
      [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0] + Packet.word(0x0800) + ip4),
    .init(
      "Linux cooked, 802.1Q", .linuxCooked,
      [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0] + Packet.word(0x8100) + Packet.tag(0x0800, ip4)),
    .init(
      "Linux cooked 2", .linuxCooked2,
      Packet.word(0x86dd) + [0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0] + ip6),
    .init("raw IPv4", .raw, ip4),
    .init("raw IPv6", .raw, ip6),
    .init("link type IPv4", .ipv4, ip4),
    .init("link type IPv6", .ipv6, ip6),
    .init("BSD null, little-endian", .null, [2, 0, 0, 0] + ip4),
    .init("BSD null, big-endian", .null, [0, 0, 0, 2] + ip4),
    .init("BSD null, IPv6", .null, [30, 0, 0, 0] + ip6),
    .init("OpenBSD loop", .loop, [0, 0, 0, 24] + ip6),
    .init("PPP", .ppp, [0, 0x21] + ip4),
    .init("PPP with address and control", .ppp, [0xff, 0x03, 0, 0x57] + ip6),
    .init("PPP, compressed protocol", .ppp, [0xff, 0x03, 0x21] + ip4),
    .init("PPP in HDLC framing", .pppHDLC, [0xff, 0x03, 0, 0x21] + ip4),
    .init("Cisco HDLC", .ciscoHDLC, [0x0f, 0, 8, 0] + ip4),
    .init(
      "PPPoE", .ethernet,
      Packet.ethernet(
        0x8864, [0x11, 0, 0, 9] + Packet.word(2 + ip4.count) + [0, 0x21] + ip4)),
    .init("MPLS", .ethernet, Packet.ethernet(0x8847, Packet.mpls([16, 17], ip4))),
    .init("MPLS, IPv6", .ethernet, Packet.ethernet(0x8847, Packet.mpls([16], ip6))),
    .init(
      "MPLS pseudowire", .ethernet,
      Packet.ethernet(0x8847, Packet.mpls([16], [0, 0, 0, 0] + frame))),
    .init(
      "MPLS pseudowire without a control word", .ethernet,
      Packet.ethernet(0x8847, Packet.mpls([16], frame))),
    .init(
      "MPLS pseudowire, an address that begins like IPv4", .ethernet, tshark: false,
      Packet.ethernet(0x8847, Packet.mpls([16], [0x4c] + frame.dropFirst()))),
  ]

  /// IP headers with something special about them.
  static let headers: [WrappedSegment] = [
    .init("IPv4 options", .raw, Packet.ipv4(6, Packet.tcp(), options: 12)),
    .init("TCP options", .raw, Packet.ipv4(6, Packet.tcp(options: 12))),
    .init("total length 0", .raw, Packet.ipv4(6, Packet.tcp(), totalLength: 0)),
    .init("payload length 0", .raw, Packet.ipv6(6, Packet.tcp(), payloadLength: 0)),
    .init("hop-by-hop options", .raw, Packet.ipv6(0, Packet.extensionHeader(6) + Packet.tcp())),
    .init(
      "three extension headers", .raw,
      Packet.ipv6(
        0,
        Packet.extensionHeader(60) + Packet.extensionHeader(43, byteCount: 16)
          + [6, 0, 0, 0, 0, 0, 0, 0] + Packet.tcp())),
    .init(
      "authentication header", .raw,
      Packet.ipv6(51, [6, 4] + [UInt8](repeating: 0, count: 22) + Packet.tcp())),
    .init(
      "authentication header in IPv4", .raw,
      Packet.ipv4(51, [6, 4] + [UInt8](repeating: 0, count: 22) + Packet.tcp())),
    .init(
      "fragment header on a whole packet", .raw,
      Packet.ipv6(44, Packet.fragmentHeader(6, offset: 0, more: false) + Packet.tcp())),
  ]

  /// Packets within packets.
  static let tunnels: [WrappedSegment] = [
    .init("GRE", .raw, Packet.ipv4(47, Packet.gre(0x0800, ip4))),
    .init("GRE with everything", .raw, Packet.ipv4(47, Packet.gre(0x86dd, flags: 0xb000, ip6))),
    .init("GRE with a key", .raw, Packet.ipv4(47, Packet.gre(0x0800, flags: 0x2000, ip4))),
    .init("GRE, Ethernet", .raw, Packet.ipv6(47, Packet.gre(0x6558, frame))),
    .init(
      "ERSPAN I", .ethernet, Packet.ethernet(0x0800, Packet.ipv4(47, Packet.gre(0x88be, frame)))),
    .init(
      "ERSPAN II", .raw,
      Packet.ipv4(
        47, Packet.gre(0x88be, flags: 0x1000, [0x10, 1, 0, 5, 0, 0, 0, 0] + frame))),
    .init(
      "ERSPAN III", .raw,
      Packet.ipv4(
        47,
        Packet.gre(
          0x22eb, flags: 0x1000, [0x20, 1, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0] + frame))),
    .init(
      "ERSPAN III with a subheader", .raw,
      Packet.ipv4(
        47,
        Packet.gre(
          0x22eb, flags: 0x1000,
          [0x20, 1, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 8) + frame))),
    .init(
      "PPTP", .raw,
      Packet.ipv4(47, Packet.gre(0x880b, flags: 0x3001, [0xff, 0x03, 0, 0x21] + ip4))),
    .init("IP in IP", .raw, Packet.ipv4(4, ip4)),
    .init("6in4", .raw, Packet.ipv4(41, ip6)),
    .init("4in6", .raw, Packet.ipv6(4, ip4)),
    .init("VXLAN", .ethernet, Packet.ethernet(0x0800, Packet.ipv4(17, Packet.vxlan(frame)))),
    .init(
      "VXLAN over IPv6 within ERSPAN", .ethernet,
      Packet.ethernet(
        0x0800,
        Packet.ipv4(
          47,
          Packet.gre(
            0x88be, Packet.ethernet(0x86dd, Packet.ipv6(17, Packet.vxlan(frame))))))),
  ]
}
