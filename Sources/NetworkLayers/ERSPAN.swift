/// Cisco's Encapsulated Remote Switched Port Analyzer: mirrored frames within GRE.
///
/// draft-foschiano-erspan-03.
enum ERSPAN {
  static let types12: UInt16 = 0x88be
  static let type3: UInt16 = 0x22eb

  private static let type2HeaderByteCount = 8
  private static let type3HeaderByteCount = 12
  private static let subheaderByteCount = 8

  /// Types I and II, which only GRE's sequence number tells apart: type I has no header.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, hasHeader: Bool, depth: Nesting) -> DecodedPacket {
    let at = hasHeader ? type2HeaderByteCount : 0
    guard bytes.count >= at else { return .fault(.linkHeaderCut) }
    return Ethernet.decode(bytes.extracting(at...), depth: depth)
  }

  /// Type III: the last 16 bits of the header hold the frame type and the O flag.
  @_lifetime(copy bytes)
  static func decodeType3(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= type3HeaderByteCount else { return .fault(.linkHeaderCut) }
    let hasSubheader = bytes[11] & 1 == 1
    let at = type3HeaderByteCount + (hasSubheader ? subheaderByteCount : 0)
    guard bytes.count >= at else { return .fault(.linkHeaderCut) }
    let inside = bytes.extracting(at...)
    return switch bytes[10] >> 2 & 0x1f {
    case 0: Ethernet.decode(inside, depth: depth)
    case 2: InternetProtocol.decode(inside, depth: depth)
    default: .other
    }
  }
}
