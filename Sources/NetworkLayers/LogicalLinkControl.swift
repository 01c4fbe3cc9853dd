/// IEEE 802.2 LLC, with SNAP where it leads to IP.
enum LogicalLinkControl {
  /// `bytes` begin with the service access points. ATM pads a bridged frame's header.
  @_lifetime(copy bytes)
  static func decode(
    _ bytes: Span<UInt8>, bridgePadding: Int = 0, depth: Nesting
  ) -> DecodedPacket {
    guard bytes.count >= 3 else { return .other }
    switch (bytes[0], bytes[1], bytes[2]) {
    case (0xaa, 0xaa, 0x03):
      return decodeSNAP(bytes.extracting(3...), bridgePadding: bridgePadding, depth: depth)
    case (0x06, 0x06, 0x03):
      return InternetProtocol.decode(bytes.extracting(3...), depth: depth)
    case (0xfe, 0xfe, 0x03):
      return NetworkLayerProtocol.decode(bytes.extracting(3...), depth: depth)
    default: return .other
    }
  }

  /// `bytes` begin with the organisation.
  @_lifetime(copy bytes)
  static func decodeSNAP(
    _ bytes: Span<UInt8>, bridgePadding: Int, depth: Nesting
  ) -> DecodedPacket {
    guard bytes.count >= 5 else { return .fault(.linkHeaderCut) }
    let number = bytes.uint16(at: 3)
    let inside = bytes.extracting(5...)
    switch (bytes[0], bytes[1], bytes[2]) {
    // RFC 1042: organisation 0 means that an EtherType follows; 0x0000f8 is IEEE 802.1H's.
    case (0, 0, 0), (0, 0, 0xf8): return EtherType.decode(number, inside, depth: depth)
    // RFC 2684: Ethernet with and without its check sequence.
    case (0, 0x80, 0xc2) where number == 1 || number == 7:
      return Ethernet.decode(inside.from(bridgePadding), depth: depth + 1)
    default: return .other
    }
  }
}
