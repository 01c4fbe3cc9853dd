/// Apple's PKTAP: a little-endian header in front of a packet of any link type.
enum PacketTap {
  /// Up to the fields that both versions have.
  private static let minimumByteCount = 48
  private static let flagsOffset = 36
  private static let isVersion2: UInt32 = 0x0008_0000
  private static let packetFollows: UInt32 = 1

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= minimumByteCount else { return .fault(.linkHeaderCut) }
    let isShort = bytes.uint32(at: flagsOffset).byteSwapped & isVersion2 != 0
    let byteCount: Int
    let linkType: UInt32
    if isShort {
      byteCount = Int(bytes[0])
      linkType = UInt32(bytes.uint16(at: 6).byteSwapped)
    } else {
      guard bytes.uint32(at: 4).byteSwapped == packetFollows else { return .other }
      byteCount = Int(bytes.uint32(at: 0).byteSwapped)
      linkType = bytes.uint32(at: 8).byteSwapped
    }
    guard byteCount > 0, bytes.count >= byteCount else { return .fault(.linkHeaderCut) }
    let inside = bytes.extracting(byteCount...)
    // Some writers leave the link type out.
    guard LinkLayer.isUnderstood(linkType) || !LikelyPacket.isEthernet(inside) else {
      return Ethernet.decode(inside, depth: depth)
    }
    return LinkLayer.decode(inside, within: linkType, depth: depth)
  }
}
