/// Frames that an access point sends to a remote AiroPeek or OmniPeek, as Cisco's and Aruba's do.
enum PeekRemote {
  private static let magic: UInt32 = 0x00ff_abcd
  private static let newHeaderByteCount = 55
  private static let oldHeaderByteCount = 20
  private static let recordHeaderByteCount = 16
  private static let damaged: UInt8 = 0x06
  private static let reservedFlags: UInt8 = 0xf8
  private static let reservedStatus: UInt8 = 0xb3

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= oldHeaderByteCount else { return .other }
    if bytes.uint32(at: 0) == magic {
      // Version and size; in the header of 55 bytes, the flags stand before status and time.
      let size = Int(bytes.uint32(at: 5))
      guard size > 9 else { return .other }
      guard bytes.count >= size else { return .fault(.linkHeaderCut) }
      let isDamaged = size == newHeaderByteCount && bytes[size - 10] & damaged != 0
      return WirelessLAN.decode(
        bytes.extracting(size...), .init(isDamaged: isDamaged), depth: depth + 1)
    }
    // Aruba's other form: a header as in a pcap file, big-endian.
    if Int(bytes.uint32(at: 8)) == bytes.count - recordHeaderByteCount,
      WirelessLAN.isLikely(bytes.extracting(recordHeaderByteCount...))
    {
      return WirelessLAN.decode(
        bytes.extracting(recordHeaderByteCount...), .init(), depth: depth + 1)
    }
    // The old header has no mark of its own. RTP, whose ports are chosen freely, begins with 0x80.
    guard bytes[0] != 0x80, bytes[6] & reservedFlags == 0, bytes[7] & reservedStatus == 0,
      WirelessLAN.isLikely(bytes.extracting(oldHeaderByteCount...))
    else { return .other }
    return WirelessLAN.decode(
      bytes.extracting(oldHeaderByteCount...), .init(isDamaged: bytes[6] & damaged != 0),
      depth: depth + 1)
  }
}
