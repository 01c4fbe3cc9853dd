/// What follows an IP header, and an IP header of either version.
enum InternetProtocol {
  static let icmp: UInt8 = 1
  static let ipv4InIP: UInt8 = 4
  static let tcp: UInt8 = 6
  static let udp: UInt8 = 17
  static let ipv6InIP: UInt8 = 41
  static let gre: UInt8 = 47
  static let ipsec: UInt8 = 50
  static let icmpv6: UInt8 = 58
  static let etherIP: UInt8 = 97
  static let l2tp: UInt8 = 115
  static let mplsInIP: UInt8 = 137
  static let ethernet: UInt8 = 143

  /// An IP packet of the version that its first nibble says.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count > 0 else { return .fault(.ipHeaderCut) }
    switch bytes[0] >> 4 {
    case 4: return IPv4.decode(bytes, depth: depth)
    case 6: return IPv6.decode(bytes, depth: depth)
    default: return .fault(.ipHeaderInvalid)
    }
  }

  /// What an IP packet carries, whole.
  @_lifetime(copy payload)
  @inline(__always)  // Else a segment is copied on its way out.
  static func decode(_ payload: IPPayload, depth: Nesting) -> DecodedPacket {
    switch payload.protocolNumber {
    case tcp: TCPHeader.decode(payload, depth: depth)
    case udp: UDP.decode(payload.bytes, depth: depth)
    case ipv4InIP: IPv4.decode(payload.bytes, depth: depth + 1)
    case ipv6InIP: IPv6.decode(payload.bytes, depth: depth + 1)
    case gre: GRE.decode(payload.bytes, depth: depth)
    case let number where ExtensionHeaders.contains(number):
      ExtensionHeaders.decode(payload, depth: depth)
    default: decodeOther(payload, depth: depth)
    }
  }

  /// Protocols that few captures have.
  @_lifetime(copy payload)
  @inline(never)
  private static func decodeOther(_ payload: IPPayload, depth: Nesting) -> DecodedPacket {
    let bytes = payload.bytes
    if payload.protocolNumber == icmp || payload.protocolNumber == icmpv6,
      let notice = Unreachable(payload)
    {
      return .unreachable(notice)
    }
    return switch payload.protocolNumber {
    case etherIP: decodeEtherIP(bytes, depth: depth)
    case l2tp: L2TP.decodeSession(bytes, depth: depth)
    case mplsInIP: MPLS.decode(bytes, depth: depth + 1)
    case ethernet: Ethernet.decode(bytes, depth: depth + 1)
    case ipsec: .unread(.encryptedIPsec)
    default: .other
    }
  }

  /// RFC 3378: the version, 3, and 12 reserved bits; then a frame.
  @_lifetime(copy bytes)
  private static func decodeEtherIP(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 2 else { return .fault(.linkHeaderCut) }
    guard bytes[0] >> 4 == 3 else { return .other }
    return Ethernet.decode(bytes.extracting(2...), depth: depth + 1)
  }

  /// Whether fragments of this protocol are worth putting together.
  ///
  /// Of UDP only tunnels' are, which only a datagram's first fragment shows.
  static func mayCarryTCP(
    _ protocolNumber: UInt8, _ bytes: Span<UInt8>, fragmentOffset: Int
  ) -> Bool {
    switch protocolNumber {
    case tcp, ipv4InIP, ipv6InIP, gre, etherIP, l2tp, mplsInIP, ethernet: true
    case udp: fragmentOffset > 0 || UDP.mayBeTunnel(bytes)
    default: false
    }
  }
}
