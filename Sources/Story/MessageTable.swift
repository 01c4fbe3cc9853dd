public import SCCP

/// What to do with each kind of message: looked up by the message's place in the catalogue.
@usableFromInline
package struct MessageTable<Value: Sendable>: Sendable {
  @usableFromInline let values: [Value]
  /// The place of each message's value among ``values``, counted from 1; 0 for a message without one.
  @usableFromInline let places: [UInt8]

  package init(_ entries: KeyValuePairs<Value, [MessageDefinition]>) {
    var places = [UInt8](repeating: 0, count: Layout.count)
    for (place, entry) in entries.enumerated() {
      for message in entry.value {
        if let index = Layout.index(of: message.identifier) {
          places[index] = UInt8(clamping: place + 1)
        }
      }
    }
    self.places = places
    values = entries.map(\.key)
  }

  /// Whether the table names the message at a place of the catalogue.
  package func names(messageAt place: Int) -> Bool { places[place] > 0 }

  /// The value for a message; nil for a kind that the table does not name.
  @inlinable
  package func value(for message: borrowing Message) -> Value? {
    guard let index = message.layout?.index, case let place = Int(places[index]), place > 0 else {
      return nil
    }
    return values[place - 1]
  }
}
