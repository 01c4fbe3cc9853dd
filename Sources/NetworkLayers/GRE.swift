/// Generic Routing Encapsulation, RFC 2784 and 2890, and PPTP's version of it, RFC 2637.
enum GRE {
  private static let checksumPresent: UInt16 = 0x8000
  private static let routingPresent: UInt16 = 0x4000
  private static let keyPresent: UInt16 = 0x2000
  private static let sequenceNumberPresent: UInt16 = 0x1000
  private static let acknowledgmentPresent: UInt16 = 0x0080

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Int) -> DecodedPacket {
    guard bytes.count >= 4 else { return .fault(.linkHeaderCut) }
    let flags = bytes.uint16(at: 0)
    let version = flags & 7
    // RFC 1701's source routes were never in use: nothing says where they end without a walk.
    guard version <= 1, flags & routingPresent == 0 else { return .other }
    var at = 4
    if flags & checksumPresent != 0 { at += 4 }
    if flags & keyPresent != 0 { at += 4 }
    if flags & sequenceNumberPresent != 0 { at += 4 }
    if version == 1, flags & acknowledgmentPresent != 0 { at += 4 }
    guard bytes.count >= at else { return .fault(.linkHeaderCut) }
    let inside = bytes.extracting(at...)
    let type = bytes.uint16(at: 2)
    switch type {
    case EtherType.transparentEthernet: return Ethernet.decode(inside, depth: depth + 1)
    case EtherType.ppp: return PPP.decode(inside, depth: depth + 1)
    case ERSPAN.types12:
      return ERSPAN.decode(
        inside, hasHeader: flags & sequenceNumberPresent != 0, depth: depth + 1)
    case ERSPAN.type3: return ERSPAN.decodeType3(inside, depth: depth + 1)
    default: return EtherType.decode(type, inside, depth: depth + 1)
    }
  }
}
