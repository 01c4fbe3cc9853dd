import Wire

/// What the decoder asks of a message's bytes; places past the end read as nothing.
extension Span<UInt8> {
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
    return (firstIndex(of: 0, in: start..<end) ?? end) - start
  }
}
