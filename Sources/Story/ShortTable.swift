/// Values by keys that a capture chooses, such as the call references of one connection.
///
/// There are one to three at a time: searching them is faster than hashing. So many are kept that the
/// search stays short whatever the capture holds; beyond, the one that came first is given up.
struct ShortTable<Key: Equatable, Value> {
  private var entries: [(key: Key, value: Value)] = []

  /// As many as the legs of a connection.
  private static var maximumCount: Int { StoryLimits.maximumLegs }

  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  /// The value of a key; nil where it has none.
  subscript(key: Key) -> Value? {
    get { entries.first { $0.key == key }?.value }
    set {
      let place = entries.firstIndex { $0.key == key }
      if let newValue {
        if let place {
          entries[place].value = newValue
        } else {
          if entries.count >= Self.maximumCount { entries.removeFirst() }
          entries.append((key, newValue))
        }
      } else if let place {
        entries.remove(at: place)
      }
    }
  }

  /// Removes the values that something is true of.
  mutating func removeAll(where isGone: (Value) -> Bool) {
    entries.removeAll { isGone($0.value) }
  }
}
