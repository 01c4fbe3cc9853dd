/// Values by keys that a capture chooses, such as the call references of one connection.
///
/// There are one to three at a time: searching them is faster than hashing. So many are kept that the
/// search stays short whatever the capture holds; beyond, the one that came first is given up.
@usableFromInline
package struct ShortTable<Key: Equatable, Value> {
  @usableFromInline var entries: [(key: Key, value: Value)] = []

  /// As many as the legs of a connection.
  @usableFromInline static var maximumCount: Int { StoryLimits.maximumLegs }

  @inlinable
  package init() {}

  package var count: Int { entries.count }
  @inlinable
  package var isEmpty: Bool { entries.isEmpty }
  package var keys: [Key] { entries.map { $0.key } }

  /// The value of a key; nil where it has none.
  @inlinable
  package subscript(key: Key) -> Value? {
    get { place(of: key).map { entries[$0].value } }
    set {
      let place = place(of: key)
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

  @inlinable
  func place(of key: Key) -> Int? {
    for place in entries.indices where entries[place].key == key { return place }
    return nil
  }

  /// Removes the values that something is true of.
  package mutating func removeAll(where isGone: (Value) -> Bool) {
    entries.removeAll { isGone($0.value) }
  }
}
