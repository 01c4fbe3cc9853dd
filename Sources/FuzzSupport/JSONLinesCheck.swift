/// Reads JSON Lines strictly: RFC 8259, every line an object; of what the program writes by itself,
/// no key twice in one object, no value but strings and plain numbers, and no character that a
/// terminal would act on.
struct JSONLinesCheck {
  /// Structures within each other; the catalogue's messages have fewer.
  private static let maximumDepth = 70

  private let bytes: [UInt8]
  /// Whether it holds what stood in a file of JSON, as it stood there.
  private let isQuoting: Bool
  private var index = 0
  private var depth = 0

  /// The number of lines.
  @discardableResult
  static func run(_ bytes: [UInt8], isQuoting: Bool = false) throws(Violation) -> Int {
    var check = JSONLinesCheck(bytes: bytes, isQuoting: isQuoting)
    var lines = 0
    while check.index < check.bytes.count {
      try require(check.bytes[check.index] == UInt8(ascii: "{"), "a line that is no object")
      try check.value()
      try check.expect("\n")
      lines += 1
    }
    if !check.bytes.allSatisfy({ $0 < 0x80 }) {
      try TextCheck.scalars(of: check.bytes) { isQuoting || $0 == "\n" }
    }
    return lines
  }

  private init(bytes: [UInt8], isQuoting: Bool) {
    self.bytes = bytes
    self.isQuoting = isQuoting
  }

  private mutating func value() throws(Violation) {
    skipBlanks()
    guard index < bytes.count else { throw Violation("JSON ends early") }
    switch bytes[index] {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t") where isQuoting:
      for scalar in "true".unicodeScalars { try expect(scalar) }
    case UInt8(ascii: "f") where isQuoting:
      for scalar in "false".unicodeScalars { try expect(scalar) }
    case UInt8(ascii: "n") where isQuoting:
      for scalar in "null".unicodeScalars { try expect(scalar) }
    default: try number()
    }
    skipBlanks()
  }

  /// Passes over what may stand between values where they are quoted.
  private mutating func skipBlanks() {
    while isQuoting, index < bytes.count, [0x20, 0x09, 0x0d].contains(bytes[index]) { index += 1 }
  }

  private mutating func object() throws(Violation) {
    try enter("{")
    var keys: Set<UInt64> = []
    var isFirst = true
    while !take("}") {
      if !isFirst { try expect(",") }
      isFirst = false
      skipBlanks()
      let start = index
      let key = try string()
      let name = String(decoding: bytes[start..<index], as: UTF8.self)
      try require(keys.insert(key).inserted || isQuoting, "key \(name) twice in one object")
      skipBlanks()
      try expect(":")
      try value()
    }
    depth -= 1
  }

  private mutating func array() throws(Violation) {
    try enter("[")
    var isFirst = true
    while !take("]") {
      if !isFirst { try expect(",") }
      isFirst = false
      try value()
    }
    depth -= 1
  }

  private mutating func enter(_ opening: Unicode.Scalar) throws(Violation) {
    try expect(opening)
    depth += 1
    try require(depth <= Self.maximumDepth, "JSON \(depth) levels deep")
    skipBlanks()
  }

  /// Passes over a string; a digest of it as it is written.
  private mutating func string() throws(Violation) -> UInt64 {
    try expect("\"")
    var digest = Digest()
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      let byte = bytes[index]
      try require(
        byte >= 0x20 && (byte != 0x7f || isQuoting), "control character \(byte) in a string")
      digest.append(byte: byte)
      index += 1
      if byte == UInt8(ascii: "\\") { try escape() }
    }
    try expect("\"")
    return digest.value
  }

  private mutating func escape() throws(Violation) {
    guard index < bytes.count else { throw Violation("JSON ends early") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "u"):
      let digits = bytes[index...].prefix(4)
      let areDigits = digits.allSatisfy {
        Character(Unicode.Scalar($0)).isHexDigit
      }
      try require(digits.count == 4 && areDigits, "a broken escape")
      index += 4
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"):
      break
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "/"):
      try require(isQuoting, "an escape")
    default: throw Violation("escape \\\(Unicode.Scalar(byte))")
    }
  }

  /// A number; the program itself writes integers, and some with decimals.
  private mutating func number() throws(Violation) {
    _ = take("-")
    let first = index
    try digits()
    try require(
      bytes[first] != UInt8(ascii: "0") || index == first + 1, "a number that begins with 0")
    if take(".") { try digits() }
    guard isQuoting, take("e") || take("E") else { return }
    if !take("-") { _ = take("+") }
    try digits()
  }

  private mutating func digits() throws(Violation) {
    let start = index
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    try require(index > start, "no digits where a value should be")
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Violation) {
    guard take(scalar) else {
      let found = index < bytes.count ? "byte \(bytes[index])" : "the end"
      throw Violation("\(found) where \(scalar) should be")
    }
  }
}
