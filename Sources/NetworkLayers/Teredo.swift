/// IPv6 within UDP, RFC 4380 §5.1.1.
enum Teredo {
  private static let authentication: UInt16 = 0x0001
  private static let originByteCount = 8

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    var at = 0
    if bytes.count >= 4, bytes.uint16(at: 0) == authentication {
      // The lengths of a client identifier and of a value, then these, a nonce and a confirmation.
      at = 4 + Int(bytes[2]) + Int(bytes[3]) + 9
    }
    if bytes.count >= at + 2, bytes.uint16(at: at) == 0 { at += originByteCount }
    let inside = bytes.from(at)
    return LikelyPacket.isIP(inside) && inside[0] >> 4 == 6
      ? IPv6.decode(inside, depth: depth + 1) : .other
  }
}
