/// What stands in the place of each value of a kind, as ``ReplacementChoice`` has it.
struct ValueMap<Value: Hashable & Sendable>: Sendable {
  /// Values that are kept; what comes beyond them has the replacement that the key says.
  private static var maximumCount: Int { 1 << 20 }

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
    let originals = originals
    let (all, unavoidable) = ReplacementChoice.replacements(for: inOrder, by: image) {
      !originals.contains($0) && accepts($0)
    }
    for (value, replacement) in zip(inOrder, all) { settled[value] = replacement }
    return unavoidable
  }

  /// What was settled for a value.
  subscript(value: Value) -> Value? { settled[value] }

  /// Keeps what was worked out for a value that was not noted before.
  mutating func keep(_ image: Value, for value: Value) {
    if settled.count < Self.maximumCount { settled[value] = image }
  }
}
