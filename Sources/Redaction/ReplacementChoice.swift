/// Chooses what stands in the place of values, which are given in a fixed order.
///
/// A replacement follows from the key alone, so that it is the same in every run with that key. Where it
/// is not accepted, as what the captures have is not, or two values would have the same, another is taken.
enum ReplacementChoice {
  /// Replacements that are tried for a value.
  private static let maximumVariant = 255

  /// Returns a replacement for each value, and those of them that are not accepted, because nothing else
  /// was left.
  static func replacements<Value: Hashable>(
    for values: [Value], by image: (Value, _ variant: Int) -> Value, accepts: (Value) -> Bool
  ) -> (all: [Value], unavoidable: [Value]) {
    var taken: Set<Value> = []
    var all = values
    var others: [Int] = []
    for (index, value) in values.enumerated() {
      let first = image(value, 0)
      if accepts(first), taken.insert(first).inserted {
        all[index] = first
      } else {
        others.append(index)
      }
    }
    var unavoidable: [Value] = []
    for index in others {
      let value = values[index]
      let variants = 0...maximumVariant
      let free = variants.first {
        let other = image(value, $0)
        return accepts(other) && !taken.contains(other)
      }
      let any =
        free
        ?? variants.first {
          let other = image(value, $0)
          return other != value && !taken.contains(other)
        }
      all[index] = image(value, any ?? 1)
      taken.insert(all[index])
      if free == nil { unavoidable.append(all[index]) }
    }
    return (all, unavoidable)
  }
}
