import Rendering
import Text

/// A value of JSON (RFC 8259), as the lines of a golden file hold it.
package indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// Members in the order of the text; a key may be there more than once.
  case object([Member])

  package struct Member: Equatable, Sendable {
    package let key: String
    package let value: JSONValue
  }

  /// Objects and arrays inside each other: no message has a tenth of that.
  static let maximumDepth = 64

  /// Reads a text that holds one value and nothing after it.
  package init(parsing text: String) throws(JSONFault) {
    var parser = JSONParser(text)
    self = try parser.wholeText()
  }

  /// The value of an object's first member of this name.
  package subscript(key key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  package var integer: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }

  package var array: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }
}

extension TextBuffer {
  /// Appends a value without blanks.
  mutating func append(_ value: JSONValue) {
    switch value {
    case .null: append("null")
    case .bool(let isTrue): append(isTrue ? "true" : "false")
    case .number(let digits): append(digits)
    case .string(let string): append(jsonString: string)
    case .array(let values):
      append("[")
      for (index, value) in values.enumerated() {
        if index > 0 { append(",") }
        append(value)
      }
      append("]")
    case .object(let members):
      append("{")
      for (index, member) in members.enumerated() {
        if index > 0 { append(",") }
        append(jsonString: member.key)
        append(":")
        append(member.value)
      }
      append("}")
    }
  }
}

/// What is no JSON, and where.
package struct JSONFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The place in the line, in characters from 1.
  package let column: Int
  package let expected: String

  package var description: String { "column \(column): \(expected) is expected" }
}

/// Reads JSON from a line of text.
private struct JSONParser {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func wholeText() throws(JSONFault) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    if index < bytes.count { throw fault("the end of the line") }
    return value
  }

  private func fault(_ expected: String) -> JSONFault {
    let characters = String(decoding: bytes[..<min(index, bytes.count)], as: UTF8.self)
    return JSONFault(column: characters.unicodeScalars.count + 1, expected: expected)
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    guard bytes[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    skipSpace()
    if depth > JSONValue.maximumDepth {
      throw fault("no more than \(JSONValue.maximumDepth) objects inside each other")
    }
    guard index < bytes.count else { throw fault("a value") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: break
    }
    if take(word: "true") { return .bool(true) }
    if take(word: "false") { return .bool(false) }
    if take(word: "null") { return .null }
    throw fault("a value")
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
    var members: [JSONValue.Member] = []
    index += 1
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw fault("a key in quotes")
      }
      let key = try string()
      guard take(":") else { throw fault("a colon") }
      members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw fault("a comma or a closing brace") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
    var values: [JSONValue] = []
    index += 1
    if take("]") { return .array([]) }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw fault("a comma or a closing bracket") }
    return .array(values)
  }

  /// RFC 8259 §6: what is read here may be written again as it is.
  private mutating func number() throws(JSONFault) -> String {
    let start = index
    index += bytes[index] == UInt8(ascii: "-") ? 1 : 0
    let first = index
    try digits()
    if bytes[first] == UInt8(ascii: "0"), index > first + 1 {
      throw fault("a number without zeros before it")
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if index < bytes.count, "eE".utf8.contains(bytes[index]) {
      index += 1
      if index < bytes.count, "+-".utf8.contains(bytes[index]) { index += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func digits() throws(JSONFault) {
    let start = index
    while index < bytes.count, bytes[index].isDigit { index += 1 }
    if index == start { throw fault("a digit") }
  }

  private mutating func string() throws(JSONFault) -> String {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte < 0x20 { throw fault("no control character") }
      index += 1
      if byte == UInt8(ascii: "\\") {
        text += try escaped()
      } else {
        text.append(byte)
      }
    }
    throw fault("a closing quote")
  }

  /// What a backslash and what follows it stand for.
  private mutating func escaped() throws(JSONFault) -> [UInt8] {
    guard index < bytes.count else { throw fault("a character after the backslash") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw fault("an escape of JSON")
    }
  }

  private mutating func escapedScalar() throws(JSONFault) -> [UInt8] {
    let first = try codeUnit()
    if UTF16.isLeadSurrogate(first), bytes[index...].starts(with: "\\u".utf8) {
      index += 2
      let second = try codeUnit()
      return Array(String(decoding: [first, second], as: UTF16.self).utf8)
    }
    return Array(String(decoding: [first], as: UTF16.self).utf8)
  }

  private mutating func codeUnit() throws(JSONFault) -> UInt16 {
    guard index + 4 <= bytes.count else { throw fault("four hexadecimal digits") }
    var unit: UInt16 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = byte.hexDigitValue else { throw fault("four hexadecimal digits") }
      unit = unit << 4 | UInt16(digit)
    }
    index += 4
    return unit
  }
}
