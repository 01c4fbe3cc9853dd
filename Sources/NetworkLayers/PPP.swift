/// The Point-to-Point Protocol, RFC 1661, and PPP over Ethernet, RFC 2516.
enum PPP {
  private static let ipv4: UInt16 = 0x0021
  private static let ipv6: UInt16 = 0x0057
  private static let mplsUnicast: UInt16 = 0x0281

  /// Whether a protocol holds others in a form that needs the packets before it: compressed TCP,
  /// IP or PPP packets, encrypted ones, or parts of a multilink packet.
  private static func isPacked(_ number: UInt16) -> Bool {
    switch number {
    case 0x002d, 0x002f, 0x003d, 0x0053, 0x0055, 0x00fb, 0x00fd: true
    case 0x0003, 0x0005, 0x0061, 0x0063, 0x0065, 0x0067, 0x0069, 0x2061, 0x2063, 0x2065: true
    default: false
    }
  }

  /// With or without address and control bytes, and with the protocol field in one byte or two.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 2 else { return .fault(.linkHeaderCut) }
    let start = bytes.uint16(at: 0)
    // Cisco's HDLC framing is also found in captures that say PPP in HDLC-like framing.
    if start == 0x0f00 || start == 0x8f00 { return CiscoHDLC.decode(bytes, depth: depth) }
    return decodeProtocol(bytes, at: start == 0xff03 ? 2 : 0, depth: depth)
  }

  /// `bytes` begin with the PPPoE header, after EtherType 0x8864.
  @_lifetime(copy bytes)
  static func decodeOverEthernet(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 6 else { return .fault(.linkHeaderCut) }
    // Version 1, type 1, and code 0: a session's data.
    guard bytes[0] == 0x11, bytes[1] == 0 else { return .other }
    return decodeProtocol(bytes, at: 6, depth: depth)
  }

  @_lifetime(copy bytes)
  private static func decodeProtocol(
    _ bytes: Span<UInt8>, at start: Int, depth: Nesting
  ) -> DecodedPacket {
    guard bytes.count >= start + 2 else { return .fault(.linkHeaderCut) }
    let isCompressed = bytes[start] & 1 == 1
    let number = isCompressed ? UInt16(bytes[start]) : bytes.uint16(at: start)
    let rest = bytes.extracting((start + (isCompressed ? 1 : 2))...)
    switch number {
    case ipv4: return IPv4.decode(rest, depth: depth)
    case ipv6: return IPv6.decode(rest, depth: depth)
    case mplsUnicast: return MPLS.decode(rest, depth: depth)
    case _ where isPacked(number): return .unread(.packedPPP)
    default: return .other
    }
  }
}
