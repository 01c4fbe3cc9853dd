/// The Internet checksum: the ones' complement of the ones' complement sum of 16-bit words.
///
/// RFC 1071; an odd byte at the end counts as the high half of a word.
struct InternetChecksum {
  private var sum: UInt32 = 0

  /// Sums bytes; all but the last call must give an even number of them.
  mutating func append(_ bytes: [UInt8]) {
    for index in stride(from: 0, to: bytes.count, by: 2) {
      let low = index + 1 < bytes.count ? UInt32(bytes[index + 1]) : 0
      sum += UInt32(bytes[index]) << 8 | low
      sum = sum & 0xffff + sum >> 16
    }
  }

  /// What is to be written into the header, whose own field counted as 0.
  var value: UInt16 {
    ~UInt16(truncatingIfNeeded: sum & 0xffff + sum >> 16)
  }
}
