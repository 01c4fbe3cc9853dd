import PcapngReader
import Testing
import Wire

/// The views of blocks that hold no packet.
@Suite struct BlockViewTests {
  /// Builds a file of one section and one block more, and hands on that block's body.
  private func withBody(
    _ order: ByteOrder, _ type: UInt32, _ write: (inout ByteWriter) -> Void,
    _ check: (borrowing Block) throws -> Void
  ) throws {
    var file = CaptureBytes()
    file.section(order)
    file.block(type, write)
    var reader = BlockReader(MemorySource(file.bytes))
    _ = try reader.next()
    let block = try reader.next()
    guard let block else { throw CaptureError(.file, .isEmpty) }
    #expect(block.type.rawValue == type)
    #expect(block.fileOffset == 28)
    try check(block)
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `names are told from addresses`(order: ByteOrder) throws {
    func write(_ writer: inout ByteWriter) {
      writer.uint16(1)
      writer.uint16(9)
      writer.append([192, 0, 2, 1] + Array("host\u{0}".utf8) + [0, 0, 0])
      writer.uint16(2)
      writer.uint16(18)
      writer.append([UInt8](repeating: 1, count: 16) + Array("a\u{0}".utf8) + [0, 0])
      writer.uint16(9)
      writer.uint16(1)
      writer.append([5, 0, 0, 0])
      writer.uint32(0)
      writer.uint32(77)
    }
    try withBody(order, 4, write) { block in
      var names = NameResolutionBlock(body: block.body)
      var seen: [[UInt8]] = []
      while let record = names.nextRecord() {
        seen.append([UInt8(truncatingIfNeeded: record.type)] + Array(copying: record.address))
        seen.append(Array(copying: record.names))
      }
      #expect(
        seen == [
          [1, 192, 0, 2, 1], Array("host\u{0}".utf8),
          [2] + [UInt8](repeating: 1, count: 16), Array("a\u{0}".utf8), [9], [5],
        ])
    }
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `a custom block names its organisation`(order: ByteOrder) throws {
    try withBody(
      order, 0x4000_0bad,
      { writer in
        writer.uint32(36_724)
        writer.append([1, 2, 3, 4])
      }
    ) { block in
      let custom = try CustomBlock(body: block.body)
      #expect(custom.enterpriseNumber == 36_724)
      #expect(custom.content.count == 4)
      #expect(block.totalLength == 20)
    }
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `an old packet block counts what was lost before it`(order: ByteOrder) throws {
    for (drops, expected) in [(UInt16(0), UInt16?(0)), (7, 7), (.max, nil)] {
      try withBody(
        order, 2,
        { writer in
          writer.uint16(3)
          writer.uint16(drops)
          writer.zeros(16)
        }
      ) { block in
        let packet = try ObsoletePacketBlock(body: block.body)
        #expect(packet.interfaceID == 3)
        #expect(packet.dropCount == expected)
      }
    }
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `a section length of -1 is no length`(order: ByteOrder) throws {
    for (length, expected) in [(Int64(-1), UInt64?.none), (48, 48)] {
      var file = CaptureBytes()
      file.section(order, minor: 2, length: length)
      var reader = BlockReader(MemorySource(file.bytes))
      let block = try reader.next()
      guard let block else { throw CaptureError(.file, .isEmpty) }
      let header = try SectionHeaderBlock(body: block.body)
      #expect(header.sectionLength == expected)
      #expect(header.majorVersion == 1)
      #expect(header.minorVersion == 2)
    }
  }
}
