/// Data packets between an access point and its controller before CAPWAP, RFC 5412 §3.
enum LWAPP {
  private static let headerByteCount = 6

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= headerByteCount else { return .other }
    let isControl = bytes[0] & 0x04 != 0
    let isFragment = bytes[0] & 0x03 != 0
    // The length of what follows, which the snap length may have cut.
    guard bytes[0] >> 6 == 0, !isControl,
      Int(bytes.uint16(at: 2)) >= bytes.count - headerByteCount
    else { return .other }
    guard !isFragment else { return .unread(.controllerFragment) }
    return WirelessLAN.decode(
      bytes.extracting(headerByteCount...), .fromController, depth: depth + 1)
  }
}
