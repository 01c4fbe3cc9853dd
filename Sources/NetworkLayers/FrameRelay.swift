/// Frame relay, RFC 2427, and Cisco's own form, which has an EtherType after the address.
enum FrameRelay {
  /// Q.922 §3.2: the last byte of an address has its lowest bit set.
  private static let maximumAddressByteCount = 4
  private static let unnumberedInformation: UInt8 = 0x03

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    var at = 0
    repeat {
      guard at < maximumAddressByteCount else { return .other }
      guard bytes.count > at else { return .fault(.linkHeaderCut) }
      at += 1
    } while bytes[at - 1] & 1 == 0
    guard bytes.count >= at + 2 else { return .fault(.linkHeaderCut) }
    guard bytes[at] == unnumberedInformation else {
      return EtherType.decode(bytes.uint16(at: at), bytes.extracting((at + 2)...), depth: depth)
    }
    // A byte of padding may bring what follows to an even place.
    let padding = bytes[at + 1] == 0 ? 1 : 0
    return NetworkLayerProtocol.decode(bytes.extracting((at + 1 + padding)...), depth: depth)
  }
}
