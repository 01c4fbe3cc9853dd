/// Ethernet within UDP, RFC 7348.
enum VXLAN {
  private static let port: UInt16 = 4789
  private static let headerByteCount = 8

  /// Whether a UDP datagram (RFC 768) is sent to VXLAN's port; `bytes` begin with its header.
  static func isDestination(of bytes: Span<UInt8>) -> Bool {
    bytes.count >= 4 && isPort(bytes.uint16(at: 2))
  }

  static func isPort(_ number: UInt16) -> Bool { number == port }

  /// `bytes` begin with the UDP header.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Int) -> DecodedPacket {
    guard isDestination(of: bytes) else { return .other }
    let frame = 8 + headerByteCount
    guard bytes.count >= frame else { return .fault(.linkHeaderCut) }
    // The I flag: without it there is no network identifier, so it is not VXLAN.
    guard bytes[8] & 0x08 != 0 else { return .other }
    return Ethernet.decode(bytes.extracting(frame...), depth: depth + 1)
  }
}
