package import SCCP
package import Text

extension Message {
  /// Appends a value as a voice engineer says it; false where there is nothing to say.
  ///
  /// Text from the capture is made harmless for a terminal on the way.
  package func appendSpoken(_ field: DecodedField, to text: inout TextBuffer) -> Bool {
    switch field.kind {
    case .number: text.append(decimal: number(of: field))
    case .signed: text.append(decimal: Int32(bitPattern: number(of: field)))
    case .enumeration:
      appendSpokenName(of: field, to: &text)
    case .flags: return appendFlags(of: field, to: &text)
    case .text, .displayText, .xml:
      let start = text.count
      if appendPlainText(of: field, to: &text) { return text.count > start }
      guard !isEmptyText(field) else { return false }
      appendText(of: field, asShown: true, to: &text)
      text.makeVisible(from: start)
    case .ipv4, .ipv6:
      guard let address = address(of: field) else { return false }
      text.append(address)
    case .macAddress:
      guard let address = macAddress(of: field) else { return false }
      text.append(address)
    case .unknownAddress, .secret, .structure, .array, .union: return false
    }
    return true
  }

  private func appendFlags(of field: DecodedField, to text: inout TextBuffer) -> Bool {
    let bits = number(of: field)
    guard bits != 0, let names = flagNames(of: field) else { return false }
    var isFirst = true
    for entry in names.entries where bits & entry.mask == entry.mask {
      if !isFirst { text.append(", ") }
      text.append(entry.label)
      isFirst = false
    }
    return !isFirst
  }
}

extension TextBuffer {
  /// Makes the text from a place on harmless for a terminal.
  fileprivate mutating func makeVisible(from start: Int) {
    if span.extracting(start..<count).isPrintableASCII { return }
    var raw = TextBuffer()
    raw.append(span.extracting(start..<count))
    truncate(to: start)
    append(visible: raw.span)
  }
}
