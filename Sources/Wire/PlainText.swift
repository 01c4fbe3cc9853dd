/// Text that stands for itself.
extension TextBuffer {
  /// Appends up to eight blanks, or as many more as are asked for.
  package mutating func append(blanks count: Int) {
    guard count <= 8 else { return append(repeating: UInt8(ascii: " "), count: count) }
    append(word: 0x2020_2020_2020_2020, byteCount: max(count, 0))
  }

  /// Appends the bytes up to the first that is not printable in ASCII, or that JSON wants escaped
  /// (RFC 8259 §7); returns how many they were.
  package mutating func append(plainBeginningOf bytes: Span<UInt8>) -> Int {
    var index = 0
    while index &+ 8 <= bytes.count {
      let word = bytes.word(at: index)
      // The lowest byte that is found is so for itself: nothing below it carries or borrows.
      let found =
        ((word ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121)
        | ((word ^ 0x5c5c_5c5c_5c5c_5c5c) &- 0x0101_0101_0101_0101)
        | (word &+ 0x0101_0101_0101_0101) | word
      let plain = (found & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
      append(word: word, byteCount: plain)
      index &+= plain
      if plain < 8 { return index }
    }
    while index < bytes.count {
      let byte = bytes[index]
      let isPrintable = byte &- 0x20 < 0x5f
      guard isPrintable, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
      append(byte: byte)
      index &+= 1
    }
    return index
  }
}
