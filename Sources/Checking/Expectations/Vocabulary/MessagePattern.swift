import CallAnalysis
import SCCP
import Text

/// Which message is meant: its name, and what some of its fields are.
struct MessagePattern: Sendable {
  let identifier: UInt32
  /// The catalogue's name, or the identifier as it was written.
  let name: String
  let fields: [FieldDemand]

  /// Whether a record's message is of this name and has these values.
  func matches(_ record: borrowing Record, _ scratch: inout TextBuffer) -> Bool {
    record.message.header.identifier == identifier
      && fields.allSatisfy { $0.matches(record.message, &scratch) }
  }

  /// What a message of this name has in the fields that were asked for.
  func found(in record: borrowing Record) -> String {
    var text = TextBuffer()
    for (index, field) in fields.enumerated() {
      if index > 0 { text.append(", ") }
      field.append(foundIn: record.message, to: &text)
    }
    return String(text)
  }

  /// As it stands in a sentence: `CallState with callState Connected`.
  var description: String {
    fields.isEmpty
      ? name : "\(name) with " + fields.map(\.description).joined(separator: ", ")
  }
}
