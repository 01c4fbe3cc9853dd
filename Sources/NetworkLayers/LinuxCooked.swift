/// Linux cooked captures, as LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2 describe them.
enum LinuxCooked {
  /// Protocol "IEEE 802.2 LLC follows", the same in both versions.
  private static let logicalLinkControl: UInt16 = 0x0004

  @_lifetime(copy bytes)
  static func decodeVersion1(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 16 else { return .fault(.linkHeaderCut) }
    depth.trace?.note(.hardwareAddress, at: 6, in: bytes)
    return decode(type: bytes.uint16(at: 14), bytes.extracting(16...), depth: depth)
  }

  @_lifetime(copy bytes)
  static func decodeVersion2(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 20 else { return .fault(.linkHeaderCut) }
    depth.trace?.note(.hardwareAddress, at: 12, in: bytes)
    return decode(type: bytes.uint16(at: 0), bytes.extracting(20...), depth: depth)
  }

  @_lifetime(copy bytes)
  private static func decode(
    type: UInt16, _ bytes: Span<UInt8>, depth: Nesting
  ) -> DecodedPacket {
    type == logicalLinkControl
      ? LogicalLinkControl.decode(bytes, depth: depth) : EtherType.decode(type, bytes, depth: depth)
  }
}
