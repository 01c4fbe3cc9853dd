package import SCCP
package import Text

/// The JSON of a message's fields but for the values: braces, brackets, keys and commas.
package struct JSONStructure: Sendable {
  private let keys = JSONKeys.fields

  package init() {}

  /// Appends the object of the fields that are shown; `append` appends the value of the field at an
  /// index.
  package func append(
    fieldsOf message: Message, to text: inout TextBuffer,
    where isShown: (DecodedField) -> Bool,
    value append: (Int, inout TextBuffer) -> Void
  ) {
    text.append(byte: UInt8(ascii: "{"))
    self.append(0..<message.fields.count, areNamed: true, message, to: &text, isShown, append)
    text.append(byte: UInt8(ascii: "}"))
  }

  /// Appends the fields of a range: the members of an object, or the entries of an array.
  private func append(
    _ range: Range<Int>, areNamed: Bool, _ message: Message, to text: inout TextBuffer,
    _ isShown: (DecodedField) -> Bool, _ append: (Int, inout TextBuffer) -> Void
  ) {
    var index = range.lowerBound
    var isFirst = true
    var former = FieldName.none
    while index < range.upperBound {
      let field = message.fields[index]
      let inner = index + 1..<max(Int(field.end), index + 1)
      if isShown(field) {
        if areNamed {
          self.append(key: field.name, after: former, isFirst: isFirst, to: &text)
        } else if !isFirst {
          text.append(byte: UInt8(ascii: ","))
        }
        switch field.kind {
        case .structure, .union:
          text.append(byte: UInt8(ascii: "{"))
          self.append(inner, areNamed: true, message, to: &text, isShown, append)
          text.append(byte: UInt8(ascii: "}"))
        case .array:
          text.append(byte: UInt8(ascii: "["))
          self.append(inner, areNamed: false, message, to: &text, isShown, append)
          text.append(byte: UInt8(ascii: "]"))
        default: append(index, &text)
        }
        isFirst = false
        former = field.name
      }
      index = inner.upperBound
    }
  }

  /// Appends a key; the second of two fields of one name in one structure is told apart.
  private func append(
    key name: FieldName, after former: FieldName, isFirst: Bool, to text: inout TextBuffer
  ) {
    if name.index == former.index {
      text.append(",\"")
      text.append(name.spelling)
      text.append("_2\":")
    } else {
      keys.append(name, isFirst: isFirst, to: &text)
    }
  }
}
