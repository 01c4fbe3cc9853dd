/// What follows an EtherType, wherever one stands: in Ethernet, a cooked capture, GRE or SNAP.
enum EtherType {
  /// Tags in front of one packet: real networks have two or three, some tools write a few more.
  static let maximumTags = 8

  static let ipv4: UInt16 = 0x0800
  static let ipv6: UInt16 = 0x86dd
  static let transparentEthernet: UInt16 = 0x6558
  static let ppp: UInt16 = 0x880b

  @_lifetime(copy bytes)
  static func decode(_ type: UInt16, _ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    if type == ipv4 { return IPv4.decode(bytes, depth: depth) }
    var (type, at) = (type, 0)
    for _ in 0...maximumTags {
      guard let tagByteCount = Self.tagByteCount(type, bytes.from(at)) else {
        return decodePayload(type, bytes.from(at), isTagged: at > 0, depth: depth)
      }
      guard bytes.count >= at + tagByteCount + 2 else { return .fault(.linkHeaderCut) }
      at += tagByteCount
      type = bytes.uint16(at: at)
      at += 2
    }
    return .fault(.nestedTooDeep)
  }

  /// The bytes between this EtherType and the next, where it announces a tag; `bytes` begin with
  /// them.
  private static func tagByteCount(_ type: UInt16, _ bytes: Span<UInt8>) -> Int? {
    switch type {
    // IEEE 802.1Q, 802.1ad, and the numbers of vendors from before 802.1ad.
    case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300, 0x8200: 2
    case 0x8926: 4  // Cisco VN-Tag
    case 0x893f: 6  // IEEE 802.1BR E-Tag
    case 0x8909: 6  // Cisco MetaData: version, length, and one option with the group tag
    case 0x892f: 4  // HSR, IEC 62439-3: path and size, sequence number
    case MACsec.etherType: MACsec.tagByteCount(bytes)
    default: nil
    }
  }

  /// What follows the last tag.
  @_lifetime(copy bytes)
  private static func decodePayload(
    _ type: UInt16, _ bytes: Span<UInt8>, isTagged: Bool, depth: Nesting
  ) -> DecodedPacket {
    switch type {
    case ipv4: IPv4.decode(bytes, depth: depth)
    case ipv6: IPv6.decode(bytes, depth: depth)
    case 0x8847, 0x8848: MPLS.decode(bytes, depth: depth)
    case 0x8864: PPP.decodeOverEthernet(bytes, depth: depth)
    case ppp: PPP.decode(bytes, depth: depth)
    case transparentEthernet: Ethernet.decode(bytes, depth: depth + 1)
    case 0x88e7: Ethernet.decode(bytes.from(4), depth: depth + 1)  // IEEE 802.1ah: service tag
    case 0x8903: Ethernet.decode(bytes.from(2), depth: depth + 1)  // FabricPath: tree and hops
    case 0x22f3: decodeTRILL(bytes, depth: depth)
    case 0x894f: NetworkServiceHeader.decode(bytes, depth: depth)
    case 0x8870: LogicalLinkControl.decode(bytes, depth: depth)  // Frames above 1500 bytes
    case MACsec.etherType: MACsec.decode(bytes)
    // A tag may also stand before the length of an IEEE 802.3 frame.
    case 0...1500 where isTagged: LogicalLinkControl.decode(bytes, depth: depth)
    default: .other
    }
  }

  /// TRILL, RFC 6325 §3: the options are counted in words of 4 bytes, then comes a frame.
  @_lifetime(copy bytes)
  private static func decodeTRILL(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 6 else { return .fault(.linkHeaderCut) }
    let optionByteCount = Int(bytes.uint16(at: 0) >> 6 & 0x1f) * 4
    return Ethernet.decode(bytes.from(6 + optionByteCount), depth: depth + 1)
  }
}
