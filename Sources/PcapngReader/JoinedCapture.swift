import Wire

/// The beginning of another capture where a packet or a block should be: two files were joined as
/// cat joins them, which only pcapng allows for.
enum JoinedCapture {
  /// Bytes that are looked at: a magic number and what follows it.
  static let byteCount = 12

  /// Throws where another capture begins at the front of the buffer.
  @inline(__always)  // Once per packet that matters.
  static func check(_ buffer: borrowing CaptureBuffer) throws(CaptureError) {
    let bytes = buffer.bytes
    guard bytes.count >= byteCount else { return }
    switch bytes[0] {
    case 0xa1, 0xd4, 0x4d, 0x34, 0x0a: try checkAll(buffer)
    default: break
    }
  }

  @inline(never)
  private static func checkAll(_ buffer: borrowing CaptureBuffer) throws(CaptureError) {
    guard let format = format(at: buffer.bytes) else { return }
    throw CaptureError(
      .joint(at: buffer.fileOffset), .joined(format: format, at: buffer.fileOffset))
  }

  /// What begins there; nil where nothing says that it is another file.
  static func format(at bytes: Span<UInt8>) -> String? {
    guard bytes.count >= byteCount else { return nil }
    let magic = bytes.uint32(at: 0, .bigEndian)
    if let (_, order) = PcapFileHeader.Variant.announced(by: magic) {
      // The version follows: 2.4, in the order that the magic number says.
      let isLittle = order == .littleEndian
      let (major, minor) = (bytes[isLittle ? 4 : 5], bytes[isLittle ? 6 : 7])
      let others = bytes[isLittle ? 5 : 4] | bytes[isLittle ? 7 : 6]
      return others == 0 && major == 2 && minor <= 4 ? "pcap" : nil
    }
    let orderMagic = bytes.uint32(at: 8, .bigEndian)
    let isSection = magic == BlockType.sectionHeader.rawValue
    return isSection && (orderMagic == 0x1a2b_3c4d || orderMagic == 0x4d3c_2b1a) ? "pcapng" : nil
  }
}
