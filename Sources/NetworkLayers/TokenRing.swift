/// IEEE 802.5 Token Ring and FDDI: addresses, perhaps a route, then LLC.
enum TokenRing {
  private static let headerByteCount = 14
  private static let hasRoute: UInt8 = 0x80

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= headerByteCount else { return .fault(.linkHeaderCut) }
    depth.trace?.note(.hardwareAddress, at: 2, in: bytes)
    depth.trace?.note(.hardwareAddress, at: 8, in: bytes)
    guard bytes[1] & 0xc0 == 0x40 else { return .other }  // LLC, not the ring's own frames
    var at = headerByteCount
    if bytes[8] & hasRoute != 0 {
      guard bytes.count > at else { return .fault(.linkHeaderCut) }
      at += Int(bytes[at] & 0x1f)
    }
    return LogicalLinkControl.decode(bytes.from(at), depth: depth)
  }

  /// FDDI has frame control and addresses only.
  @_lifetime(copy bytes)
  static func decodeFDDI(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 13 else { return .fault(.linkHeaderCut) }
    depth.trace?.note(.hardwareAddress, at: 1, in: bytes)
    depth.trace?.note(.hardwareAddress, at: 7, in: bytes)
    guard bytes[0] & 0x70 == 0x50 else { return .other }  // LLC, synchronous or not
    return LogicalLinkControl.decode(bytes.extracting(13...), depth: depth)
  }
}
