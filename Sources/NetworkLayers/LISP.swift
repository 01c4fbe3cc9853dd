/// Data packets of the Locator/ID Separation Protocol, RFC 9300 §5: IP within UDP.
enum LISP {
  private static let headerByteCount = 8

  /// The flags take nearly any value, so what is inside has to look like IP.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    let inside = bytes.from(headerByteCount)
    return LikelyPacket.isIP(inside)
      ? InternetProtocol.decode(inside, depth: depth + 1) : .other
  }
}
