/// What follows an IP header, and an IP header of either version.
enum InternetProtocol {
  static let ipv4InIP: UInt8 = 4
  static let tcp: UInt8 = 6
  static let udp: UInt8 = 17
  static let ipv6InIP: UInt8 = 41
  static let gre: UInt8 = 47

  /// An IP packet of the version that its first nibble says.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Int) -> DecodedPacket {
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
  static func decode(_ payload: IPPayload, depth: Int) -> DecodedPacket {
    switch payload.protocolNumber {
    case tcp: TCPHeader.decode(payload)
    case udp: VXLAN.decode(payload.bytes, depth: depth)
    case ipv4InIP: IPv4.decode(payload.bytes, depth: depth + 1)
    case ipv6InIP: IPv6.decode(payload.bytes, depth: depth + 1)
    case gre: GRE.decode(payload.bytes, depth: depth)
    case let number where ExtensionHeaders.contains(number):
      ExtensionHeaders.decode(payload, depth: depth)
    default: .other
    }
  }

  /// Whether fragments of this protocol are worth putting together.
  ///
  /// Of UDP only VXLAN's are, which only a datagram's first fragment shows.
  static func mayCarryTCP(
    _ protocolNumber: UInt8, _ bytes: Span<UInt8>, fragmentOffset: Int
  ) -> Bool {
    switch protocolNumber {
    case tcp, ipv4InIP, ipv6InIP, gre: true
    case udp: fragmentOffset > 0 || VXLAN.isDestination(of: bytes)
    default: false
    }
  }
}
