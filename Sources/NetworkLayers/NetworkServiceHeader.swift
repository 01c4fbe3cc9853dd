/// The Network Service Header, RFC 8300, and its numbers for what follows.
enum NetworkServiceHeader {
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard depth < PacketDecoder.maximumDepth else { return .fault(.nestedTooDeep) }
    guard bytes.count >= 8 else { return .fault(.linkHeaderCut) }
    let byteCount = Int(bytes[1] & 0x3f) * 4
    guard bytes[0] >> 6 == 0, byteCount >= 8 else { return .other }
    guard bytes.count >= byteCount else { return .fault(.linkHeaderCut) }
    return decode(nextProtocol: bytes[3], bytes.extracting(byteCount...), depth: depth)
  }

  /// The numbers are VXLAN-GPE's too.
  @_lifetime(copy bytes)
  static func decode(nextProtocol: UInt8, _ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    switch nextProtocol {
    case 1: IPv4.decode(bytes, depth: depth + 1)
    case 2: IPv6.decode(bytes, depth: depth + 1)
    case 3: Ethernet.decode(bytes, depth: depth + 1)
    case 4: decode(bytes, depth: depth + 1)
    case 5: MPLS.decode(bytes, depth: depth + 1)
    default: .other
    }
  }
}
