import SCCP
import Wire

extension Corpus {
  /// What fuzz targets look for in their inputs, in libFuzzer's form: magic numbers, types, ports,
  /// message headers.
  package static var dictionary: String {
    var words: [[UInt8]] = [
      [0x1f, 0x8b, 8], [0x28, 0xb5, 0x2f, 0xfd], [0x16, 3, 1], [7, 0xd0], [0x12, 0xb5],
      [0xaa, 0xaa, 3], [0x45, 0], [0x60, 0, 0, 0], [0xff, 3], [0xff, 0xff, 0xff, 0xff],
      [0xff, 0xff, 0xff, 0x7f], [0, 0, 0, 0x80], [0x80, 1], [0x1e, 1], [0x1b, 0x5b],
      [0xe2, 0x80, 0xae], [0xc2, 0x9b],
    ]
    let types: [UInt32] = [
      0x0a0d_0d0a, 0x1a2b_3c4d, 1, 2, 3, 4, 5, 6, 9, 10, 0xbad, 0x4000_0bad, 0xa1b2_c3d4,
      0xa1b2_3c4d, 0xa1b2_cd34, 0x544c_534b,
    ]
    for order in [ByteOrder.littleEndian, .bigEndian] {
      words += types.map { type in bytes(order) { $0.uint32(type) } }
      // Option codes with a length after them.
      words += (UInt16(0)...15).map { code in
        bytes(order) { writer in
          writer.uint16(code)
          writer.uint16(8)
        }
      }
    }
    let etherTypes: [UInt16] = [
      0x0800, 0x86dd, 0x8100, 0x88a8, 0x9100, 0x8847, 0x8848, 0x8864, 0x6558, 0x88be, 0x22eb,
      0x880b,
    ]
    words += etherTypes.map { type in bytes(.bigEndian) { $0.uint16(type) } }
    words += versions.map { version in
      bytes(.littleEndian) { $0.uint32(UInt32(truncatingIfNeeded: version)) }
    }
    words += Catalogue.messages.map { message in
      bytes(.littleEndian) { $0.uint32(message.identifier) }
    }
    return words.map { "\"" + $0.map(escape).joined() + "\"\n" }.joined()
  }

  private static func bytes(
    _ order: ByteOrder, _ write: (inout ByteWriter) -> Void
  ) -> [UInt8] {
    var writer = ByteWriter(order: order)
    write(&writer)
    return writer.bytes
  }

  private static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.count < 2 ? "0" : "") + digits
  }
}
