/// Text that stands for itself, looked at eight bytes at a time.
extension TextBuffer {
  /// Appends up to eight blanks, or as many more as are asked for.
  package mutating func append(blanks count: Int) {
    guard count <= 8 else { return append(repeating: UInt8(ascii: " "), count: count) }
    append(word: 0x2020_2020_2020_2020, byteCount: max(count, 0))
  }

  /// Appends the bytes of a range up to the first that is not printable in ASCII, or that JSON wants
  /// escaped (RFC 8259 §7); returns where that is, or the end of the range.
  package mutating func append(plainBeginningOf range: Range<Int>, in bytes: Span<UInt8>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      let word = bytes.paddedWord(at: index)
      // The lowest byte that is found is so for itself: nothing below it carries or borrows.
      let found =
        ((word ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121)
        | ((word ^ 0x5c5c_5c5c_5c5c_5c5c) &- 0x0101_0101_0101_0101)
        | (word &+ 0x0101_0101_0101_0101) | word
      let plain = (found & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
      let added = min(plain, range.upperBound &- index)
      append(word: word, byteCount: added)
      index &+= added
      if added < 8 { break }
    }
    return index
  }
}

extension Span<UInt8> {
  /// Whether the bytes are the same.
  package func equals(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while index < count {
      if paddedWord(at: index) != other.paddedWord(at: index) { return false }
      index += 8
    }
    return true
  }

  /// Where a byte first stands in a range; nil where it does not.
  package func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let word = paddedWord(at: index) ^ 0x0101_0101_0101_0101 &* UInt64(byte)
      // The lowest byte that is found is 0: nothing below it borrows.
      let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      if zeros != 0 {
        let found = index + zeros.trailingZeroBitCount / 8
        return found < range.upperBound ? found : nil
      }
      index += 8
    }
    return nil
  }
}
