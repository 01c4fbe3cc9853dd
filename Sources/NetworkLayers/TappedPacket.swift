/// Packets that a system's network layer passed on, with a header of its own instead of a link's.
enum TappedPacket {
  private static let nflogPayload: UInt16 = 9

  /// Linux's NFLOG: family, version, resource; then fields with length and type in the byte order
  /// of the machine that captured, each padded to 4 bytes.
  @_lifetime(copy bytes)
  static func decodeNFLOG(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 4 else { return .fault(.linkHeaderCut) }
    guard bytes[1] == 0 else { return .other }
    // The first field tells the order: no field has 256 bytes and more but the payload, whose type
    // is 9.
    guard bytes.count >= 8 else { return .fault(.linkHeaderCut) }
    let isBigEndian = bytes.uint16(at: 6) < 0x0100
    var at = 4
    while bytes.count >= at + 4 {
      let (length, type) = (bytes.uint16(at: at), bytes.uint16(at: at + 2))
      let byteCount = Int(isBigEndian ? length : length.byteSwapped)
      guard byteCount >= 4 else { return .other }
      if (isBigEndian ? type : type.byteSwapped) == nflogPayload {
        return decodeNetworkLayer(bytes.extracting((at + 4)...), depth: depth)
      }
      at += (byteCount + 3) & ~3
    }
    return at > bytes.count ? .fault(.linkHeaderCut) : .other
  }

  /// OpenBSD's enc: address family, security parameter index and flags.
  @_lifetime(copy bytes)
  static func decodeENC(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 12 else { return .fault(.linkHeaderCut) }
    return decodeNetworkLayer(bytes.extracting(12...), depth: depth)
  }

  /// The BSDs' pflog: the length of the header comes first, without its padding to 4 bytes.
  @_lifetime(copy bytes)
  static func decodePFLOG(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count > 0 else { return .fault(.linkHeaderCut) }
    let byteCount = (Int(bytes[0]) + 3) & ~3
    guard bytes.count >= byteCount else { return .fault(.linkHeaderCut) }
    return decodeNetworkLayer(bytes.extracting(byteCount...), depth: depth)
  }

  /// Solaris's ipnet: version, family, lengths, zones and interfaces, big-endian.
  @_lifetime(copy bytes)
  static func decodeIPNET(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 24 else { return .fault(.linkHeaderCut) }
    return decodeNetworkLayer(bytes.extracting(24...), depth: depth)
  }

  /// IP, or something of another family, which is not TCP.
  @_lifetime(copy bytes)
  static func decodeNetworkLayer(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count > 0 else { return .fault(.ipHeaderCut) }
    switch bytes[0] >> 4 {
    case 4, 6: return InternetProtocol.decode(bytes, depth: depth)
    default: return .other
    }
  }
}
