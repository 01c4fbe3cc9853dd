import Text
import Wire

/// What stands in the place of each number or word of captures, as ``ReplacementChoice`` has it.
///
/// The bytes of all are in one pool, because an array and the hashing of a `Dictionary` for each would
/// cost more than all else that is done with them.
struct TextMap: Sendable {
  /// Values that are kept; what comes beyond them has the replacement that the key says.
  private static let maximumCount = 1 << 20

  private struct Entry: Sendable {
    let hash: UInt64
    /// Where the value lies in the pool.
    let place: Range<Int>
    /// Where its replacement does; empty before that is settled.
    var replacement = 0..<0
  }

  private var pool: [UInt8] = []
  private var entries: [Entry] = []
  /// Indices of entries, each in the first free slot from the one on that its hash says; -1 for none. At
  /// least every second slot is free.
  private var slots: [Int32] = []
  /// Secret, so that nobody makes a capture whose values collide.
  private let seed = UInt64.random(in: 0 ... .max)

  private static let initialSlotCount = 64

  /// Lends each value that the captures have.
  func forEachOriginal(_ body: ([UInt8]) -> Void) {
    for entry in entries { body(Array(pool[entry.place])) }
  }

  /// Takes note of a value of the captures, before any is replaced.
  mutating func note(_ value: Span<UInt8>) {
    let hash = hash(of: value)
    guard entries.count < Self.maximumCount, index(of: value, hash) == nil else { return }
    let start = pool.count
    pool.append(value)
    entries.append(Entry(hash: hash, place: start..<pool.count))
    if 2 * entries.count > slots.count {
      slots = Array(repeating: -1, count: max(2 * slots.count, Self.initialSlotCount))
      for index in entries.indices { link(index) }
    } else {
      link(entries.count - 1)
    }
  }

  /// Settles what stands in the place of each noted value.
  ///
  /// Returns replacements that the captures have as values too, because nothing else was left.
  mutating func settle(
    by image: ([UInt8], _ variant: Int) -> [UInt8], accepts: ([UInt8]) -> Bool
  ) -> [[UInt8]] {
    let values = entries.map { Array(pool[$0.place]) }
    let order = values.indices.sorted { values[$0].lexicographicallyPrecedes(values[$1]) }
    let (all, unavoidable) = ReplacementChoice.replacements(
      for: order.map { values[$0] }, by: image
    ) { !contains($0.span) && accepts($0) }
    for (index, replacement) in zip(order, all) {
      let start = pool.count
      pool += replacement
      entries[index].replacement = start..<pool.count
    }
    return unavoidable
  }

  /// Appends what was settled for a value; returns whether there was anything.
  func append(replacementOf value: Span<UInt8>, to made: inout [UInt8]) -> Bool {
    guard let index = index(of: value, hash(of: value)), !entries[index].replacement.isEmpty else {
      return false
    }
    made.append(pool.span.extracting(entries[index].replacement))
    return true
  }

  // MARK: - The table

  private func contains(_ value: Span<UInt8>) -> Bool { index(of: value, hash(of: value)) != nil }

  private func index(of value: Span<UInt8>, _ hash: UInt64) -> Int? {
    if slots.isEmpty { return nil }
    var slot = slot(of: hash)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      let place = entries[index].place
      if entries[index].hash == hash, place.count == value.count,
        pool.span.extracting(place).equals(value)
      {
        return index
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func link(_ index: Int) {
    var slot = slot(of: entries[index].hash)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(truncatingIfNeeded: index)
  }

  private func slot(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash) & (slots.count - 1)
  }

  private func hash(of value: Span<UInt8>) -> UInt64 {
    var hash = StableHash(seed: seed ^ UInt64(value.count))
    var index = 0
    while index < value.count {
      hash.combine(value.paddedWord(at: index))
      index += 8
    }
    return hash.value
  }
}
