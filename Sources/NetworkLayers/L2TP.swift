/// The Layer Two Tunneling Protocol: version 2, RFC 2661, around PPP, and version 3, RFC 3931.
enum L2TP {
  private static let isControl: UInt16 = 0x8000
  private static let hasLength: UInt16 = 0x4000
  private static let hasSequence: UInt16 = 0x0800
  private static let hasOffset: UInt16 = 0x0200
  /// Bits that are 0 in both versions.
  private static let reserved: UInt16 = 0x34f0

  /// A packet within UDP.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 6 else { return .fault(.linkHeaderCut) }
    let flags = bytes.uint16(at: 0)
    guard flags & (isControl | reserved) == 0 else { return .other }
    switch flags & 0x000f {
    case 2: return decodeVersion2(bytes, flags, depth: depth)
    // Flags and 16 reserved bits, then what IP carries too.
    case 3 where flags == 3 && bytes.uint16(at: 2) == 0:
      return decodeSession(bytes.extracting(4...), depth: depth)
    default: return .other
    }
  }

  @_lifetime(copy bytes)
  private static func decodeVersion2(
    _ bytes: Span<UInt8>, _ flags: UInt16, depth: Nesting
  ) -> DecodedPacket {
    var at = 2
    if flags & hasLength != 0 { at += 2 }
    at += 4  // tunnel and session
    if flags & hasSequence != 0 { at += 4 }
    if flags & hasOffset != 0 {
      guard bytes.count >= at + 2 else { return .fault(.linkHeaderCut) }
      at += 2 + Int(bytes.uint16(at: at))
    }
    guard bytes.count >= at else { return .fault(.linkHeaderCut) }
    guard depth < PacketDecoder.maximumDepth else { return .fault(.nestedTooDeep) }
    return PPP.decode(bytes.extracting(at...), depth: depth + 1)
  }

  /// A packet of version 3 from its session identifier on, as IP protocol 115 carries it.
  ///
  /// What follows was agreed when the session began: a cookie of 0, 4 or 8 bytes, perhaps 4 bytes of
  /// a sublayer, and the kind of frame. The place where a frame is recognised tells all of them.
  @_lifetime(copy bytes)
  static func decodeSession(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 4 else { return .fault(.linkHeaderCut) }
    // Session 0 is the control connection.
    guard bytes.uint32(at: 0) != 0 else { return .other }
    for at in stride(from: 4, through: 16, by: 4) {
      let inside = bytes.from(at)
      if LikelyPacket.isEthernet(inside) { return Ethernet.decode(inside, depth: depth + 1) }
      if LikelyPacket.isIP(inside) { return InternetProtocol.decode(inside, depth: depth + 1) }
      if inside.count >= 4, LikelyPacket.isIP(inside.from(4)) {
        switch inside.uint32(at: 0) {
        case 0xff03_0021, 0xff03_0057, 0x0f00_0800, 0x0f00_86dd:
          return PPP.decode(inside, depth: depth + 1)
        default: break
        }
      }
    }
    return .unread(.l2tpVersion3)
  }
}
