/// GPRS tunnelling of user packets, version 1: 3GPP TS 29.281 §5.
enum GTPU {
  /// Extension headers in one packet: mobile networks use one or two.
  static let maximumExtensions = 16

  private static let headerByteCount = 8
  private static let packetMessage: UInt8 = 0xff
  private static let hasExtension: UInt8 = 0x04
  private static let hasOptionalFields: UInt8 = 0x07

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= headerByteCount else { return .fault(.linkHeaderCut) }
    // Version 1, protocol type GTP, and the spare bit.
    guard bytes[0] >> 3 == 0b00110, bytes[1] == packetMessage else { return .other }
    var at = headerByteCount
    if bytes[0] & hasOptionalFields != 0 {
      guard bytes.count >= at + 4 else { return .fault(.linkHeaderCut) }
      var next = bytes[0] & hasExtension != 0 ? bytes[at + 3] : 0
      at += 4
      var count = 0
      while next != 0 {
        guard count < maximumExtensions else { return .fault(.nestedTooDeep) }
        guard bytes.count > at else { return .fault(.linkHeaderCut) }
        let byteCount = Int(bytes[at]) * 4
        guard byteCount > 0 else { return .unread(.gtpU) }
        guard bytes.count >= at + byteCount else { return .fault(.linkHeaderCut) }
        next = bytes[at + byteCount - 1]
        at += byteCount
        count += 1
      }
    }
    let inside = bytes.extracting(at...)
    guard inside.count > 0 else { return .other }
    switch inside[0] >> 4 {
    case 4, 6: return InternetProtocol.decode(inside, depth: depth + 1)
    default:
      return LikelyPacket.isEthernet(inside)
        ? Ethernet.decode(inside, depth: depth + 1) : .unread(.gtpU)
    }
  }
}
