/// IEEE 802.2 LLC, with SNAP where it leads to IP.
enum LogicalLinkControl {
  /// `bytes` begin behind the length field.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Int) -> DecodedPacket {
    guard bytes.count >= 3 else { return .other }
    switch (bytes[0], bytes[1], bytes[2]) {
    case (0xaa, 0xaa, 0x03):
      guard bytes.count >= 8 else { return .fault(.linkHeaderCut) }
      let organization = bytes.uint32(at: 2) & 0xff_ffff
      // RFC 1042: organisation 0 means that an EtherType follows; 0x0000f8 is IEEE 802.1H's.
      guard organization == 0 || organization == 0x0000f8 else { return .other }
      return EtherType.decode(bytes.uint16(at: 6), bytes.extracting(8...), depth: depth)
    case (0x06, 0x06, 0x03):
      return InternetProtocol.decode(bytes.extracting(3...), depth: depth)
    default: return .other
    }
  }
}
