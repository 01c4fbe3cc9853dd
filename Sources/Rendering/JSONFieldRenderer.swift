import SCCP
import Wire

/// Renders a message's values as JSON, in wire order.
struct JSONFieldRenderer: ~Copyable {
  /// Whether every value says its number, its place and its length too.
  let isDetailed: Bool
  let showsSecrets: Bool
  private var labels = JSONLabels()
  private var outlines = JSONOutlines()
  private let structure = JSONStructure(showsUnknownAddresses: true)

  init(isDetailed: Bool, showsSecrets: Bool) {
    self.isDetailed = isDetailed
    self.showsSecrets = showsSecrets
  }

  /// What a message's line has in common with others.
  mutating func outline(of message: Message) -> JSONOutlines.Outline {
    outlines.outline(of: message, naming: &labels)
  }

  /// Appends what the message is, up to its length.
  func append(
    headerOf message: Message, _ outline: JSONOutlines.Outline, to text: inout TextBuffer
  ) {
    outlines.append(Int(outline.header.lowerBound)..<Int(outline.header.upperBound), to: &text)
    text.append(decimal: message.header.dataLength)
  }

  /// Appends the object of all fields.
  mutating func append(
    fieldsOf message: Message, _ outline: JSONOutlines.Outline, to text: inout TextBuffer
  ) {
    if isDetailed {
      let structure = structure
      structure.append(fieldsOf: message, to: &text) { index, text in
        append(detailOf: message.fields[index], message, to: &text)
      }
      return
    }
    var start = Int(outline.fields.lowerBound)
    for index in Int(outline.places.lowerBound)..<Int(outline.places.upperBound) {
      let place = outlines.places[index]
      outlines.append(start..<Int(place.end), to: &text)
      start = Int(place.end)
      append(valueOf: message.fields[Int(place.field)], place.labels, message, to: &text)
    }
    outlines.append(start..<Int(outline.fields.upperBound), to: &text)
  }

  // MARK: - Values

  /// Appends a value, without the quotes that it stands between.
  @inline(__always)
  private mutating func append(
    valueOf field: DecodedField, _ table: JSONLabels.Table, _ message: Message,
    to text: inout TextBuffer
  ) {
    switch field.kind {
    case .number: text.append(decimal: field.number)
    case .enumeration:
      if labels.append(field.number, of: table, to: &text) { break }
      if let entry = message.entry(of: field) {
        text.append(entry.label, between: UInt8(ascii: "\""))
      } else {
        text.append(decimal: field.number)
      }
    case .flags: labels.append(bits: field.number, of: table, to: &text)
    default: append(plain: field, message, to: &text)
    }
  }

  /// Appends a value without the names that it may have: what detail calls `value`.
  private func append(plain field: DecodedField, _ message: Message, to text: inout TextBuffer) {
    switch field.kind {
    case .number, .enumeration, .flags: text.append(decimal: field.number)
    case .signed: text.append(decimal: Int32(bitPattern: field.number))
    case .text, .displayText, .xml: append(textOf: field, message, to: &text)
    case .ipv4, .ipv6:
      if let address = message.address(of: field) { text.append(address) }
    case .macAddress:
      if let address = message.macAddress(of: field) { text.append(address) }
    case .secret:
      if showsSecrets {
        text.append(hexadecimal: message.bytes.span.extracting(message.bytes(of: field)))
      } else if field.length > 0 {
        text.append("hidden")
      }
    case .unknownAddress, .structure, .array, .union: break
    }
  }

  private func append(textOf field: DecodedField, _ message: Message, to text: inout TextBuffer) {
    let start = text.count
    let slot = message.bytes.span.extracting(message.bytes(of: field))
    let plain = text.append(plainBeginningOf: slot)
    if plain == slot.count || slot[plain] == 0 { return }
    text.truncate(to: start)
    message.appendText(of: field, to: &text)
    text.escapeJSON(from: start)
  }

  // MARK: - Detail

  private mutating func append(
    detailOf field: DecodedField, _ message: Message, to text: inout TextBuffer
  ) {
    text.append(byte: UInt8(ascii: "{"))
    if field.kind != .unknownAddress {
      text.append("\"value\":")
      if field.kind.isQuoted { text.append(byte: UInt8(ascii: "\"")) }
      append(plain: field, message, to: &text)
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
      labels.append(bits: field.number, of: table, to: &text)
      text.append(",")
    }
    text.append("\"offset\":")
    text.append(decimal: field.offset)
    text.append(",\"length\":")
    text.append(decimal: field.length)
    text.append("}")
  }
}
