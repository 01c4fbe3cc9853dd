import Wire

/// Small captures that together have every block, option and magic number that the reader knows.
enum BlockSeeds {
  static var all: [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for order in [ByteOrder.littleEndian, .bigEndian] {
      files += blocks(order).map { name, block in
        ("\(order)-\(name)", section(order) + interface(order) + block)
      }
      let whole = blocks(order).reduce(section(order) + interface(order)) { $0 + $1.block }
      files.append(("\(order)-all", whole))
      files.append(("\(order)-gzip", StoredCompression.gzip(whole)))
      files.append(("\(order)-zstd", StoredCompression.zstd(whole)))
      for magic: UInt32 in [0xa1b2_c3d4, 0xa1b2_3c4d, 0xa1b2_cd34] {
        files.append(("\(order)-pcap-\(String(magic, radix: 16))", pcap(order, magic)))
      }
    }
    files.append(("two-sections", section(.littleEndian) + section(.bigEndian)))
    return files
  }

  static func section(_ order: ByteOrder) -> [UInt8] {
    block(0x0a0d_0d0a, order) { body in
      body.uint32(0x1a2b_3c4d)
      body.uint16(1)
      body.uint16(0)
      body.uint64(.max)
      for code: UInt16 in 1...4 { body.seedOption(code, Array("text".utf8)) }
      body.uint32(0)
    }
  }

  static func interface(_ order: ByteOrder, linkType: UInt16 = 1) -> [UInt8] {
    block(1, order) { body in
      body.uint16(linkType)
      body.uint16(0)
      body.uint32(96)
      body.seedOption(2, Array("eth0".utf8))
      body.seedOption(3, Array("an interface".utf8))
      body.seedOption(9, [9])
      body.seedOption(11, [0] + Array("tcp port 2000".utf8))
      body.seedOption(12, Array("Linux".utf8))
      body.seedOption(14, [0, 0, 0, 0, 0, 0, 0, 5])
      body.seedOption(15, Array("a card".utf8))
      body.uint32(0)
    }
  }

  private static func blocks(_ order: ByteOrder) -> [(name: String, block: [UInt8])] {
    let data: [UInt8] = [1, 2, 3, 4, 5, 6, 7]
    return [
      ("enhanced", packet(6, order, data)), ("obsolete", packet(2, order, data)),
      (
        "simple",
        block(3, order) { body in
          body.uint32(200)
          body.append(data)
          body.pad(to: 4)
        }
      ),
      (
        "names",
        block(4, order) { body in
          body.seedOption(1, [10, 0, 0, 1] + Array("cucm\0".utf8))
          body.seedOption(2, Array(repeating: 0xfe, count: 16) + Array("phone\0".utf8))
          body.uint32(0)
        }
      ),
      (
        "statistics",
        block(5, order) { body in
          body.uint32(0)
          body.uint64(7)
          for code: UInt16 in 2...8 { body.seedOption(code, [1, 0, 0, 0, 0, 0, 0, 2]) }
          body.uint32(0)
        }
      ),
      ("journal", block(9, order) { $0.append(Array("__CURSOR=1\n\0".utf8)) }),
      (
        "secrets",
        block(10, order) { body in
          body.uint32(0x544c_534b)
          body.uint32(6)
          body.append(Array("CLIENT".utf8))
          body.pad(to: 4)
        }
      ),
      ("custom", block(0xbad, order) { $0.uint32(9) }),
      ("custom-not-copied", block(0x4000_0bad, order) { $0.uint32(9) }),
      ("unknown", block(0x1234_5678, order) { $0.uint32(9) }),
      ("interface", interface(order, linkType: 101)),
    ]
  }

  /// An Enhanced Packet Block, or the obsolete one, whose fields are as long.
  private static func packet(_ type: UInt32, _ order: ByteOrder, _ data: [UInt8]) -> [UInt8] {
    block(type, order) { body in
      body.uint32(0)
      body.uint32(0x0005_0000)
      body.uint32(0x1234_5678)
      body.uint32(UInt32(truncatingIfNeeded: data.count))
      body.uint32(60)
      body.append(data)
      body.pad(to: 4)
      body.seedOption(1, Array("a comment".utf8))
      body.seedOption(2, [0, 0, 0, 1])
      body.uint32(0)
    }
  }

  private static func pcap(_ order: ByteOrder, _ magic: UInt32) -> [UInt8] {
    var writer = ByteWriter(order: order)
    writer.uint32(magic)
    writer.uint16(2)
    writer.uint16(4)
    writer.uint64(0)
    writer.uint32(65_535)
    writer.uint32(1)
    for length: UInt32 in [5, 0, 12] {
      writer.uint64(0x0000_0001_0000_0002)
      writer.uint32(length)
      writer.uint32(60)
      if magic == 0xa1b2_cd34 { writer.uint64(0) }
      writer.zeros(Int(length))
    }
    return writer.bytes
  }

  static func block(
    _ type: UInt32, _ order: ByteOrder, _ write: (inout ByteWriter) -> Void
  ) -> [UInt8] {
    var body = ByteWriter(order: order)
    write(&body)
    body.pad(to: 4)
    var writer = ByteWriter(order: order)
    let length = UInt32(truncatingIfNeeded: body.count + 12)
    writer.uint32(type)
    writer.uint32(length)
    writer.append(body.bytes)
    writer.uint32(length)
    return writer.bytes
  }
}

extension ByteWriter {
  /// An option, or a record of names: code, length, value padded to 32 bits.
  fileprivate mutating func seedOption(_ code: UInt16, _ value: [UInt8]) {
    uint16(code)
    uint16(UInt16(truncatingIfNeeded: value.count))
    append(value)
    pad(to: 4)
  }
}
