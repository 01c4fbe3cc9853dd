/// IP over ATM: LLC as RFC 2684 has it, or IP alone.
enum ATM {
  /// Bytes between the SNAP header and a bridged Ethernet frame, RFC 2684 §5.2.
  private static let bridgePadding = 2

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    LikelyPacket.isIP(bytes)
      ? InternetProtocol.decode(bytes, depth: depth)
      : LogicalLinkControl.decode(bytes, bridgePadding: bridgePadding, depth: depth)
  }

  /// SunATM: direction and traffic type, path and channel; then the packet.
  @_lifetime(copy bytes)
  static func decodeSunATM(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 4 else { return .fault(.linkHeaderCut) }
    switch bytes[0] & 0x0f {
    case 1: return Ethernet.decode(bytes.from(6), depth: depth)  // LAN emulation: client, frame
    case 0, 2: return decode(bytes.extracting(4...), depth: depth)  // Raw, LLC
    default: return .other
    }
  }
}
