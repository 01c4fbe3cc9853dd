/// Cisco's HDLC framing: address, control, EtherType.
enum CiscoHDLC {
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 4 else { return .fault(.linkHeaderCut) }
    return EtherType.decode(bytes.uint16(at: 2), bytes.extracting(4...), depth: depth)
  }
}
