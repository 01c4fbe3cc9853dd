import Testing
import Wire

@Suite struct LittleEndianTests {
  /// A number, byte by byte; 0 where a byte is missing.
  private func number(_ bytes: [UInt8], at offset: Int, byteCount: Int) -> UInt32 {
    guard offset >= 0, offset + byteCount <= bytes.count else { return 0 }
    return bytes[offset..<offset + byteCount].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  @Test func `a number of any length at any place is its bytes, the lowest first`() {
    for count in 0..<12 {
      let bytes = (0..<count).map { UInt8(0x81 + 17 * $0 % 0x7f) }
      for offset in -5...count + 2 {
        for byteCount in 0...4 {
          #expect(
            bytes.span.number(at: offset, byteCount: byteCount)
              == number(bytes, at: offset, byteCount: byteCount),
            "\(byteCount) bytes at \(offset) of \(count)")
        }
      }
    }
  }
}
