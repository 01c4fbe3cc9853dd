import SCCP
import Text

/// Renders a message's values as JSON, in wire order.
struct JSONFieldRenderer: ~Copyable {
  /// Whether every value says its number, its place and its length too.
  let isDetailed: Bool
  let showsSecrets: Bool
  private var labels = JSONLabels()
  private var outlines = JSONOutlines()
  private let structure = JSONStructure()

  init(isDetailed: Bool, showsSecrets: Bool) {
    self.isDetailed = isDetailed
    self.showsSecrets = showsSecrets
  }

  /// The number of the outline that a message's line has in common with others.
  mutating func outline(of message: borrowing Message) -> Int {
    outlines.outline(of: message, naming: &labels)
  }

  /// Appends what the message is, up to its length.
  func append(headerOf message: borrowing Message, outline: Int, to text: inout TextBuffer) {
    outlines.append(headerOf: message, outline: outline, to: &text)
  }

  /// Appends the object of all fields.
  mutating func append(
    fieldsOf message: borrowing Message, outline: Int, to text: inout TextBuffer
  ) {
    if isDetailed {
      let structure = structure
      structure.append(fieldsOf: message, to: &text, where: { _ in true }) { index, text in
        append(detailOf: message.fields[index], message, to: &text)
      }
    } else {
      outlines.append(
        fieldsOf: message, outline: outline, naming: &labels, showsSecrets: showsSecrets,
        to: &text)
    }
  }

  /// Appends what a message lacks that ended early.
  func append(missingOf outline: Int, to text: inout TextBuffer) {
    outlines.append(missingOf: outline, to: &text)
  }

  private mutating func append(
    detailOf field: DecodedField, _ message: Message, to text: inout TextBuffer
  ) {
    text.append(byte: UInt8(ascii: "{"))
    if field.kind != .unknownAddress {
      text.append("\"value\":")
      if field.kind.isQuoted { text.append(byte: UInt8(ascii: "\"")) }
      text.append(jsonValueOf: field, message, showsSecrets: showsSecrets)
      if field.kind.isQuoted { text.append(byte: UInt8(ascii: "\"")) }
      text.append(",")
    }
    if let entry = message.entry(of: field) {
      text.append("\"label\":")
      text.append(entry.label, between: UInt8(ascii: "\""))
      text.append(",")
    } else if field.kind == .flags {
      text.append("\"labels\":")
      let table = labels.table(for: field, of: message)
      labels.append(bits: message.number(of: field), of: table, to: &text)
      text.append(",")
    }
    text.append("\"offset\":")
    text.append(decimal: Int(field.offset))
    text.append(",\"length\":")
    text.append(decimal: Int(field.length))
    text.append("}")
  }
}
