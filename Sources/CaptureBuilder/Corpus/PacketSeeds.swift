import Wire

/// Packets of each link type, tunnel and header that the decoder knows, in the form that the target
/// reads: the number of the link type, then packets after their lengths and a second each.
enum PacketSeeds {
  static var all: [(name: String, bytes: [UInt8])] {
    links + rareLinks + tunnels + datagrams + fragments
  }

  private static let ip4 = ipv4(6, tcp)
  private static let ip6 = ipv6(6, tcp)
  private static let frame = ethernet(0x0800, ip4)
  private static let cooked: [UInt8] = [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]
  private static let ppp: [UInt8] = [0xff, 3, 0, 0x21]
  private static let pppoe: [UInt8] = [0x11, 0, 0, 9, 0, 50, 0, 0x21]

  private static var links: [(name: String, bytes: [UInt8])] {
    let tags = join([0, 100], word(0x88a8), [0, 1], word(0x0800), ip4)
    let snap = join([0xaa, 0xaa, 3, 0, 0, 0, 8, 0], ip4)
    let cooked2 = join(word(0x86dd), [0, 0, 0, 0, 0, 1], Array(cooked.prefix(12)), ip6)
    return [
      file("ethernet", .ethernet, [frame, ethernet(0x86dd, ip6)]),
      file("tags", .ethernet, [ethernet(0x8100, tags)]),
      file("snap", .ethernet, [ethernet(60, snap)]),
      file("mpls", .ethernet, [ethernet(0x8847, join([0, 1, 0, 64, 0, 1, 1, 64], ip4))]),
      file("mpls-ethernet", .ethernet, [ethernet(0x8847, join([0, 1, 1, 64, 0, 0, 0, 0], frame))]),
      file("pppoe", .ethernet, [ethernet(0x8864, join(pppoe, ip4))]),
      file("raw", .raw, [ip4, ip6]),
      file(
        "cooked", .linuxCooked, [join(cooked, word(0x0800), ip4), join(cooked, word(0x86dd), ip6)]),
      file("cooked-2", .linuxCooked2, [cooked2]),
      file("null", .null, [join([2, 0, 0, 0], ip4), join([0, 0, 0, 30], ip6)]),
      file("loop", .loop, [join([0, 0, 0, 24], ip6)]),
      file("ppp", .ppp, [join(ppp, ip4), join([0x21], ip4), join([0, 0x57], ip6)]),
      file("ppp-hdlc", .pppHDLC, [join(ppp, ip4)]),
      file("ppp-ethernet", .pppEthernet, [join(pppoe, ip4)]),
      file("cisco-hdlc", .ciscoHDLC, [join([0x0f, 0, 8, 0], ip4)]),
      file("unknown", LinkType(rawValue: 147), [ip4]),
    ]
  }

  private static var rareLinks: [(name: String, bytes: [UInt8])] {
    let snap = join([0xaa, 0xaa, 3, 0, 0, 0, 8, 0], ip4)
    let station = join([0x88, 1], zeros(24), snap)
    let nflog = join([2, 0, 0, 0, 8, 0, 1, 0], zeros(4), [UInt8(4 + ip4.count), 0, 9, 0], ip4)
    let tap = join([108, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], zeros(96), frame)
    return [
      file("wireless", .wireless, [station, join([0x08, 0x43], zeros(28), snap)]),
      file("radiotap", .radiotap, [join([0, 0, 9, 0, 2, 0, 0, 0, 0x10], station)]),
      file("ppi", .ppi, [join([0, 0, 8, 0, 105, 0, 0, 0], station)]),
      file("prism", .prism, [join([0x44, 0, 0, 0, 16, 0, 0, 0], zeros(8), station)]),
      file(
        "frame-relay", .frameRelay,
        [join([0x18, 0x41, 3, 0xcc], ip4), join([0x18, 0x41, 8, 0], ip4)]),
      file("nflog", .nflog, [nflog]),
      file("enc", .enc, [join([2, 0, 0, 0], zeros(8), ip4)]),
      file("pktap", .pktap, [tap]),
      file("atm", .atm, [snap, join([0xaa, 0xaa, 3, 0, 0x80, 0xc2, 0, 7, 0, 0], frame)]),
      file("sunatm", .sunATM, [join([2, 0, 0, 100], snap)]),
      file("token-ring", .tokenRing, [join([0x10, 0x40], Array(frame.prefix(12)), snap)]),
      file("erf", .erf, [join(zeros(8), [2, 4], zeros(8), frame)]),
      file("juniper", .juniperEthernet, [join([0x4d, 0x47, 0x43, 0x80, 0, 0], frame)]),
    ]
  }

