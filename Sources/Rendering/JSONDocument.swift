package import Text

/// A JSON text that is put together as a whole, members in the order in which they are given.
///
/// All JSON is written by it, but for the line of a message, which is written piece by piece and makes
/// most of the output.
package indirect enum JSONDocument: Equatable, Sendable {
  case string(String)
  case integer(Int)
  /// A number by its text, such as `0.034217`.
  case number(String)
  case boolean(Bool)
  /// A value that is written already, without blanks.
  case written(String)
  case array([JSONDocument])
  case object([Member])

  package struct Member: Equatable, Sendable {
    package let key: String
    package let value: JSONDocument
  }

  /// How it is broken into lines.
  package enum Form {
    /// Not at all, and without blanks, as lines of the output are.
    case dense
    /// What fits into a hundred columns stands on one line.
    case fitting
    /// What holds nothing that holds others stands on one line, if it is a list or has two members
    /// at most.
    case nested
  }

  /// The object with more members after its own.
  package func with(_ members: KeyValuePairs<String, JSONDocument>) -> JSONDocument {
    guard case .object(let own) = self else { return self }
    return .object(own + members.map { Member(key: $0.key, value: $0.value) })
  }

  /// The object with the members of another after its own.
  package func joined(with other: JSONDocument) -> JSONDocument {
    guard case .object(let own) = self, case .object(let members) = other else { return self }
    return .object(own + members)
  }

  package static func object(_ members: [(key: String, value: JSONDocument)]) -> JSONDocument {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// An object of the members that have a value.
  package static func object(
    present members: KeyValuePairs<String, JSONDocument?>
  ) -> JSONDocument {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  /// A text; nil for one that is empty or absent.
  package static func text(_ text: String?) -> JSONDocument? {
    text.flatMap { $0.isEmpty ? nil : .string($0) }
  }

  package static func strings(_ texts: some Sequence<String>) -> JSONDocument {
    .array(texts.map(JSONDocument.string))
  }
}

extension JSONDocument: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(arrayLiteral elements: JSONDocument...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONDocument)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}

extension JSONDocument {
  /// Whether it stands on one line where documents are nested.
  fileprivate var isFlat: Bool {
    switch self {
    case .array(let values): values.allSatisfy(\.isLeaf)
    case .object(let members): members.count < 3 && members.allSatisfy(\.value.isLeaf)
    default: true
    }
  }

  private var isLeaf: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}

extension TextBuffer {
  /// Columns of a line; what fits into one is not broken.
  private static let documentWidth = 100

  /// Appends a document, where it has several lines with two columns more for each level.
  package mutating func append(
    _ document: JSONDocument, as form: JSONDocument.Form, depth: Int = 0
  ) {
    switch form {
    case .dense: return append(line: document, isDense: true)
    case .nested: if document.isFlat { return append(line: document, isDense: false) }
    case .fitting:
      let start = count
      append(line: document, isDense: false)
      if count - start + 2 * depth <= Self.documentWidth { return }
      truncate(to: start)
    }
    switch document {
    case .string, .integer, .number, .boolean, .written: append(line: document, isDense: false)
    case .array(let elements):
      appendBlock("[", elements, "]", depth) { $0.append($1, as: form, depth: depth + 1) }
    case .object(let members):
      appendBlock("{", members, "}", depth) { text, member in
        text.append(jsonString: member.key)
        text.append(": ")
        text.append(member.value, as: form, depth: depth + 1)
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

  /// Appends a document on one line; a dense one has no blanks.
  private mutating func append(line document: JSONDocument, isDense: Bool) {
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
