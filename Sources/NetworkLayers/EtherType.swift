/// What follows an EtherType, wherever one stands: in Ethernet, a cooked capture, GRE or SNAP.
enum EtherType {
  /// IEEE 802.1Q tags in front of one packet: real networks have two, some tools write a few more.
  static let maximumTags = 8

  static let ipv4: UInt16 = 0x0800
  static let ipv6: UInt16 = 0x86dd
  static let transparentEthernet: UInt16 = 0x6558
  static let ppp: UInt16 = 0x880b

  @_lifetime(copy bytes)
  static func decode(_ type: UInt16, _ bytes: Span<UInt8>, depth: Int) -> DecodedPacket {
    if type == ipv4 { return IPv4.decode(bytes, depth: depth) }
    var (type, at) = (type, 0)
    for _ in 0...maximumTags {
      switch type {
      case ipv4: return IPv4.decode(bytes.extracting(at...), depth: depth)
      case ipv6: return IPv6.decode(bytes.extracting(at...), depth: depth)
      case 0x8100, 0x88a8, 0x9100:  // IEEE 802.1Q, 802.1ad, and what came before 802.1ad
        guard bytes.count >= at + 4 else { return .fault(.linkHeaderCut) }
        type = bytes.uint16(at: at + 2)
        at += 4
      case 0x8847, 0x8848: return MPLS.decode(bytes.extracting(at...), depth: depth)
      case 0x8864: return PPP.decodeOverEthernet(bytes.extracting(at...), depth: depth)
      default:
        // A tag may also stand before the length of an IEEE 802.3 frame.
        guard at > 0, type <= 1500 else { return .other }
        return LogicalLinkControl.decode(bytes.extracting(at...), depth: depth)
      }
    }
    return .fault(.nestedTooDeep)
  }
}