  private static var datagrams: [(name: String, bytes: [UInt8])] {
    let station = join([0x08, 1], zeros(22), [0xaa, 0xaa, 3, 0, 0, 0, 8, 0], ip4)
    func udp(_ port: UInt16, _ parts: [UInt8]...) -> [UInt8] {
      ipv4(17, join([0, 9], word(port), zeros(4), Array(parts.joined())))
    }
    return [
      file("geneve", .raw, [udp(6081, [0, 0, 0x65, 0x58], zeros(4), frame)]),
      file("gtp", .raw, [udp(2152, [0x34, 0xff], zeros(9), [0xc0, 1, 0, 0, 0], ip4)]),
      file("vxlan-gpe", .raw, [udp(4790, [0x0c, 0, 0, 1], zeros(4), ip4)]),
      file("lisp", .raw, [udp(4341, [8], zeros(7), ip4)]),
      file(
        "l2tp", .raw,
        [udp(1701, [0, 2, 0, 1, 0, 1], ppp, ip4), ipv4(115, join([0, 0, 0, 1], frame))]),
      file(
        "capwap", .raw,
        [udp(5247, [0, 16, 2, 0], zeros(4), frame), udp(5247, [0, 16, 3, 0], zeros(4), station)]),
      file("tzsp", .raw, [udp(37_008, [1, 0, 0, 1, 10, 1, 9, 1], frame)]),
      file("peekremote", .raw, [udp(5000, [0xc4], zeros(19), station)]),
      file("etherip", .raw, [ipv4(97, join([0x30, 0], frame))]),
      file("isl", .ethernet, [join([1, 0, 12], zeros(11), [0xaa, 0xaa, 3], zeros(9), frame)]),
      file("macsec", .ethernet, [ethernet(0x88e5, join(zeros(6), word(0x0800), ip4))]),
      file("vn-tag", .ethernet, [ethernet(0x8926, join(zeros(4), word(0x0800), ip4))]),
      file("nsh", .ethernet, [ethernet(0x894f, join([0, 2, 1, 1], zeros(4), ip4))]),
    ]
  }

  private static var tunnels: [(name: String, bytes: [UInt8])] {
    let erspan2 = join([0x10, 0, 0x88, 0xbe], zeros(4), [0x10], zeros(7), frame)
    let erspan3 = join([0x10, 0, 0x22, 0xeb], zeros(4), [0x20], zeros(11), frame)
    let vxlan = join([0, 9], word(4789), zeros(4), [8], zeros(7), frame)
    let extensions = join([60, 0], zeros(6), [43, 0], zeros(6), [6, 0], zeros(6), tcp)
    return [
      file("gre", .raw, [ipv4(47, join([0, 0, 8, 0], ip4))]),
      file("gre-all", .raw, [ipv4(47, join([0xb0, 0, 0x86, 0xdd], zeros(12), ip6))]),
      file("pptp", .raw, [ipv4(47, join([0x30, 1, 0x88, 0x0b], zeros(8), ppp, ip4))]),
      file("erspan-1", .raw, [ipv4(47, join([0, 0, 0x88, 0xbe], frame))]),
      file("erspan-2", .raw, [ipv4(47, erspan2)]),
      file("erspan-3", .raw, [ipv4(47, erspan3)]),
      file("vxlan", .raw, [ipv4(17, vxlan)]),
      file("ip-in-ip", .raw, [ipv4(4, ip4), ipv4(41, ip6), ipv6(4, ip4)]),
      file("extensions", .raw, [ipv6(0, extensions)]),
      file("authentication", .raw, [ipv4(51, join([6, 4], zeros(22), tcp))]),
    ]
  }

  private static var fragments: [(name: String, bytes: [UInt8])] {
    let parts: [[UInt8]] = stride(from: 0, to: tcp.count, by: 8).map { offset in
      let end = min(offset + 8, tcp.count)
      let field = UInt16(truncatingIfNeeded: offset / 8) | (end < tcp.count ? 0x2000 : 0)
      return ipv4(6, Array(tcp[offset..<end]), fragment: field)
    }
    let parts6: [[UInt8]] = [
      ipv6(44, join([6, 0, 0, 1, 0, 0, 0, 9], Array(tcp.prefix(16)))),
      ipv6(44, join([6, 0, 0, 16, 0, 0, 0, 9], Array(tcp.dropFirst(16)))),
    ]
    return [
      file("fragments", .raw, parts), file("fragments-backwards", .raw, parts.reversed()),
      file("fragments-6", .raw, parts6),
    ]
  }

  /// A segment from port 50000 to 2000: KeepAlive.
  private static let tcp: [UInt8] = join(
    word(50_000), word(2000), [0, 0, 4, 0, 0, 0, 8, 0, 0x50, 0x18], word(8192), zeros(4),
    [4, 0, 0, 0], zeros(8))

  // MARK: - Bytes

  private static func file(
    _ name: String, _ linkType: LinkType, _ packets: [[UInt8]]
  ) -> (name: String, bytes: [UInt8]) {
    var bytes: [UInt8] = word(UInt16(truncatingIfNeeded: linkType.rawValue)).reversed()
    for packet in packets {
      bytes += word(UInt16(truncatingIfNeeded: packet.count)).reversed()
      bytes.append(1)
      bytes += packet
    }
    return (name, bytes)
  }

  private static func join(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }

  private static func word(_ value: UInt16) -> [UInt8] {
    [UInt8(value >> 8), UInt8(value & 0xff)]
  }

  private static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }

  private static func ethernet(_ type: UInt16, _ payload: [UInt8]) -> [UInt8] {
    join([0, 0, 0x0c, 0, 0, 1, 0, 0, 0x0c, 0, 0, 2], word(type), payload)
  }

  private static func ipv4(
    _ number: UInt8, _ payload: [UInt8], fragment: UInt16 = 0x4000
  ) -> [UInt8] {
    join(
      [0x45, 0], word(UInt16(truncatingIfNeeded: 20 + payload.count)), word(7), word(fragment),
      [64, number, 0, 0, 10, 10, 1, 21, 10, 10, 1, 1], payload)
  }

  private static func ipv6(_ number: UInt8, _ payload: [UInt8]) -> [UInt8] {
    join(
      [0x60, 0, 0, 0], word(UInt16(truncatingIfNeeded: payload.count)), [number, 64],
      [0x20, 1, 0xd, 0xb8], zeros(11), [0x21, 0x20, 1, 0xd, 0xb8], zeros(11), [1], payload)
  }
}
