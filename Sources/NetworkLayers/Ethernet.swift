/// Ethernet II and IEEE 802.3 frames.
enum Ethernet {
  static let headerByteCount = 14
  /// ``LinkType/ethernet``, as a number that the compiler knows in this module.
  static let linkTypeNumber: UInt32 = 1
  /// Above this the type field is an EtherType, IEEE 802.3 §3.2.6; up to it, a length.
  private static let maximumLengthField: UInt16 = 1500

  /// A frame, with `tagByteCount` bytes of a switch's own between the addresses and the type.
  @_lifetime(copy bytes)
  static func decode(
    _ bytes: Span<UInt8>, tagByteCount: Int = 0, depth: Nesting
  ) -> DecodedPacket {
    guard depth < PacketDecoder.maximumDepth else { return .fault(.nestedTooDeep) }
    guard bytes.count >= headerByteCount + tagByteCount else { return .fault(.linkHeaderCut) }
    depth.trace?.note(.hardwareAddress, in: bytes)
    depth.trace?.note(.hardwareAddress, at: 6, in: bytes)
    if isInterSwitchLink(bytes) {
      return decode(bytes.from(interSwitchLinkByteCount), depth: depth + 1)
    }
    let type = bytes.uint16(at: 12 + tagByteCount)
    let rest = bytes.extracting((headerByteCount + tagByteCount)...)
    return type > maximumLengthField
      ? EtherType.decode(type, rest, depth: depth) : LogicalLinkControl.decode(rest, depth: depth)
  }

  /// Cisco's ISL: group address, type and user, source, length, SNAP, VLAN, index; then a frame.
  private static let interSwitchLinkByteCount = 26

  /// Whether a frame is Cisco's ISL around an Ethernet frame.
  private static func isInterSwitchLink(_ bytes: Span<UInt8>) -> Bool {
    let group = bytes.uint32(at: 0)
    return (group == 0x0100_0c00 || group == 0x0300_0c00) && bytes[4] == 0 && bytes[5] >> 4 == 0
      && bytes.count >= interSwitchLinkByteCount && bytes.uint16(at: 14) == 0xaaaa
      && bytes[16] == 0x03
  }
}
