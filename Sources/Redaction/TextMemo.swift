import Wire

/// Texts and what stands in their place: names, labels and prompts come again and again.
struct TextMemo {
  /// Where a text lies in the pool; what stands in its place lies behind it, as long.
  private struct Entry {
    var hash: UInt64 = 0
    var start = 0
    var count = 0
    var isOther = false
  }

  /// What stands in the place of a text.
  struct Replacement {
    /// Where it lies, for ``bytes(at:)``.
    let place: Range<Int>
    /// Whether it is another text.
    let isOther: Bool
  }

  /// Texts that are kept, each in the place that its hash says.
  private static let slotCount = 1 << 13
  /// Bytes of texts and replacements, after which all are forgotten.
  private static let maximumByteCount = 2 << 20
  /// Bytes of a text: longer ones do not come again.
  private static let maximumTextByteCount = 512

  private var entries = [Entry](repeating: Entry(), count: slotCount)
  private var pool: [UInt8] = []
  private let seed = UInt64.random(in: 0 ... .max)

  /// The name of a text, for ``replacement(for:_:)``; `kind` says what decides beside the text.
  func name(of text: Span<UInt8>, _ kind: UInt64) -> UInt64 {
    var hash = StableHash(seed: seed ^ kind)
    var index = 0
    while index < text.count {
      hash.combine(text.paddedWord(at: index))
      index += 8
    }
    hash.combine(UInt64(text.count))
    // None is 0.
    return hash.value | 1
  }

  /// What stands in the place of a text; nil for an unknown one.
  func replacement(for text: Span<UInt8>, _ name: UInt64) -> Replacement? {
    let entry = entries[Int(truncatingIfNeeded: name >> 16) & (Self.slotCount - 1)]
    guard entry.hash == name, entry.count == text.count,
      pool.span.extracting(entry.start..<entry.start + entry.count).equals(text)
    else { return nil }
    return Replacement(
      place: entry.start + entry.count..<entry.start + 2 * entry.count, isOther: entry.isOther)
  }

  @_lifetime(borrow self)
  func bytes(at place: Range<Int>) -> Span<UInt8> {
    pool.span.extracting(place)
  }

  /// Keeps what stands in the place of a text, as long as it.
  mutating func keep(_ replacement: [UInt8], for text: [UInt8], _ name: UInt64) {
    guard text.count <= Self.maximumTextByteCount, replacement.count == text.count else { return }
    if pool.count + 2 * text.count > Self.maximumByteCount {
      pool.removeAll(keepingCapacity: true)
      for index in entries.indices { entries[index] = Entry() }
    }
    entries[Int(truncatingIfNeeded: name >> 16) & (Self.slotCount - 1)] = Entry(
      hash: name, start: pool.count, count: text.count, isOther: replacement != text)
    pool += text
    pool += replacement
  }
}
