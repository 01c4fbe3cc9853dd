/// Bytes looked at eight at a time.
///
/// Public for one reason: only what is public can be inlined into other modules.
extension Span<UInt8> {
  /// Eight bytes as a number, the first the lowest.
  @inlinable
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    // SAFETY: the load checks the place; any bytes are an integer.
    UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// Loads bytes, with zeros in the place of those after the last.
  @inlinable
  @inline(__always)
  public func paddedWord(at index: Int) -> UInt64 {
    index <= count &- 8 ? word(at: index) : lastWord(at: index)
  }

  @usableFromInline
  func lastWord(at index: Int) -> UInt64 {
    if count >= 8 { return word(at: count &- 8) >> UInt64(8 &* (index &- (count &- 8))) }
    var word: UInt64 = 0
    for place in index..<count { word |= UInt64(self[place]) << UInt64(8 * (place - index)) }
    return word
  }

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
}
