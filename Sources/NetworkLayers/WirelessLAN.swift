/// Data frames of IEEE 802.11, §9.2 and §9.3.2, that are not encrypted.
enum WirelessLAN {
  /// What a frame's surroundings say about it.
  struct Reception {
    /// Whether its check sequence was wrong.
    var isDamaged = false
    /// Whether the header is padded to a multiple of 4 bytes.
    var hasPadding = false
    /// Whether the two bytes of the frame control may be in the other order, as Cisco's access
    /// points send them to their controllers.
    var mayBeSwapped = false

    static let fromController = Reception(mayBeSwapped: true)
  }

  /// Address, sequence and other fields that every data frame has.
  private static let headerByteCount = 24
  private static let addressByteCount = 6

  /// After the last frame of an A-MSDU: padding, a message integrity code and the check sequence.
  private static let maximumTrailerByteCount = 3 + 8 + 4

  private static let hasQualityOfService: UInt8 = 0x80
  private static let hasNoData: UInt8 = 0x40
  private static let moreFragments: UInt8 = 0x04
  private static let isProtected: UInt8 = 0x40
  private static let hasMoreControl: UInt8 = 0x80
  private static let isAggregate: UInt8 = 0x80

  @_lifetime(copy bytes)
  static func decode(
    _ bytes: Span<UInt8>, _ reception: Reception, depth: Nesting
  ) -> DecodedPacket {
    guard depth < PacketDecoder.maximumDepth else { return .fault(.nestedTooDeep) }
    guard bytes.count >= 2 else { return .fault(.linkHeaderCut) }
    // A data frame's first byte has the version 0 and the type 2; the second one's low bits differ
    // from 0 in all frames between stations and networks.
    let isSwapped = reception.mayBeSwapped && !isData(bytes[0]) && isData(bytes[1])
    let (kind, flags) = isSwapped ? (bytes[1], bytes[0]) : (bytes[0], bytes[1])
    guard isData(kind), kind & hasNoData == 0 else { return .other }
    var at = headerByteCount + (flags & 0x03 == 0x03 ? addressByteCount : 0)
    var holdsFrames = false
    if kind & hasQualityOfService != 0 {
      guard bytes.count >= at + 2 else { return .fault(.linkHeaderCut) }
      holdsFrames = bytes[at] & isAggregate != 0
      at += flags & hasMoreControl != 0 ? 6 : 2
    }
    if reception.hasPadding { at = (at + 3) & ~3 }
    guard bytes.count >= at else { return .fault(.linkHeaderCut) }
    for address in [4, 10, 16] { depth.trace?.note(.hardwareAddress, at: address, in: bytes) }
    if flags & 0x03 == 0x03 { depth.trace?.note(.hardwareAddress, at: 24, in: bytes) }
    if reception.isDamaged { return .unread(.damagedWireless) }
    let isFragment = flags & moreFragments != 0 || bytes[22] & 0x0f != 0
    var body = bytes.extracting(at...)
    if flags & isProtected != 0 {
      guard let start = startOfDecrypted(body) else { return .unread(.encryptedWireless) }
      body = body.extracting(start...)
    }
    if isFragment { return .unread(.wirelessFragment) }
    return holdsFrames
      ? decodeAggregate(body, depth: depth) : LogicalLinkControl.decode(body, depth: depth)
  }

  private static func isData(_ kind: UInt8) -> Bool { kind & 0x0f == 0x08 }

  /// Where the body begins that the capturing radio has decrypted, although the frame says that it
  /// is protected: at once, or after the initialization vector of WEP, or of TKIP and CCMP.
  private static func startOfDecrypted(_ body: Span<UInt8>) -> Int? {
    for start in [0, 8, 4] where isSNAP(body.from(start)) { return start }
    return nil
  }

  /// Whether bytes begin with the SNAP header that stands in front of IP.
  private static func isSNAP(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 8 && bytes.uint32(at: 0) == 0xaaaa_0300 && bytes.uint16(at: 4) == 0
  }

  /// A-MSDU, §9.3.2.2.2: frames with addresses, length and padding. More than one is not read: a
  /// packet has one segment.
  @_lifetime(copy bytes)
  private static func decodeAggregate(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    let header = Ethernet.headerByteCount
    guard bytes.count >= header else { return .fault(.linkHeaderCut) }
    depth.trace?.note(.hardwareAddress, in: bytes)
    depth.trace?.note(.hardwareAddress, at: 6, in: bytes)
    let end = header + Int(bytes.uint16(at: 12))
    // The next one begins at a multiple of 4 bytes. Less is padding and check sequences.
    if bytes.count - end > Self.maximumTrailerByteCount { return .unread(.wirelessAggregate) }
    return LogicalLinkControl.decode(
      bytes.extracting(header..<min(end, bytes.count)), depth: depth)
  }

  /// Whether bytes look like a frame that carries data, where nothing else says so.
  static func isLikely(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= headerByteCount + 8, isData(bytes[0]) else { return false }
    let flags = bytes[1]
    var at = headerByteCount + (flags & 0x03 == 0x03 ? addressByteCount : 0)
    if bytes[0] & hasQualityOfService != 0 { at += flags & hasMoreControl != 0 ? 6 : 2 }
    let body = bytes.from(at)
    if isSNAP(body) { return true }
    // The fourth byte of every initialization vector has the key's number and reserved bits.
    return flags & isProtected != 0 && body.count >= 8 && body[3] & 0x1f == 0
  }
}
