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
  private var beginnings = [UInt64](repeating: 0, count: 1024)

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
    Int((beginning &* 0x9e37_79b1) >> 16)
  }

  /// The first value in some bytes, from a place on; of several that begin there, the longest.
  package func firstHit(in bytes: Span<UInt8>, from start: Int = 0) -> Hit? {
    guard !isEmpty, bytes.count >= Self.minimumByteCount else { return nil }
    var index = start
    while index <= bytes.count - Self.minimumByteCount {
      let beginning = bytes.uint32(at: index, .littleEndian)
      let hash = Self.hash(beginning)
      if beginnings[hash / 64] >> UInt64(hash % 64) & 1 == 1,
        let pattern = longest(patterns[beginning] ?? [], in: bytes, at: index)
      {
        return Hit(place: index..<index + pattern.bytes.count, what: pattern.what)
      }
      index += 1
    }
    return nil
  }

  private func longest(
    _ candidates: [Pattern], in bytes: Span<UInt8>, at index: Int
  ) -> Pattern? {
    var longest: Pattern?
    for pattern in candidates
    where index + pattern.bytes.count <= bytes.count
      && pattern.bytes.count > longest?.bytes.count ?? 0
      && pattern.bytes.indices.allSatisfy({ bytes[index + $0] == pattern.bytes[$0] })
    {
      longest = pattern
    }
    return longest
  }
}
