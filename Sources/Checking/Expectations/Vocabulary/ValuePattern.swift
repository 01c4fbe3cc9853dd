import SCCP
import Text

/// What a field's value has to be: text with wildcards, a number, or a range of numbers `1..4`.
struct ValuePattern: Equatable, Sendable {
  let text: TextPattern
  /// The numbers that fit; nil where the pattern is no number.
  let numbers: ClosedRange<Int64>?

  init?(_ source: String) {
    guard let text = TextPattern(source) else { return nil }
    self.text = text
    numbers = Self.range(source)
  }

  private static func range(_ source: String) -> ClosedRange<Int64>? {
    if let number = number(source) { return number...number }
    guard let dots = source.firstRange(of: "..") else { return nil }
    guard let low = number(String(source[..<dots.lowerBound])),
      let high = number(String(source[dots.upperBound...])), low <= high
    else { return nil }
    return low...high
  }

  private static func number(_ text: String) -> Int64? {
    if text.hasPrefix("0x") { return UInt32(text.dropFirst(2), radix: 16).map(Int64.init) }
    guard text.first != "+" else { return nil }
    return Int64(text)
  }

  /// Whether a value fits; `scratch` is where texts are put together.
  func matches(_ field: DecodedField, of message: Message, _ scratch: inout TextBuffer) -> Bool {
    switch field.kind {
    case .number, .enumeration, .flags:
      if let numbers, numbers.contains(Int64(message.number(of: field))) { return true }
    case .signed:
      let number = Int32(bitPattern: message.number(of: field))
      if let numbers, numbers.contains(Int64(number)) { return true }
    case .text, .displayText, .xml, .ipv4, .ipv6, .macAddress: break
    case .unknownAddress, .secret, .structure, .array, .union: return false
    }
    if field.kind == .flags { return matchesFlag(field, of: message) }
    if let entry = message.entry(of: field), text.matches(entry.label) { return true }
    scratch.removeAll()
    message.append(plain: field, to: &scratch)
    if text.matches(scratch.span) { return true }
    guard field.kind == .displayText else { return false }
    scratch.removeAll()
    message.appendText(of: field, asShown: true, to: &scratch)
    return text.matches(scratch.span)
  }

  /// Whether a flag that is set has a name that fits.
  private func matchesFlag(_ field: DecodedField, of message: Message) -> Bool {
    let bits = message.number(of: field)
    return message.flagNames(of: field)?.entries.contains { entry in
      entry.mask != 0 && bits & entry.mask == entry.mask && text.matches(entry.label)
    } ?? false
  }
}

extension Message {
  /// Appends a value as patterns see it: numbers in decimal digits, texts as they are.
  func append(plain field: DecodedField, to text: inout TextBuffer) {
    switch field.kind {
    case .number, .enumeration, .flags: text.append(decimal: number(of: field))
    case .signed: text.append(decimal: Int32(bitPattern: number(of: field)))
    case .text, .displayText, .xml: appendText(of: field, to: &text)
    case .ipv4, .ipv6: if let address = address(of: field) { text.append(address) }
    case .macAddress: if let address = macAddress(of: field) { text.append(address) }
    case .unknownAddress, .secret, .structure, .array, .union: break
    }
  }

  /// Appends a value as findings show it: labels where there are any, harmless text in quotes.
  func append(shown field: DecodedField, to text: inout TextBuffer) {
    switch field.kind {
    case .enumeration:
      if let entry = entry(of: field) {
        text.append(entry.label)
      } else {
        text.append(decimal: number(of: field))
      }
    case .flags:
      let labels = flagNames(of: field)?.entries
        .filter { $0.mask != 0 && number(of: field) & $0.mask == $0.mask }.map(\.label)
      text.append("[" + (labels ?? []).joined(separator: ", ") + "]")
    case .text, .displayText, .xml:
      var raw = TextBuffer()
      appendText(of: field, to: &raw)
      let isLong = raw.count > FieldDemand.maximumShownByteCount
      raw.truncate(to: FieldDemand.maximumShownByteCount)
      text.append("“")
      text.append(visible: raw.span)
      text.append(isLong ? "…”" : "”")
    default: append(plain: field, to: &text)
    }
  }
}
