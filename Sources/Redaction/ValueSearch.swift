import Text
import Wire

/// Finds any of many values in bytes.
package struct ValueSearch: Sendable {
  /// A value that was found.
  package struct Hit {
    /// Where its bytes lie.
    package let place: Range<Int>
    fileprivate let pattern: Int
  }

  /// What a value is.
  package enum Kind: Sendable {
    case key, text, address, macAddress, number
  }

  private struct Pattern: Sendable {
    /// Where its bytes lie in the pool.
    let start: Int
    let count: Int
    /// Its bytes after the first four, up to four, and which of them there are.
    let rest: UInt32
    let mask: UInt32
    /// The pattern before it that begins alike; -1 for none.
    let next: Int
    let kind: Kind
    /// Whether it is a text as UTF-16 has it.
    let isWide: Bool
  }

  /// The fewest bytes of a value that is searched for: fewer stand everywhere by chance.
  package static let minimumByteCount = 4

  private var pool: [UInt8] = []
  private var patterns: [Pattern] = []
  /// The newest pattern by its first four bytes.
  private var newest: [UInt32: Int] = [:]
  /// A bit for each hash of first bytes, so that nearly all places are passed over at once.
  private var beginnings = [UInt64](repeating: 0, count: 1 << 14)

  package init() {}

  package var isEmpty: Bool { patterns.isEmpty }

  /// Adds a value; one that is too short is left out.
  package mutating func add(_ bytes: [UInt8], _ kind: Kind, isWide: Bool = false) {
    guard bytes.count >= Self.minimumByteCount else { return }
    let word = bytes.span.paddedWord(at: 0)
    let beginning = UInt32(truncatingIfNeeded: word)
    let restCount = min(bytes.count - Self.minimumByteCount, 4)
    patterns.append(
      Pattern(
        start: pool.count, count: bytes.count, rest: UInt32(truncatingIfNeeded: word >> 32),
        mask: restCount == 4 ? .max : 1 << UInt32(8 * restCount) - 1,
        next: newest[beginning] ?? -1, kind: kind, isWide: isWide))
    newest[beginning] = patterns.count - 1
    pool += bytes
    let hash = Self.hash(beginning)
    beginnings[hash / 64] |= 1 << UInt64(hash % 64)
  }

  /// What was found, in words.
  package func words(for hit: Hit) -> String {
    let pattern = patterns[hit.pattern]
    var text = TextBuffer()
    let step = pattern.isWide ? 2 : 1
    let bytes = stride(from: pattern.start, to: pattern.start + pattern.count, by: step)
      .map { pool[$0] }
    text.append(decoding: bytes.span)
    return switch pattern.kind {
    case .key: "a key"
    case .text: "“\(String(text))”"
    case .address: "the address \(String(text))"
    case .macAddress: "a MAC address"
    case .number: "a number"
    }
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
            let place = index + step..<index + step + patterns[pattern].count
            return Hit(place: place, pattern: pattern)
          }
        }
      }
      index += 5
    }
    return nil
  }

  private func longest(
    _ beginning: UInt32, in bytes: Span<UInt8>, at index: Int
  ) -> Int? {
    guard var next = newest[beginning] else { return nil }
    let patterns = patterns.span
    let rest = UInt32(truncatingIfNeeded: bytes.paddedWord(at: index) >> 32)
    var longest: Int?
    var longestCount = 0
    while next >= 0 {
      let pattern = next
      next = patterns[pattern].next
      let count = patterns[pattern].count
      guard (rest ^ patterns[pattern].rest) & patterns[pattern].mask == 0, count >= longestCount,
        index + count <= bytes.count
      else { continue }
      let start = patterns[pattern].start
      if pool.span.extracting(start..<start + count)
        .equals(bytes.extracting(index..<index + count))
      {
        (longest, longestCount) = (pattern, count)
      }
    }
    return longest
  }
}
