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
    /// Four bytes of each, nearly always the first.
    let beginning: UInt32
    /// Where these stand in it.
    let offset: Int
    let count: Int
  }

  /// The fewest bytes of a value that is searched for: fewer stand everywhere by chance.
  package static let minimumByteCount = 4

  private var pool: [UInt8] = []
  private var patterns: [Pattern] = []
  /// The patterns by their hashes.
  private var patternIndex = HashIndex()
  private var lengths: [Length] = []
  /// The lengths by the bytes that values begin with.
  private var lengthIndex = HashIndex()
  /// What values begin with.
  private var beginnings = WindowFilter()
  /// Bytes of long values, of which one stands at each third place wherever such a value does.
  private var windows = WindowFilter()

  /// The fewest bytes of a long value.
  package static let longByteCount = 6
  /// Places from one that is looked at to the next, in a search for long values.
  private static let windowDistance = longByteCount - minimumByteCount + 1

  package init() {}

  package var isEmpty: Bool { patterns.isEmpty }
  /// How many values it looks for.
  var count: Int { patterns.count }

  /// Adds a value; one that is too short is left out.
  package mutating func add(_ bytes: [UInt8], _ kind: Kind, isWide: Bool = false) {
    guard bytes.count >= Self.minimumByteCount else { return }
    let whole = Self.hash(of: bytes.span)
    if pattern(bytes.span, whole) != nil { return }
    let offset = Self.offset(ofBeginningIn: bytes.span)
    let beginning = UInt32(truncatingIfNeeded: bytes.span.paddedWord(at: offset))
    if !hasLength(bytes.count, beginning, offset) {
      lengths.append(Length(beginning: beginning, offset: offset, count: bytes.count))
      lengthIndex.append(UInt64(beginning))
    }
    patterns.append(
      Pattern(
        hash: whole, start: pool.count, count: bytes.count, kind: kind, isWide: isWide))
    patternIndex.append(whole)
    pool += bytes
    beginnings.insert(beginning)
    if bytes.count >= Self.longByteCount {
      for place in offset..<offset + Self.windowDistance {
        windows.insert(UInt32(truncatingIfNeeded: bytes.span.paddedWord(at: place)))
      }
    }
  }

  /// Where a value has the first four bytes that are not all 0: those that are stand everywhere. A long
  /// value has as many after them as if they were the first.
  private static func offset(ofBeginningIn bytes: Span<UInt8>) -> Int {
    let most =
      bytes.count - (bytes.count >= longByteCount ? longByteCount : minimumByteCount)
    var offset = 0
    while offset < most, UInt32(truncatingIfNeeded: bytes.paddedWord(at: offset)) == 0 {
      offset += 1
    }
    return offset
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

  /// The first value in some bytes, from a place on; of several that begin there, the longest.
  package func firstHit(in bytes: Span<UInt8>, from start: Int = 0) -> Hit? {
    // Eight bytes are five places.
    firstHit(in: bytes, from: start, beginnings.span, placeCount: 5, distance: 1) {
      hit($0, in: bytes, from: start, at: $1)
    }
  }

  /// The first long value in some bytes, from a place on; of several that begin there, the longest.
  package func firstLongHit(in bytes: Span<UInt8>, from start: Int = 0) -> Hit? {
    // Eight bytes are two places.
    let distance = Self.windowDistance
    return firstHit(in: bytes, from: start, windows.span, placeCount: 2, distance: distance) {
      longHit(in: bytes, from: start, holding: $1)
    }
  }

  /// The first value whose bytes a filter has, of `placeCount` places in a word, each so far from the
  /// one before it; `hit` looks at what is at a place.
  @inline(__always)  // The places are known then, and the loop over them is none.
  private func firstHit(
    in bytes: Span<UInt8>, from start: Int, _ filter: borrowing WindowFilter.Bits, placeCount: Int,
    distance: Int,
    hit: (_ beginning: UInt32, _ place: Int) -> Hit?
  ) -> Hit? {
    guard !isEmpty else { return nil }
    let end = bytes.count - Self.minimumByteCount + 1
    let hasZeros = filter.contains(0)
    var index = start
    while index < end {
      let word = bytes.paddedWord(at: index)
      if word != 0 || hasZeros {
        for step in 0..<placeCount {
          let place = index + step * distance
          let beginning = UInt32(truncatingIfNeeded: word >> UInt64(8 * step * distance))
          if filter.contains(beginning), place < end, let hit = hit(beginning, place) { return hit }
        }
      }
      index += placeCount * distance
    }
    return nil
  }

  /// The first long value that has the bytes at a place among its first.
  private func longHit(in bytes: Span<UInt8>, from start: Int, holding place: Int) -> Hit? {
    for index in max(start, place - Self.windowDistance + 1)...place {
      let beginning = UInt32(truncatingIfNeeded: bytes.paddedWord(at: index))
      if beginnings.contains(beginning),
        let hit = hit(beginning, in: bytes, from: start, at: index),
        hit.place.count >= Self.longByteCount
      {
        return hit
      }
    }
    return nil
  }

  /// The longest value that begins at a place or, where it begins with zeros, some bytes before it: one
  /// of the lengths that values have which begin alike.
  private func hit(
    _ beginning: UInt32, in bytes: Span<UInt8>, from start: Int, at index: Int
  ) -> Hit? {
    var longest: Hit?
    var next = lengthIndex.first(UInt64(beginning))
    while next >= 0 {
      let length = lengths[next]
      next = lengthIndex.after(next)
      let first = index - length.offset
      guard length.beginning == beginning, length.count > longest?.place.count ?? 0, first >= start,
        first + length.count <= bytes.count
      else { continue }
      let place = first..<first + length.count
      let value = bytes.extracting(place)
      if let pattern = pattern(value, Self.hash(of: value)) {
        longest = Hit(place: place, pattern: pattern)
      }
    }
    return longest
  }

  private func hasLength(_ count: Int, _ beginning: UInt32, _ offset: Int) -> Bool {
    var next = lengthIndex.first(UInt64(beginning))
    while next >= 0 {
      let length = lengths[next]
      if length.beginning == beginning, length.count == count, length.offset == offset {
        return true
      }
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

/// Four bytes that may be among those sought: a bit for each hash, so that nearly all are passed over
/// at once. There are more bits the more are sought.
private struct WindowFilter: Sendable {
  private var bits = [UInt64](repeating: 0, count: 1 << 10)
  /// How far a product is shifted to be a hash.
  private var shift: UInt32 = 16
  private var windows: [UInt32] = []

  /// From 64 Ki bits on to 2 Mi.
  private static let lastShift: UInt32 = 11
  /// Bits for each that is sought.
  private static let share = 16

  mutating func insert(_ window: UInt32) {
    windows.append(window)
    guard windows.count * Self.share > bits.count * 64, shift > Self.lastShift else {
      return mark(window)
    }
    shift -= 1
    bits = Array(repeating: 0, count: bits.count * 2)
    for window in windows { mark(window) }
  }

  private mutating func mark(_ window: UInt32) {
    let hash = span.hash(window)
    bits[hash / 64] |= 1 << UInt64(hash % 64)
  }

  func contains(_ window: UInt32) -> Bool { span.contains(window) }

  /// Its bits, to be looked at many times.
  var span: Bits {
    @_lifetime(borrow self)
    get { Bits(bits.span, shift) }
  }

  struct Bits: ~Escapable {
    private let bits: Span<UInt64>
    private let shift: UInt32

    @_lifetime(copy bits)
    init(_ bits: Span<UInt64>, _ shift: UInt32) {
      self.bits = bits
      self.shift = shift
    }

    @inline(__always)
    func hash(_ window: UInt32) -> Int { Int((window &* 0x9e37_79b1) >> shift) }

    @inline(__always)
    func contains(_ window: UInt32) -> Bool {
      let hash = hash(window)
      return bits[hash / 64] >> UInt64(hash % 64) & 1 == 1
    }
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
