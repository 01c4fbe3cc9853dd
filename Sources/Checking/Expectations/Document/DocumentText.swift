import Text

/// The bytes of an expectation file, cut into lines and known to be clean text.
struct DocumentText: Sendable {
  let bytes: [UInt8]
  /// Where each line begins.
  private let begins: [Int]
  /// The lines that hold more than spaces and comments.
  let lines: [Line]

  /// A line's content: from its first character to the end of the line, the comment included.
  struct Line: Sendable {
    /// Spaces before the content, or before what a dash has left of it.
    var indent: Int
    var start: Int
    let end: Int
  }

  /// An expectation file is written by hand: a thousandth of this is usual.
  static let maximumByteCount = 1 << 20
  /// Lines are searched more than once, so they must be short.
  static let maximumLineByteCount = 4096

  init(_ bytes: [UInt8]) throws(ExpectationError) {
    guard bytes.count <= Self.maximumByteCount else {
      throw ExpectationError(
        TextPlace(line: 1, column: 1),
        "the file has \(bytes.count) bytes, more than the \(Self.maximumByteCount) that are read")
    }
    var begins = [bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0]
    for index in bytes.indices where bytes[index] == Ascii.lineFeed { begins.append(index + 1) }
    self.bytes = bytes
    self.begins = begins
    lines = try Self.lines(of: bytes, begins)
    if let fault = Self.firstFault(in: bytes.span, from: begins[0]) {
      throw ExpectationError(place(of: fault.offset), fault.fact)
    }
  }

  /// The line and the column of a byte.
  func place(of offset: Int) -> TextPlace {
    Self.place(of: offset, in: bytes, begins)
  }

  private static func place(of offset: Int, in bytes: [UInt8], _ begins: [Int]) -> TextPlace {
    var (low, high) = (0, begins.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if begins[middle] <= offset { low = middle } else { high = middle }
    }
    let before = bytes[min(begins[low], offset)..<min(offset, bytes.count)]
    // Bytes after the first of a character are 0x80 to 0xbf.
    return TextPlace(line: low + 1, column: 1 + before.count { $0 & 0xc0 != 0x80 })
  }

  /// The first byte that no text holds.
  private static func firstFault(
    in bytes: Span<UInt8>, from start: Int
  ) -> (offset: Int, fact: String)? {
    var index = start
    while index < bytes.count {
      guard let length = bytes.utf8CharacterByteCount(at: index) else {
        return (index, "a byte \(hexadecimal(bytes[index])) that is no UTF-8")
      }
      let isLineEnd =
        bytes[index] == Ascii.carriageReturn && index + 1 < bytes.count
        && bytes[index + 1] == Ascii.lineFeed
      switch bytes[index] {
      case Ascii.lineFeed, Ascii.tab: break
      case 0..<0x20 where !isLineEnd, 0x7f:
        return (index, "a control character \(hexadecimal(bytes[index]))")
      default: break
      }
      index += length
    }
    return nil
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func lines(
    of bytes: [UInt8], _ begins: [Int]
  ) throws(ExpectationError) -> [Line] {
    var lines: [Line] = []
    for (number, begin) in begins.enumerated() {
      var end = number + 1 < begins.count ? begins[number + 1] - 1 : bytes.count
      if end > begin, bytes[end - 1] == Ascii.carriageReturn { end -= 1 }
      guard end - begin <= maximumLineByteCount else {
        throw ExpectationError(
          TextPlace(line: number + 1, column: 1),
          "a line of \(end - begin) bytes, more than the \(maximumLineByteCount) that it may have")
      }
      var start = begin
      while start < end, bytes[start] == Ascii.space { start += 1 }
      guard start < end, bytes[start] != Ascii.hash else { continue }
      if bytes[start] == Ascii.tab {
        if bytes[start..<end].allSatisfy({ $0 == Ascii.tab || $0 == Ascii.space }) { continue }
        throw ExpectationError(
          place(of: start, in: bytes, begins), "a tab: indent with spaces")
      }
      lines.append(Line(indent: start - begin, start: start, end: end))
    }
    return lines
  }
}

/// The ASCII characters that mean something in an expectation file.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let hash = UInt8(ascii: "#")
  static let dash = UInt8(ascii: "-")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let question = UInt8(ascii: "?")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
}
