/// Data packets between a wireless access point and its controller, RFC 5415 §4.
enum CAPWAP {
  private static let headerByteCount = 8
  private static let dtlsPreamble: UInt32 = 0x0100_0000
  private static let dtlsApplicationData: UInt8 = 23
  /// The binding of IEEE 802.11, RFC 5416; some controllers leave 0 there.
  private static let wirelessBinding: UInt8 = 1

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= headerByteCount else { return .fault(.linkHeaderCut) }
    if bytes.uint32(at: 0) == dtlsPreamble {
      return bytes[4] == dtlsApplicationData && bytes[5] == 0xfe
        ? .unread(.encryptedCAPWAP) : .other
    }
    let start = Int(bytes[1] >> 3) * 4
    let isNative = bytes[2] & 1 == 1
    let isFragment = bytes[3] & 0x80 != 0
    let isKeepAlive = bytes[3] & 0x08 != 0
    guard bytes[0] == 0, start >= headerByteCount, bytes[3] & 0x07 == 0, bytes[7] & 0x07 == 0,
      bytes[2] >> 1 & 0x1f <= wirelessBinding, !isKeepAlive
    else { return .other }
    guard !isFragment else { return .unread(.controllerFragment) }
    guard bytes.count >= start else { return .fault(.linkHeaderCut) }
    let inside = bytes.extracting(start...)
    return isNative
      ? WirelessLAN.decode(inside, .fromController, depth: depth + 1)
      : Ethernet.decode(inside, depth: depth + 1)
  }
}
