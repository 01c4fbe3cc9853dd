/// Captures of Juniper routers: a magic number, flags, perhaps extensions, and a packet.
enum Juniper {
  private static let hasNoLinkLayer: UInt8 = 0x02
  private static let hasExtensions: UInt8 = 0x80

  /// `linkType` is that of what follows the header.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, as linkType: UInt32, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 4 else { return .fault(.linkHeaderCut) }
    guard bytes.uint16(at: 0) == 0x4d47, bytes[2] == 0x43 else { return .other }
    var at = 4
    if bytes[3] & hasExtensions != 0 {
      guard bytes.count >= at + 2 else { return .fault(.linkHeaderCut) }
      at += 2 + Int(bytes.uint16(at: at))
    }
    // Without a link layer, 4 bytes say which family follows.
    if bytes[3] & hasNoLinkLayer != 0 {
      return TappedPacket.decodeNetworkLayer(bytes.from(at + 4), depth: depth)
    }
    guard bytes.count >= at else { return .fault(.linkHeaderCut) }
    return LinkLayer.decode(bytes.extracting(at...), within: linkType, depth: depth)
  }
}
