import Rendering
import Wire

/// A small JSON document, its members in the order in which they were put.
indirect enum JSONDocument: Sendable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([JSONDocument])
  case object([(key: String, value: JSONDocument)])

  static func strings(_ strings: [String]) -> JSONDocument {
    .array(strings.map(JSONDocument.string))
  }

  /// Appends the document: what holds other values over several lines, strings of one list on one.
  func append(to text: inout TextBuffer, indent: Int = 0) {
    switch self {
    case .string(let string): text.append(jsonString: string)
    case .integer(let number): text.append(decimal: number)
    case .boolean(let isTrue): text.append(isTrue ? "true" : "false")
    case .array(let values):
      Self.append(values.count, between: ("[", "]"), isOneLine: isFlat, indent, to: &text) {
        values[$0].append(to: &$1, indent: indent + 2)
      }
    case .object(let members):
      Self.append(members.count, between: ("{", "}"), isOneLine: isFlat, indent, to: &text) {
        $1.append(jsonString: members[$0].key)
        $1.append(": ")
        members[$0].value.append(to: &$1, indent: indent + 2)
      }
    }
  }

  /// Whether it is short and holds nothing that holds others.
  private var isFlat: Bool {
    switch self {
    case .array(let values): values.allSatisfy(\.isLeaf)
    case .object(let members): members.count < 3 && members.allSatisfy(\.value.isLeaf)
    case .string, .integer, .boolean: true
    }
  }

  private var isLeaf: Bool {
    switch self {
    case .string, .integer, .boolean: true
    case .array, .object: false
    }
  }

  private static func append(
    _ count: Int, between brackets: (String, String), isOneLine: Bool, _ indent: Int,
    to text: inout TextBuffer, _ appendEntry: (Int, inout TextBuffer) -> Void
  ) {
    text.append(brackets.0)
    for index in 0..<count {
      if index > 0 { text.append(isOneLine ? ", " : ",") }
      if !isOneLine { appendLine(indent + 2, to: &text) }
      appendEntry(index, &text)
    }
    if !isOneLine, count > 0 { appendLine(indent, to: &text) }
    text.append(brackets.1)
  }

  private static func appendLine(_ indent: Int, to text: inout TextBuffer) {
    text.append("\n")
    text.append(repeating: UInt8(ascii: " "), count: indent)
  }
}
