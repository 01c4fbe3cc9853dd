/// Generic Routing Encapsulation, RFC 2784 and 2890, and PPTP's version of it, RFC 2637.
enum GRE {
  private static let checksumPresent: UInt16 = 0x8000
  private static let routingPresent: UInt16 = 0x4000
  private static let keyPresent: UInt16 = 0x2000
  private static let sequenceNumberPresent: UInt16 = 0x1000
  private static let acknowledgmentPresent: UInt16 = 0x0080
  /// Cisco's Web Cache Communication Protocol, version 2.
  private static let webCache: UInt16 = 0x883e

  /// MikroTik's Ethernet over IP, with a length and a tunnel's number where PPTP has them.
  private static let mikroTikEthernet: UInt16 = 0x6400

  /// Whether a type is one of those that Aruba's access points give to IEEE 802.11 frames on their
  /// way to the controller: a number for each tunnel.
  private static func isWireless(_ type: UInt16) -> Bool {
    type & 0x0f == 0 && ((0x8200...0x83f0).contains(type) || (0x9000...0x90f0).contains(type))
  }

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 4 else { return .fault(.linkHeaderCut) }
    let flags = bytes.uint16(at: 0)
    let version = flags & 7
    // RFC 1701's source routes were never in use: nothing says where they end without a walk.
    guard version <= 1, flags & routingPresent == 0 else { return .other }
    var at = 4
    if flags & checksumPresent != 0 {
      depth.trace?.note(.checkedGRE, in: bytes)
      at += 4
    }
    if flags & keyPresent != 0 { at += 4 }
    if flags & sequenceNumberPresent != 0 { at += 4 }
    if version == 1, flags & acknowledgmentPresent != 0 { at += 4 }
    guard bytes.count >= at else { return .fault(.linkHeaderCut) }
    let inside = bytes.extracting(at...)
    let type = bytes.uint16(at: 2)
    switch type {
    case EtherType.transparentEthernet, mikroTikEthernet:
      return Ethernet.decode(inside, depth: depth + 1)
    case EtherType.ppp: return PPP.decode(inside, depth: depth + 1)
    case ERSPAN.types12:
      return ERSPAN.decode(
        inside, hasHeader: flags & sequenceNumberPresent != 0, depth: depth + 1)
    case let type where isWireless(type):
      return WirelessLAN.decode(inside, .init(), depth: depth + 1)
    case webCache:
      // A header of 4 bytes may tell why the packet was sent here.
      return IPv4.decode(LikelyPacket.isIP(inside) ? inside : inside.from(4), depth: depth + 1)
    case ERSPAN.type3: return ERSPAN.decodeType3(inside, depth: depth + 1)
    default: return EtherType.decode(type, inside, depth: depth + 1)
    }
  }
}
