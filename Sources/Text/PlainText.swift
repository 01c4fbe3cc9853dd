import Wire

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

private typealias Bytes16 = SIMD16<UInt8>

/// Tests of sixteen bytes at a time; a byte that is found has the highest bit set.
extension SIMD16<UInt8> {
  /// Bytes that a JSON string must escape (RFC 8259 §7), and DEL.
  @inline(__always)
  fileprivate var escapedInJSON: Self {
    // `^ 2` makes of characters below 0x20, and of the quotation mark, the ones below 0x21.
    let (quotes, backslashes) = (self ^ Self(repeating: 2), self ^ Self(repeating: 0x5c))
    return
      ((quotes &- Self(repeating: 0x21)) | (backslashes &- Self(repeating: 1))
      | (self &+ Self(repeating: 1))) & ~self
  }

  /// Bytes that are no printable ASCII character.
  @inline(__always)
  fileprivate var unprintable: Self {
    self | (self &- Self(repeating: 0x20)) | (self &+ Self(repeating: 1))
  }

  @inline(__always)
  fileprivate var hasNoHighestBit: Bool {
    // SAFETY: both are sixteen bytes without any meaning of their own.
    let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
    return (halves[0] | halves[1]) & 0x8080_8080_8080_8080 == 0
  }
}

extension Span<UInt8> {
  /// Whether no byte is one that a JSON string must escape (RFC 8259 §7), nor DEL.
  package var isPlainInJSON: Bool { hasNone { $0.escapedInJSON } }

  /// Whether every byte is a printable ASCII character.
  package var isPrintableASCII: Bool { hasNone { $0.unprintable } }

  /// Whether every byte is a printable ASCII character that a string holds as it is.
  package var isPlainASCIIInJSON: Bool { hasNone { $0.unprintable | $0.escapedInJSON } }

  @inline(__always)
  private func hasNone(_ find: (Bytes16) -> Bytes16) -> Bool {
    // SAFETY: the pointer is used within its closure, for sixteen bytes that end with the span's
    // last at the latest; of fewer, a copy is made.
    unsafe withUnsafeBytes { bytes in
      guard bytes.count >= 16 else {
        var block = Bytes16(repeating: UInt8(ascii: " "))
        unsafe withUnsafeMutableBytes(of: &block) { unsafe $0.copyMemory(from: bytes) }
        return find(block).hasNoHighestBit
      }
      let last = unsafe bytes.loadUnaligned(fromByteOffset: bytes.count - 16, as: Bytes16.self)
      var found = find(last)
      var index = 0
      while index < bytes.count - 16 {
        found |= find(unsafe bytes.loadUnaligned(fromByteOffset: index, as: Bytes16.self))
        index += 16
      }
      return found.hasNoHighestBit
    }
  }
}
