import Wire

/// Compressed files that hold their bytes as they are, so that no library is needed to write them.
package enum StoredCompression {
  /// A gzip member with one stored block (RFC 1952, RFC 1951 §3.2.4), of at most 65,535 bytes.
  package static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let content = bytes.prefix(0xffff)
    let length = UInt16(truncatingIfNeeded: content.count)
    var writer = ByteWriter(order: .littleEndian)
    writer.append([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1])
    writer.uint16(length)
    writer.uint16(~length)
    writer.append(content)
    writer.uint32(checksum(content))
    writer.uint32(UInt32(length))
    return writer.bytes
  }

  /// A zstd frame with one raw block (RFC 8878 §3.1.1), of at most 65,535 bytes.
  package static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    let content = bytes.prefix(0xffff)
    var writer = ByteWriter(order: .littleEndian)
    writer.uint32(0xfd2f_b528)
    // One segment, whose size stands in four bytes.
    writer.uint8(0xa0)
    writer.uint32(UInt32(truncatingIfNeeded: content.count))
    writer.number(UInt64(truncatingIfNeeded: content.count) << 3 | 1, byteCount: 3)
    writer.append(content)
    return writer.bytes
  }

  /// CRC-32 (RFC 1952 §8).
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { former, byte in
      (0..<8).reduce(former ^ UInt32(byte)) { sum, _ in
        sum >> 1 ^ (sum & 1 == 1 ? 0xedb8_8320 : 0)
      }
    }
  }
}
