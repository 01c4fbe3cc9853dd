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
    let hash: UInt64
    /// Where its bytes lie in the pool.
    let start: Int
    let count: Int
    let kind: Kind
    /// Whether it is a text as UTF-16 has it.
    let isWide: Bool
  }

  /// How many bytes values have that begin alike.
  private struct Length: Sendable {
    let beginning: UInt32
    let count: Int
  }

  /// The fewest bytes of a value that is searched for: fewer stand everywhere by chance.
  package static let minimumByteCount = 4

  private var pool: [UInt8] = []
  private var patterns: [Pattern] = []
  /// The patterns by their hashes.
  private var patternIndex = HashIndex()
  private var lengths: [Length] = []
  /// The lengths by first four bytes.
  private var lengthIndex = HashIndex()
  /// A bit for each hash of first bytes, so that nearly all places are passed over at once.
  private var beginnings = [UInt64](repeating: 0, count: 1 << 14)

  package init() {}

  package var isEmpty: Bool { patterns.isEmpty }

  /// Adds a value; one that is too short is left out.
  package mutating func add(_ bytes: [UInt8], _ kind: Kind, isWide: Bool = false) {
    guard bytes.count >= Self.minimumByteCount else { return }
    let whole = Self.hash(of: bytes.span)
    if pattern(bytes.span, whole) != nil { return }
    let beginning = UInt32(truncatingIfNeeded: bytes.span.paddedWord(at: 0))
    if !hasLength(bytes.count, beginning) {
      lengths.append(Length(beginning: beginning, count: bytes.count))
      lengthIndex.append(UInt64(beginning))
    }
    patterns.append(
      Pattern(
        hash: whole, start: pool.count, count: bytes.count, kind: kind, isWide: isWide))
    patternIndex.append(whole)
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

  /// The longest value that bytes have from a place on: one of the lengths that values have which begin
  /// as they do.
  private func longest(
    _ beginning: UInt32, in bytes: Span<UInt8>, at index: Int
  ) -> Int? {
    var longest: Int?
    var longestCount = 0
    var next = lengthIndex.first(UInt64(beginning))
    while next >= 0 {
      let length = lengths[next]
      next = lengthIndex.after(next)
      guard length.beginning == beginning, length.count > longestCount,
        index + length.count <= bytes.count
      else { continue }
      let value = bytes.extracting(index..<index + length.count)
      if let pattern = pattern(value, Self.hash(of: value)) {
        (longest, longestCount) = (pattern, length.count)
      }
    }
    return longest
  }

  private func hasLength(_ count: Int, _ beginning: UInt32) -> Bool {
    var next = lengthIndex.first(UInt64(beginning))
    while next >= 0 {
      if lengths[next].beginning == beginning, lengths[next].count == count { return true }
      next = lengthIndex.after(next)
    }
    return false
  }

  /// The pattern of these bytes.
  private func pattern(_ bytes: Span<UInt8>, _ hash: UInt64) -> Int? {
    var next = patternIndex.first(hash)
    while next >= 0 {
      let pattern = patterns[next]
      if pattern.hash == hash, pattern.count == bytes.count,
        pool.span.extracting(pattern.start..<pattern.start + pattern.count).equals(bytes)
      {
        return next
      }
      next = patternIndex.after(next)
    }
    return nil
  }

  /// A hash of the length, the beginning and the end; all bytes of most values are in it.
  private static func hash(of bytes: Span<UInt8>) -> UInt64 {
    var hash = StableHash(seed: UInt64(bytes.count))
    hash.combine(bytes.paddedWord(at: 0))
    if bytes.count > 8 { hash.combine(bytes.paddedWord(at: bytes.count - 8)) }
    return hash.value
  }
}

/// Elements of a list by their hashes.
private struct HashIndex: Sendable {
  private var hashes: [UInt64] = []
  /// The newest element for each end of a hash; -1 for none.
  private var heads: [Int32] = []
  /// The element before each one with the same end of its hash; -1 for none.
  private var nexts: [Int32] = []

  private static let initialCount = 64

  /// Adds the next element of the list.
  mutating func append(_ hash: UInt64) {
    hashes.append(hash)
    nexts.append(-1)
    if hashes.count > heads.count {
      heads = Array(repeating: -1, count: max(2 * heads.count, Self.initialCount))
      for index in hashes.indices { link(index) }
    } else {
      link(hashes.count - 1)
    }
  }

  private mutating func link(_ index: Int) {
    let slot = slot(of: hashes[index])
    nexts[index] = heads[slot]
    heads[slot] = Int32(truncatingIfNeeded: index)
  }

  private func slot(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9e37_79b9_7f4a_7c15) >> 32) & (heads.count - 1)
  }

  /// The first element that may have a hash; -1 for none.
  func first(_ hash: UInt64) -> Int { heads.isEmpty ? -1 : Int(heads[slot(of: hash)]) }

  /// The element after one; -1 for none.
  func after(_ index: Int) -> Int { Int(nexts[index]) }
}
