/// The Encapsulating Security Payload, RFC 4303, and within UDP, RFC 3948: recognised, not read.
enum IPsec {
  /// Identifier and sequence number, an initialization vector, one block, and a check value.
  private static let minimumByteCount = 8 + 8 + 4 + 12

  @_lifetime(copy bytes)
  static func decodeOverUDP(_ bytes: Span<UInt8>) -> DecodedPacket {
    // Identifiers below 256 are reserved: 0 stands before the key exchange, which is not payload.
    guard bytes.count >= minimumByteCount, bytes.uint32(at: 0) >= 256 else { return .other }
    return .unread(.encryptedIPsec)
  }
}
