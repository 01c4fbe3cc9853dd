import Wire

/// A JSON text that is put together as a whole, members in the order in which they are given.
///
/// For texts that are read by people too, such as a schema, and for the lines of lists; a line for
/// a message is written piece by piece instead.
indirect enum JSONDocument: Equatable, Sendable {
  case string(String)
  case integer(Int)
  /// A number by its text, such as `0.034217`.
  case number(String)
  case boolean(Bool)
  /// A value that is written already, without blanks.
  case written(String)
  case array([JSONDocument])
  case object([Member])

  struct Member: Equatable, Sendable {
    let key: String
    let value: JSONDocument
  }

  /// The object with more members after its own.
  func with(_ members: KeyValuePairs<String, JSONDocument>) -> JSONDocument {
    guard case .object(let own) = self else { return self }
    return .object(own + members.map { Member(key: $0.key, value: $0.value) })
  }

  /// The object with the members of another after its own.
  func joined(with other: JSONDocument) -> JSONDocument {
    guard case .object(let own) = self, case .object(let members) = other else { return self }
    return .object(own + members)
  }

  static func object(_ members: [(key: String, value: JSONDocument)]) -> JSONDocument {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  static func strings(_ texts: some Sequence<String>) -> JSONDocument {
    .array(texts.map(JSONDocument.string))
  }
}

extension JSONDocument: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(arrayLiteral elements: JSONDocument...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSONDocument)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

extension TextBuffer {
  /// Columns of a line; what fits into one is not broken.
  private static let documentWidth = 100

  /// Appends a document, two columns further right for each level.
  mutating func append(_ document: JSONDocument, depth: Int = 0) {
    let start = count
    append(line: document, isDense: false)
    if count - start + 2 * depth <= Self.documentWidth { return }
    switch document {
    case .string, .integer, .number, .boolean, .written: return
    case .array(let elements):
      truncate(to: start)
      appendBlock("[", elements, "]", depth) { $0.append($1, depth: depth + 1) }
    case .object(let members):
      truncate(to: start)
      appendBlock("{", members, "}", depth) { text, member in
        text.append(jsonString: member.key)
        text.append(": ")
        text.append(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func appendBlock<Element>(
    _ open: String, _ elements: [Element], _ close: String, _ depth: Int,
    _ append: (inout TextBuffer, Element) -> Void
  ) {
    self.append(open)
    for (index, element) in elements.enumerated() {
      self.append(index > 0 ? ",\n" : "\n")
      self.append(repeating: UInt8(ascii: " "), count: 2 * depth + 2)
      append(&self, element)
    }
    self.append("\n")
    self.append(repeating: UInt8(ascii: " "), count: 2 * depth)
    self.append(close)
  }

  /// Appends a document on one line; a dense one has no blanks, as lines of the output have none.
  mutating func append(line document: JSONDocument, isDense: Bool) {
    switch document {
    case .string(let text): append(jsonString: text)
    case .integer(let number): append(decimal: number)
    case .number(let text), .written(let text): append(text)
    case .boolean(let flag): append(flag ? "true" : "false")
    case .array(let elements):
      append("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { append(isDense ? "," : ", ") }
        append(line: element, isDense: isDense)
      }
      append("]")
    case .object(let members):
      append("{")
      for (index, member) in members.enumerated() {
        if index > 0 { append(isDense ? "," : ", ") }
        append(jsonString: member.key)
        append(isDense ? ":" : ": ")
        append(line: member.value, isDense: isDense)
      }
      append("}")
    }
  }
}
