/// MPLS label stacks, RFC 3032, over IP or over an Ethernet pseudowire, RFC 4448.
enum MPLS {
  /// Labels on one packet: real stacks have up to five or so, segment routing a dozen.
  static let maximumLabels = 32

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    var at = 0
    for _ in 0..<maximumLabels {
      guard bytes.count >= at + 4 else { return .fault(.linkHeaderCut) }
      let isBottom = bytes[at + 2] & 1 == 1
      at += 4
      if isBottom { return decodePayload(bytes.extracting(at...), depth: depth) }
    }
    return .fault(.nestedTooDeep)
  }

  /// Nothing says what a label stands for: the first nibble has to tell, and whether the bytes look
  /// like a frame, whose first address may begin with any nibble.
  @_lifetime(copy bytes)
  private static func decodePayload(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count > 0 else { return .fault(.linkHeaderCut) }
    if LikelyPacket.isEthernet(bytes) { return Ethernet.decode(bytes, depth: depth + 1) }
    switch bytes[0] >> 4 {
    case 4: return IPv4.decode(bytes, depth: depth)
    case 6: return IPv6.decode(bytes, depth: depth)
    case 0: return Ethernet.decode(bytes.from(4), depth: depth + 1)  // a control word comes first
    default: return .other
    }
  }
}
