import SCCP
import Text

/// What one field of a message has to be: one of some values, or none of them.
struct FieldDemand: Sendable {
  /// As it was written: a name, or the end of a path with dots.
  let name: String
  /// The steps of the message's layout that it may be.
  let steps: [Int32]
  let values: [ValuePattern]
  /// Whether the value has to be another one: `!` before it.
  let isNegated: Bool

  /// Bytes of a text that a finding shows.
  static let maximumShownByteCount = 120
  /// Values that one field may be one of.
  static let maximumValues = 64

  /// Whether some value of this name fits; of a negated pattern, whether there is one, and none
  /// fits.
  func matches(_ message: Message, _ scratch: inout TextBuffer) -> Bool {
    var isPresent = false
    for field in message.fields where steps.contains(field.step) {
      if field.kind == .array { continue }
      isPresent = true
      for value in values where value.matches(field, of: message, &scratch) {
        return !isNegated
      }
    }
    return isPresent && isNegated
  }

  /// Appends what a message has here, such as `callState RingOut`.
  func append(foundIn message: Message, to text: inout TextBuffer) {
    text.append(name)
    text.append(" ")
    var count = 0
    for field in message.fields where steps.contains(field.step) && field.kind != .array {
      if count > 0 { text.append(", ") }
      count += 1
      if count > 4 {
        text.append("…")
        return
      }
      message.append(shown: field, to: &text)
    }
    if count == 0 { text.append("absent") }
  }

  var description: String {
    let alternatives = values.map(\.text.source).joined(separator: " or ")
    return "\(name) \(isNegated ? "not " : "")\(alternatives.isEmpty ? "“”" : alternatives)"
  }
}
