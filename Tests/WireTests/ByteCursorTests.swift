import Testing
import Wire

@Suite struct ByteCursorTests {
  static let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

  @Test func `numbers are read in the byte order asked for`() throws {
    let bytes = Self.bytes
    var little = ByteCursor(bytes.span, order: .littleEndian)
    #expect(try little.uint16() == 0x0201)
    #expect(try little.uint32() == 0x0605_0403)
    #expect(try little.uint8() == 7)
    var big = ByteCursor(bytes.span, order: .bigEndian)
    #expect(try big.uint64() == 0x0102_0304_0506_0708)
    #expect(big.remaining == 0)
  }

  @Test(arguments: 0..<8) func `a read past the end throws and moves nothing`(length: Int) {
    let bytes = Array(Self.bytes.prefix(length))
    var cursor = ByteCursor(bytes.span, order: .bigEndian)
    #expect(throws: Truncated(needed: 8, available: length, offset: 0)) {
      var copy = ByteCursor(bytes.span, order: .bigEndian)
      _ = try copy.uint64()
    }
    _ = try? cursor.uint64()
    #expect(cursor.offset == 0)
  }

  @Test(arguments: [-1, Int.min, 9, Int.max]) func `an impossible count throws`(count: Int) {
    let bytes = Self.bytes
    var cursor = ByteCursor(bytes.span, order: .bigEndian)
    do {
      try cursor.skip(count)
      Issue.record("skipped \(count) of 8 bytes")
    } catch {
      #expect(error == Truncated(needed: count, available: 8, offset: 0))
    }
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `what a writer writes a cursor reads`(order: ByteOrder) throws {
    var writer = ByteWriter(order: order)
    writer.uint8(0xfe)
    writer.uint16(0xdcba)
    writer.uint32(0x9876_5432)
    writer.uint64(0x0123_4567_89ab_cdef)
    writer.overwrite(uint32: 0xcafe_f00d, at: 3)
    writer.pad(to: 4)
    let bytes = writer.bytes
    #expect(bytes.count == 16)
    var cursor = ByteCursor(bytes.span, order: order)
    #expect(try cursor.uint8() == 0xfe)
    #expect(try cursor.uint16() == 0xdcba)
    #expect(try cursor.uint32() == 0xcafe_f00d)
    #expect(try cursor.uint64() == 0x0123_4567_89ab_cdef)
    #expect(try cursor.uint8() == 0)
  }
}
