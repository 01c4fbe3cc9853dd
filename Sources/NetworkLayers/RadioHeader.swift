/// What capturing radios put in front of IEEE 802.11 frames.
enum RadioHeader {
  private static let wirelessLinkType: UInt32 = 105

  /// Radiotap (radiotap.org): little-endian; bits say which fields follow, each aligned to its size.
  @_lifetime(copy bytes)
  static func decodeRadiotap(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 8 else { return .fault(.linkHeaderCut) }
    guard bytes[0] == 0 else { return .other }
    let byteCount = Int(bytes.uint16(at: 2).byteSwapped)
    guard byteCount >= 8, bytes.count >= byteCount else { return .fault(.linkHeaderCut) }
    var reception = WirelessLAN.Reception()
    if let flags = radiotapFlags(bytes.extracting(..<byteCount)) {
      reception.hasPadding = flags & 0x20 != 0
      reception.isDamaged = flags & 0x40 != 0
    }
    return WirelessLAN.decode(bytes.extracting(byteCount...), reception, depth: depth)
  }

  /// The second field there may be; the first one is a time of 8 bytes.
  private static func radiotapFlags(_ header: Span<UInt8>) -> UInt8? {
    let present = header.uint32(at: 4).byteSwapped
    guard present & 0b10 != 0 else { return nil }
    var at = 4
    repeat {
      guard header.count >= at + 8 else { return nil }
      at += 4
    } while header.uint32(at: at - 4).byteSwapped & 0x8000_0000 != 0
    if present & 0b01 != 0 { at = (at + 7) & ~7 + 8 }
    return at < header.count ? header[at] : nil
  }

  /// The Per-Packet Information header of CACE: little-endian, with a link type of its own.
  @_lifetime(copy bytes)
  static func decodePPI(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 8 else { return .fault(.linkHeaderCut) }
    guard bytes[0] == 0 else { return .other }
    let byteCount = Int(bytes.uint16(at: 2).byteSwapped)
    guard byteCount >= 8, bytes.count >= byteCount else { return .fault(.linkHeaderCut) }
    let linkType = bytes.uint32(at: 4).byteSwapped
    let inside = bytes.extracting(byteCount...)
    guard linkType == wirelessLinkType else {
      return LinkLayer.decode(inside, within: linkType, depth: depth)
    }
    let isDamaged = ppiSaysDamaged(bytes.extracting(..<byteCount))
    return WirelessLAN.decode(inside, .init(isDamaged: isDamaged), depth: depth)
  }

  /// Whether the field of type 2, "802.11 common", says that the check sequence was wrong.
  private static func ppiSaysDamaged(_ header: Span<UInt8>) -> Bool {
    let isAligned = header[1] & 1 != 0
    var at = 8
    while header.count >= at + 4 {
      let type = header.uint16(at: at).byteSwapped
      let byteCount = Int(header.uint16(at: at + 2).byteSwapped)
      if type == 2, byteCount >= 10, header.count >= at + 14 {
        return header.uint16(at: at + 12).byteSwapped & 0x04 != 0
      }
      at += 4 + byteCount
      if isAligned { at = (at + 3) & ~3 }
    }
    return false
  }

  /// The header of Prism drivers, in the byte order of the machine that captured. Some drivers put
  /// AVS's in its place.
  @_lifetime(copy bytes)
  static func decodePrism(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 8 else { return .fault(.linkHeaderCut) }
    if bytes.uint32(at: 0) & 0xffff_fff0 == 0x8021_1000 { return decodeAVS(bytes, depth: depth) }
    let length = bytes.uint32(at: 4)
    let byteCount = Int(min(length, length.byteSwapped))
    guard byteCount >= 8, bytes.count >= byteCount else { return .fault(.linkHeaderCut) }
    return WirelessLAN.decode(bytes.extracting(byteCount...), .init(), depth: depth)
  }

  /// The header of AbsoluteValue Systems: version and length, big-endian.
  @_lifetime(copy bytes)
  static func decodeAVS(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 8 else { return .fault(.linkHeaderCut) }
    let byteCount = bytes.uint32(at: 4)
    guard byteCount >= 8, bytes.count >= byteCount else { return .fault(.linkHeaderCut) }
    return WirelessLAN.decode(bytes.extracting(Int(byteCount)...), .init(), depth: depth)
  }
}
