/// Looks whether elements are closed as they were opened, and nothing in text or attributes could
/// be taken for markup: as much of XML as reports have.
struct XMLCheck {
  private let bytes: [UInt8]
  private var index = 0
  private var open: [ArraySlice<UInt8>] = []

  static func run(_ bytes: [UInt8]) throws(Violation) {
    var check = XMLCheck(bytes: bytes)
    while check.index < bytes.count {
      if bytes[check.index] == UInt8(ascii: "<") {
        try check.tag()
      } else {
        try check.character(in: "<>")
      }
    }
    try require(check.open.isEmpty, "\(check.open.count) elements are not closed")
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func tag() throws(Violation) {
    index += 1
    if take("/") {
      let name = name()
      try require(open.popLast() == name, "an element is closed that was not opened last")
      return try expect(">")
    }
    let name = name()
    try require(!name.isEmpty, "< in text")
    while take(" ") {
      try require(!self.name().isEmpty, "an attribute without a name")
      try expect("=")
      try expect("\"")
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { try character(in: "<>\"") }
      try expect("\"")
    }
    if !take("/") { open.append(name) }
    try expect(">")
  }

  private mutating func name() -> ArraySlice<UInt8> {
    let start = index
    while index < bytes.count, (0x61...0x7a).contains(bytes[index]) || bytes[index] == 0x2d {
      index += 1
    }
    return bytes[start..<index]
  }

  /// One character, or what stands for it.
  private mutating func character(in refused: String) throws(Violation) {
    let byte = bytes[index]
    try require(!refused.utf8.contains(byte), "\(Unicode.Scalar(byte)) in text")
    if byte == UInt8(ascii: "&") {
      let rest = bytes[index...].prefix(6)
      let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"]
      try require(entities.contains { rest.starts(with: $0.utf8) }, "& in text")
    }
    index += 1
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Violation) {
    if !take(scalar) { throw Violation("XML without \(scalar) at byte \(index)") }
  }
}
