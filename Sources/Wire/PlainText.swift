/// Text that stands for itself.
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
