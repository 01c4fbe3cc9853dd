/// What stands in the place of each value of a kind.
///
/// A value's replacement follows from the key alone, so that it is the same in every run with that
/// key. Where the capture itself has the replacement, or two values would have the same, another is
/// taken.
struct ValueMap<Value: Hashable & Sendable>: Sendable {
  /// Values that are kept; what comes beyond them has the replacement that the key says.
  private static var maximumCount: Int { 1 << 20 }
  /// Replacements that are tried for a value.
  private static var maximumVariant: Int { 255 }

  /// The values that the captures have, noted before any is replaced.
  private(set) var originals: Set<Value> = []
  private var settled: [Value: Value] = [:]

  mutating func note(_ value: Value) {
    if originals.count < Self.maximumCount { originals.insert(value) }
  }

  /// Settles what stands in the place of each noted value.
  ///
  /// Returns replacements that the captures have as values too, because nothing else was left.
  mutating func settle(
    by image: (Value, _ variant: Int) -> Value, accepts: (Value) -> Bool, inOrder: [Value]
  ) -> [Value] {
    var taken: Set<Value> = []
    var others: [Value] = []
    for value in inOrder {
      let first = image(value, 0)
      if !originals.contains(first), accepts(first), taken.insert(first).inserted {
        settled[value] = first
      } else {
        others.append(value)
      }
    }
    var unavoidable: [Value] = []
    for value in others {
      let variants = 0...Self.maximumVariant
      let free = variants.first {
        let other = image(value, $0)
        return !originals.contains(other) && accepts(other) && !taken.contains(other)
      }
      let any =
        free
        ?? variants.first {
          let other = image(value, $0)
          return other != value && !taken.contains(other)
        }
      let other = image(value, any ?? 1)
      taken.insert(other)
      settled[value] = other
      if free == nil { unavoidable.append(other) }
    }
    return unavoidable
  }

  /// What was settled for a value.
  subscript(value: Value) -> Value? { settled[value] }

  /// Keeps what was worked out for a value that was not noted before.
  mutating func keep(_ image: Value, for value: Value) {
    if settled.count < Self.maximumCount { settled[value] = image }
  }
}
