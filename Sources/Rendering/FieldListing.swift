import CallAnalysis
import SCCP
import Text
import Wire

extension TextBuffer {
  /// Appends every decoded field on a line of its own, inner ones further right.
  mutating func append(
    fieldsOf message: Message, showsSecrets: Bool, paragraph: inout Paragraph
  ) {
    append(
      0..<message.fields.count, depth: 0, message, showsSecrets: showsSecrets,
      paragraph: &paragraph)
    if let missing = message.missing {
      paragraph.begin(indent: 6, hanging: 2, in: &self)
      paragraph.write("ends before \(missing)", .faint, to: &self)
      paragraph.end(in: &self)
    }
  }

  private mutating func append(
    _ range: Range<Int>, depth: Int, _ message: Message, showsSecrets: Bool,
    paragraph: inout Paragraph
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let field = message.fields[index]
      let end = max(Int(field.end), index + 1)
      paragraph.begin(indent: 6 + 2 * depth, hanging: 4, in: &self)
      paragraph.write(field.name.spelling, .faint, to: &self)
      append("  ")
      append(valueOf: field, message, showsSecrets: showsSecrets)
      paragraph.arrange(in: &self)
      paragraph.end(in: &self)
      append(
        index + 1..<end, depth: depth + 1, message, showsSecrets: showsSecrets,
        paragraph: &paragraph)
      index = end
    }
  }

  private mutating func append(
    valueOf field: DecodedField, _ message: Message, showsSecrets: Bool
  ) {
    switch field.kind {
    case .structure, .union: break
    case .array:
      append(decimal: message.number(of: field))
      append(message.number(of: field) == 1 ? " entry" : " entries")
    case .secret:
      if showsSecrets {
        append(hexadecimal: message.bytes.span.extracting(message.bytes(of: field)))
      } else {
        append(field.length > 0 ? "hidden" : "")
      }
    case .enumeration:
      _ = message.appendSpoken(field, to: &self)
      if message.entry(of: field) != nil {
        append(" (")
        append(decimal: message.number(of: field))
        append(")")
      }
    case .flags:
      append("0x")
      append(hexadecimal: UInt64(message.number(of: field)), digits: 2 * Int(field.length))
      append("  ")
      _ = message.appendSpoken(field, to: &self)
    default: _ = message.appendSpoken(field, to: &self)
    }
  }

  /// Appends a message's bytes as a dump; those of keys and salts as zeros unless they are to be
  /// shown.
  mutating func append(hexDumpOf message: Message, showsSecrets: Bool, width: Int?) {
    let bytes = showsSecrets ? message.bytes : message.bytesWithoutSecrets
    append(hexDump: bytes.span, indent: 6, width: width)
  }
}
