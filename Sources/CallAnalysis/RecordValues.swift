package import SCCP
import Text
import Wire

/// What the sentences about a message ask of it.
extension Record {
  /// The number of a field; nil where the message lacks it, or it cannot be true.
  package func number(_ name: FieldName) -> UInt32? {
    message.possibleNumber(name)
  }

  /// The value of a field; nil where the message lacks it, it has no name, or it cannot be true.
  package func value<Value>(_ field: NamedField<Value>) -> Value? {
    number(field.name).flatMap(Value.init)
  }

  /// Whether a field has a number other than 0.
  func isSet(_ name: FieldName) -> Bool {
    (number(name) ?? 0) != 0
  }

  /// Whether the message says 0 there.
  func isZero(_ name: FieldName) -> Bool {
    number(name) == 0
  }

  func isEmpty(_ name: FieldName) -> Bool {
    guard let field = message.first(name) else { return false }
    return message.isEmptyText(field)
  }

  /// Whether an array of numbers holds one that fits.
  func contains(_ name: FieldName, where fits: (UInt32) -> Bool) -> Bool {
    message.fields.contains { $0.name.index == name.index && fits(message.number(of: $0)) }
  }

  /// Nanoseconds from a point in time to this record's frame.
  func nanoseconds(since earlier: Timestamp?) -> Int64? {
    guard let time = stamp.time, let start = earlier else { return nil }
    return time.nanoseconds(since: start)
  }

  /// Appends a field's value as it is spoken; false where the message does not have it, or it
  /// cannot be true.
  func appendValue(of name: FieldName, to text: inout TextBuffer) -> Bool {
    guard let place = message.possiblePlace(of: name) else { return false }
    return message.appendSpoken(message.fields.span[place], to: &text)
  }
}
