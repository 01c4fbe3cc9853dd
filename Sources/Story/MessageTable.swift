package import SCCP

/// What to do with each kind of message: looked up by the message's place in the catalogue.
package struct MessageTable<Value: Sendable>: Sendable {
  private var values = [Value?](repeating: nil, count: Layout.all.count)

  package init(_ entries: KeyValuePairs<Value, [MessageDefinition]>) {
    for (value, messages) in entries {
      for message in messages {
        if let layout = Layout.of(message.identifier) { values[layout.index] = value }
      }
    }
  }

  /// The value for a message; nil for a kind that the table does not name.
  package func value(for message: borrowing Message) -> Value? {
    guard let place = message.layout?.index else { return nil }
    return values[place]
  }
}
