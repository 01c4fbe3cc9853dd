/// Ethernet II and IEEE 802.3 frames.
enum Ethernet {
  static let headerByteCount = 14
  /// ``LinkType/ethernet``, as a number that the compiler knows in this module.
  static let linkTypeNumber: UInt32 = 1
  /// Above this the type field is an EtherType, IEEE 802.3 §3.2.6; up to it, a length.
  private static let maximumLengthField: UInt16 = 1500

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Int) -> DecodedPacket {
    guard depth < PacketDecoder.maximumDepth else { return .fault(.nestedTooDeep) }
    guard bytes.count >= headerByteCount else { return .fault(.linkHeaderCut) }
    let type = bytes.uint16(at: 12)
    let rest = bytes.extracting(headerByteCount...)
    return type > maximumLengthField
      ? EtherType.decode(type, rest, depth: depth) : LogicalLinkControl.decode(rest, depth: depth)
  }
}
