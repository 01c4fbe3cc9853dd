/// Endace's Extensible Record Format (ERF): a header, extension headers, and a packet.
enum EndaceRecord {
  /// Extension headers in one record: real ones have a few.
  static let maximumExtensions = 16

  private static let headerByteCount = 16
  private static let extensionByteCount = 8
  private static let hasExtension: UInt8 = 0x80

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= headerByteCount else { return .fault(.linkHeaderCut) }
    var at = headerByteCount
    var hasMore = bytes[8] & hasExtension != 0
    for _ in 0..<maximumExtensions where hasMore {
      guard bytes.count >= at + extensionByteCount else { return .fault(.linkHeaderCut) }
      hasMore = bytes[at] & hasExtension != 0
      at += extensionByteCount
    }
    guard !hasMore else { return .fault(.nestedTooDeep) }
    switch bytes[8] & 0x7f {
    // Ethernet, also with a color or with a hash: two bytes of alignment come first.
    case 2, 11, 16, 20: return Ethernet.decode(bytes.from(at + 2), depth: depth)
    case 1, 10, 15, 19: return PPP.decode(bytes.extracting(at...), depth: depth)  // HDLC framing
    case 22, 23: return InternetProtocol.decode(bytes.extracting(at...), depth: depth)
    default: return .fault(.unknownLinkType)
    }
  }
}
