/// Generic Network Virtualization Encapsulation, RFC 8926: an EtherType and its payload within UDP.
enum Geneve {
  private static let headerByteCount = 8
  private static let isControl: UInt8 = 0x80

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= headerByteCount else { return .fault(.linkHeaderCut) }
    guard bytes[0] >> 6 == 0, bytes[1] & isControl == 0, bytes[1] & 0x3f == 0 else {
      return .other
    }
    let end = headerByteCount + Int(bytes[0] & 0x3f) * 4
    guard bytes.count >= end else { return .fault(.linkHeaderCut) }
    return EtherType.decode(bytes.uint16(at: 2), bytes.extracting(end...), depth: depth + 1)
  }
}
