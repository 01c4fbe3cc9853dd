package import Wire

/// What a pcap file, the format before pcapng, begins with.
///
/// draft-ietf-opsawg-pcap §4.
package struct PcapFileHeader: Equatable, Sendable {
  /// Bytes of the header, its magic number included.
  static let byteCount = 24
  /// The version since 1989 is 2, and its minor number 4 since 1998.
  static let supportedMajorVersion = 2

  package let order: ByteOrder
  package let majorVersion: Int
  package let minorVersion: Int
  /// The most bytes captured of a packet; 0 for no limit.
  package let snapLength: Int
  package let linkType: LinkType
  package private(set) var clock: InterfaceClock
  /// Bytes in front of each packet: 16, and 24 in the modified form.
  let recordHeaderByteCount: Int

  /// The formats, by magic number.
  enum Variant {
    case microseconds, nanoseconds
    /// Linux captures of the late 1990s: 8 more bytes in front of each packet.
    case modified

    /// The variant and byte order that four bytes announce; nil when they do not begin a pcap file.
    static func announced(by magic: UInt32) -> (variant: Variant, order: ByteOrder)? {
      switch magic {
      case 0xa1b2_c3d4: (.microseconds, .bigEndian)
      case 0xd4c3_b2a1: (.microseconds, .littleEndian)
      case 0xa1b2_3c4d: (.nanoseconds, .bigEndian)
      case 0x4d3c_b2a1: (.nanoseconds, .littleEndian)
      case 0xa1b2_cd34: (.modified, .bigEndian)
      case 0x34cd_b2a1: (.modified, .littleEndian)
      default: nil
      }
    }
  }

  /// Decodes the header; throws when it is cut off.
  ///
  /// Of the link type's word the draft gives 16 bits to the type; the others (an FCS length, and
  /// bits to be ignored) are left out.
  init(_ bytes: Span<UInt8>, variant: Variant, order: ByteOrder) throws(Truncated) {
    var cursor = ByteCursor(bytes, order: order)
    try cursor.skip(4)
    self.order = order
    majorVersion = Int(try cursor.uint16())
    minorVersion = Int(try cursor.uint16())
    try cursor.skip(8)
    snapLength = Int(try cursor.uint32())
    linkType = LinkType(rawValue: try cursor.uint32() & 0xffff)
    clock = InterfaceClock(resolution: variant == .nanoseconds ? .nanoseconds : .microseconds)
    recordHeaderByteCount = variant == .modified ? 24 : 16
  }

  /// The highest fraction of a second in microseconds.
  private static let maximumMicroseconds: UInt64 = 999_999
  /// The highest in nanoseconds.
  private static let maximumNanoseconds: UInt64 = 999_999_999

  /// Takes all fractions of a second as nanoseconds where the first record, which `bytes` begins
  /// with, shows that the announced microseconds are wrong; whether it does.
  ///
  /// Of nanoseconds one fraction in a thousand is below a million, so the first record shows nearly
  /// always what they are. It alone decides, because how many records one read brings is chance.
  mutating func takeNanoseconds(whereShownBy bytes: Span<UInt8>) -> Bool {
    guard clock.resolution == .microseconds, bytes.count >= recordHeaderByteCount else {
      return false
    }
    let fraction = PacketRecord(bytes, self).fraction
    guard fraction > Self.maximumMicroseconds, fraction <= Self.maximumNanoseconds else {
      return false
    }
    clock = InterfaceClock(resolution: .nanoseconds)
    return true
  }

  /// Whether the two lengths of a record stand in the order of the versions before 2.3.
  ///
  /// In 2.3 some programs wrote the old order, which shows where it makes the captured length the
  /// greater; libpcap decides in the same way.
  func hasSwappedLengths(capturedLength: Int, originalLength: Int) -> Bool {
    minorVersion < 3 || minorVersion == 3 && capturedLength > originalLength
  }

  /// The longest packet that a record may hold: libpcap's and Wireshark's limits by link type.
  ///
  /// A record has no other mark by which damage could be seen. USB and D-Bus packets may be as
  /// long as the buffer holds.
  var maximumCapturedLength: Int {
    switch linkType.rawValue {
    case 189, 220, 231, 249, 279: CaptureBuffer.maximumByteCount - recordHeaderByteCount
    default: 256 << 10
    }
  }
}
