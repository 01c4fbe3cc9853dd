/// Ethernet within UDP, RFC 7348, and the Generic Protocol Extension (draft-ietf-nvo3-vxlan-gpe).
enum VXLAN {
  private static let headerByteCount = 8
  /// The I flag: without it there is no network identifier, so it is not VXLAN.
  private static let hasIdentifier: UInt8 = 0x08
  private static let hasNextProtocol: UInt8 = 0x04
  private static let version: UInt8 = 0x30
  private static let isMaintenance: UInt8 = 0x01

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= headerByteCount else { return .fault(.linkHeaderCut) }
    guard bytes[0] & hasIdentifier != 0 else { return .other }
    return Ethernet.decode(bytes.extracting(headerByteCount...), depth: depth + 1)
  }

  /// Without the P flag, it is VXLAN.
  @_lifetime(copy bytes)
  static func decodeGPE(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= headerByteCount else { return .fault(.linkHeaderCut) }
    guard bytes[0] >> 6 == 0, bytes[0] & version == 0, bytes[0] & isMaintenance == 0 else {
      return .other
    }
    guard bytes[0] & hasNextProtocol != 0 else { return decode(bytes, depth: depth) }
    return NetworkServiceHeader.decode(
      nextProtocol: bytes[3], bytes.extracting(headerByteCount...), depth: depth)
  }
}
