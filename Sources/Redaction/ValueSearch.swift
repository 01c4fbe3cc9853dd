import Wire

/// Finds any of many values in bytes.
package struct ValueSearch: Sendable {
  /// A value that was found.
  package struct Hit {
    /// Where its bytes lie.
    package let place: Range<Int>
    /// What it is, in words.
    package let what: String
  }

  private struct Pattern: Sendable {
    let bytes: [UInt8]
    let what: String
  }

  /// The fewest bytes of a value that is searched for: fewer stand everywhere by chance.
  package static let minimumByteCount = 4

  /// Values by their first bytes.
  private var patterns: [UInt32: [Pattern]] = [:]
  /// A bit for each hash of first bytes, so that nearly all places are passed over at once.
  private var beginnings = [UInt64](repeating: 0, count: 1 << 14)

  package init() {}

  package var isEmpty: Bool { patterns.isEmpty }

  /// Adds a value; one that is too short is left out.
  package mutating func add(_ bytes: [UInt8], _ what: String) {
    guard bytes.count >= Self.minimumByteCount else { return }
    let beginning = bytes.span.uint32(at: 0, .littleEndian)
    patterns[beginning, default: []].append(Pattern(bytes: bytes, what: what))
    let hash = Self.hash(beginning)
    beginnings[hash / 64] |= 1 << UInt64(hash % 64)
  }

  @inline(__always)
  private static func hash(_ beginning: UInt32) -> Int {
    Int((beginning &* 0x9e37_79b1) >> 12)
  }

  /// The first value in some bytes, from a place on; of several that begin there, the longest.
  package func firstHit(in bytes: Span<UInt8>, from start: Int = 0) -> Hit? {
    guard !isEmpty else { return nil }
    let beginnings = beginnings.span
    let end = bytes.count - Self.minimumByteCount + 1
    let zeros = Self.hash(0)
    let hasZeros = beginnings[zeros / 64] >> UInt64(zeros % 64) & 1 == 1
    var index = start
    while index < end {
      // Eight bytes are five places.
      let word = bytes.paddedWord(at: index)
      if word != 0 || hasZeros {
        for step in 0..<min(5, end - index) {
          let beginning = UInt32(truncatingIfNeeded: word >> UInt64(8 * step))
          let hash = Self.hash(beginning)
          if beginnings[hash / 64] >> UInt64(hash % 64) & 1 == 1,
            let pattern = longest(beginning, in: bytes, at: index + step)
          {
            let place = index + step..<index + step + pattern.bytes.count
            return Hit(place: place, what: pattern.what)
          }
        }
      }
      index += 5
    }
    return nil
  }

  private func longest(
    _ beginning: UInt32, in bytes: Span<UInt8>, at index: Int
  ) -> Pattern? {
    guard let candidates = patterns[beginning] else { return nil }
    var longest: Int?
    var longestCount = 0
    for candidate in candidates.indices {
      let value = candidates[candidate].bytes
      if index + value.count <= bytes.count, value.count > longestCount,
        bytes.extracting(index..<index + value.count).equals(value.span)
      {
        (longest, longestCount) = (candidate, value.count)
      }
    }
    return longest.map { candidates[$0] }
  }
}
