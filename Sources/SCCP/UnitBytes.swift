/// What the decoder asks of a message's bytes; places past the end read as nothing.
extension Span<UInt8> {
  /// A little-endian number of one to four bytes; 0 where they are not all there.
  func number(at offset: Int, byteCount: Int) -> UInt32 {
    guard offset >= 0, byteCount <= count - offset else { return 0 }
    switch byteCount {
    case 4: return word(at: offset)
    case 2: return UInt32(self[offset]) | UInt32(self[offset + 1]) << 8
    case 1: return UInt32(self[offset])
    default:
      return (0..<max(byteCount, 0)).reduce(0) { $0 | UInt32(self[offset + $1]) << UInt32(8 * $1) }
    }
  }

  /// A little-endian number of four bytes, which are there.
  @inline(__always)
  func word(at offset: Int) -> UInt32 {
    let word = extracting(offset..<offset + 4)
    return UInt32(word[0]) | UInt32(word[1]) << 8 | UInt32(word[2]) << 16 | UInt32(word[3]) << 24
  }

  /// Whether a 32-bit word other than 0 begins at `offset`.
  func hasWord(at offset: Int) -> Bool {
    offset + 4 <= count && number(at: offset, byteCount: 4) != 0
  }

  /// Whether the bytes of `range`, counted from `base`, are there and 0.
  func isZero(in range: Range<Int>, from base: Int) -> Bool {
    guard base + range.upperBound <= count else { return false }
    return range.allSatisfy { self[base + $0] == 0 }
  }

  /// Bytes from `start` to the first NUL, which counts, or to the end.
  func packedTextByteCount(from start: Int) -> Int {
    let text = textByteCount(from: start, in: count - start)
    return Swift.min(text + 1, count - start)
  }

  /// Bytes from `start` to the first NUL, which does not count, or through `limit` bytes.
  func textByteCount(from start: Int, in limit: Int) -> Int {
    let end = Swift.min(count, start + Swift.max(limit, 0))
    guard start < end else { return 0 }
    let text = extracting(start..<end)
    for index in text.indices where text[index] == 0 { return index }
    return text.count
  }
}
