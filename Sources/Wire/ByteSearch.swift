/// Searches in bytes: among the characters of a string they would cost far more.
extension Span<UInt8> {
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

  /// The index after the first place from `start` on where `key` stands.
  package func firstIndex(behind key: Span<UInt8>, from start: Int = 0) -> Int? {
    guard !key.isEmpty, key.count <= count else { return nil }
    var index = Swift.max(start, 0)
    while let place = firstIndex(of: key[0], in: index..<Swift.max(index, count - key.count + 1)) {
      index = place + 1
      var length = 1
      while length < key.count, self[place + length] == key[length] { length += 1 }
      if length == key.count { return place + length }
    }
    return nil
  }

  /// Whether a part of it spells a name.
  @inlinable
  package func spells(_ name: String, in range: Range<Int>) -> Bool {
    // Most names differ in length, which the compiler knows of those that stand in the program.
    name.utf8.count == range.count && holds(name, at: range.lowerBound)
  }

  /// Whether a name stands at a place from which on there are as many bytes.
  @usableFromInline
  func holds(_ name: String, at start: Int) -> Bool {
    let bytes = name.utf8.span
    for index in bytes.indices where self[start + index] != bytes[index] { return false }
    return true
  }
}
