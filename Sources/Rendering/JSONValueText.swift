import SCCP
import Text
import Wire

extension DecodedField.Kind {
  /// Whether the value stands between quotes.
  var isQuoted: Bool {
    switch self {
    case .number, .signed, .enumeration, .flags: false
    case .text, .displayText, .xml, .ipv4, .ipv6, .unknownAddress, .macAddress, .secret: true
    case .structure, .array, .union: false
    }
  }
}

extension TextBuffer {
  /// Appends a value without the quotes that it stands between, or the names that it may have.
  mutating func append(
    jsonValueOf field: DecodedField, _ message: borrowing Message, showsSecrets: Bool
  ) {
    switch field.kind {
    case .number, .enumeration, .flags: append(decimal: message.number(of: field))
    case .signed: append(decimal: Int32(bitPattern: message.number(of: field)))
    case .text, .displayText, .xml: append(jsonTextOf: field, message)
    case .ipv4, .ipv6:
      if let address = message.address(of: field) { append(address) }
    case .macAddress:
      if let address = message.macAddress(of: field) { append(address) }
    case .secret:
      if showsSecrets {
        append(hexadecimal: message.bytes.span.extracting(message.bytes(of: field)))
      } else if field.length > 0 {
        append("hidden")
      }
    case .unknownAddress, .structure, .array, .union: break
    }
  }

  /// Appends what the value of an enumeration is called, with its quotes, or its number.
  mutating func append(jsonLabelOf field: DecodedField, _ message: borrowing Message) {
    if let entry = message.entry(of: field) {
      append(entry.label, between: UInt8(ascii: "\""))
    } else {
      append(decimal: message.number(of: field))
    }
  }

  /// Appends the inside of a text.
  mutating func append(jsonTextOf field: DecodedField, _ message: borrowing Message) {
    if message.appendPlainText(of: field, to: &self) { return }
    let start = count
    message.appendText(of: field, to: &self)
    escapeJSON(from: start)
  }
}
