/// Reads keys and texts of an expectation file.
struct ScalarReader: Sendable {
  let text: DocumentText

  private var bytes: [UInt8] { text.bytes }

  private func error(_ offset: Int, _ fact: String) -> ExpectationError {
    ExpectationError(text.place(of: offset), fact)
  }

  func skipSpaces(from start: Int, to end: Int) -> Int {
    var offset = start
    while offset < end, bytes[offset] == Ascii.space { offset += 1 }
    return offset
  }

  /// Whether nothing but a comment follows; one needs a space before it.
  func isOver(at offset: Int, _ end: Int) -> Bool {
    offset >= end || bytes[offset] == Ascii.hash && isBlank(offset - 1)
  }

  private func isBlank(_ offset: Int) -> Bool {
    offset < 0 || bytes[offset] == Ascii.space || bytes[offset] == Ascii.lineFeed
  }

  // MARK: - Keys

  /// Where the colon after a line's key is; nil where the line begins with no key.
  func keyEnd(in line: DocumentText.Line) throws(ExpectationError) -> Int? {
    switch bytes[line.start] {
    case Ascii.quote, Ascii.apostrophe:
      let (_, end) = try quoted(from: line.start, to: line.end)
      let colon = skipSpaces(from: end, to: line.end)
      return isColon(at: colon, line.end) ? colon : nil
    case Ascii.openBracket, Ascii.openBrace:
      return nil
    default:
      for offset in line.start..<line.end {
        if offset > line.start, isOver(at: offset, line.end) { return nil }
        if isColon(at: offset, line.end) { return offset }
      }
      return nil
    }
  }

  private func isColon(at offset: Int, _ end: Int) -> Bool {
    offset < end && bytes[offset] == Ascii.colon
      && (offset + 1 == end || bytes[offset + 1] == Ascii.space || bytes[offset + 1] == Ascii.tab)
  }

  /// The key before a colon.
  func key(from start: Int, to colon: Int) throws(ExpectationError) -> String {
    guard start < colon else { throw error(start, "a colon without a key before it") }
    return try scalar(from: start, to: colon).text
  }

  // MARK: - Text

  /// Text that runs to the end of a line, or to a comment; quoted text to its closing quote.
  func scalar(from start: Int, to end: Int) throws(ExpectationError) -> (text: String, end: Int) {
    if bytes[start] == Ascii.quote || bytes[start] == Ascii.apostrophe {
      return try quoted(from: start, to: end)
    }
    try refuseIndicator(at: start, to: end)
    var stop = start
    while stop < end, stop == start || !isOver(at: stop, end) {
      if isColon(at: stop, end) {
        throw error(stop, "a colon within text: put the text in quotes")
      }
      stop += 1
    }
    return (try plain(from: start, to: stop), stop)
  }

  /// Text without quotes, spaces at its end cut off.
  func plain(from start: Int, to stop: Int) throws(ExpectationError) -> String {
    var end = stop
    while end > start, bytes[end - 1] == Ascii.space { end -= 1 }
    if let tab = bytes[start..<end].firstIndex(of: Ascii.tab) {
      throw error(tab, "a tab within text: put the text in quotes, or use spaces")
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Throws where YAML gives a text's first character a meaning that is not read here.
  func refuseIndicator(at start: Int, to end: Int) throws(ExpectationError) {
    let isAlone = start + 1 >= end || bytes[start + 1] == Ascii.space
    let fact: String? =
      switch bytes[start] {
      case UInt8(ascii: "&"): "& begins an anchor"
      case UInt8(ascii: "*"): "* begins an alias"
      case UInt8(ascii: "!"): "! begins a tag"
      case UInt8(ascii: "%"): "% begins a directive"
      case UInt8(ascii: "@"), UInt8(ascii: "`"): "this character is reserved"
      case UInt8(ascii: "|"), UInt8(ascii: ">"): "text over several lines"
      case Ascii.question where isAlone: "? begins a key over several lines"
      case Ascii.dash where isAlone: "a list within a line"
      case Ascii.comma, Ascii.closeBracket, Ascii.closeBrace: "a bracket or comma without its list"
      case Ascii.colon where isAlone: "a colon without a key before it"
      default: nil
      }
    if let fact {
      throw error(start, "\(fact), which is not read here; put text that begins so in quotes")
    }
  }

  /// Quoted text and where it ends, its quotes included.
  func quoted(from start: Int, to end: Int) throws(ExpectationError) -> (text: String, end: Int) {
    bytes[start] == Ascii.quote
      ? try escaped(from: start, to: end) : try literal(from: start, to: end)
  }

  /// Text in single quotes, in which two of them stand for one.
  private func literal(
    from start: Int, to end: Int
  ) throws(ExpectationError) -> (text: String, end: Int) {
    var content: [UInt8] = []
    var offset = start + 1
    while offset < end {
      if bytes[offset] == Ascii.apostrophe {
        guard offset + 1 < end, bytes[offset + 1] == Ascii.apostrophe else {
          return (String(decoding: content, as: UTF8.self), offset + 1)
        }
        offset += 1
      }
      content.append(bytes[offset])
      offset += 1
    }
    throw error(start, "a quote that is not closed on its line")
  }

  /// Text in double quotes, in which a backslash begins an escape.
  private func escaped(
    from start: Int, to end: Int
  ) throws(ExpectationError) -> (text: String, end: Int) {
    var content: [UInt8] = []
    var offset = start + 1
    while offset < end {
      switch bytes[offset] {
      case Ascii.quote:
        return (String(decoding: content, as: UTF8.self), offset + 1)
      case Ascii.backslash:
        let (scalar, after) = try escape(at: offset, to: end)
        content += Array(String(Character(scalar)).utf8)
        offset = after
      default:
        content.append(bytes[offset])
        offset += 1
      }
    }
    throw error(start, "a quote that is not closed on its line")
  }

  /// The character that a backslash and what follows it stand for.
  private func escape(
    at offset: Int, to end: Int
  ) throws(ExpectationError) -> (scalar: Unicode.Scalar, end: Int) {
    guard offset + 1 < end else { throw error(offset, "a backslash at the end of the line") }
    let letter = bytes[offset + 1]
    if let scalar = Self.escapes[letter] { return (scalar, offset + 2) }
    guard let digitCount = Self.digitCounts[letter] else {
      throw error(offset, "an unknown escape; a backslash itself is written \\\\")
    }
    let digits = bytes[min(offset + 2, end)..<min(offset + 2 + digitCount, end)]
    guard digits.count == digitCount,
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      !digits.contains(UInt8(ascii: "+")), let scalar = Unicode.Scalar(value)
    else { throw error(offset, "an escape that needs \(digitCount) hexadecimal digits") }
    return (scalar, offset + 2 + digitCount)
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    Ascii.quote: "\"", Ascii.backslash: "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "n"): "\n",
    UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t", UInt8(ascii: "0"): "\0",
    UInt8(ascii: "e"): "\u{1b}", Ascii.space: " ",
  ]

  private static let digitCounts: [UInt8: Int] = [
    UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
  ]
}

extension String {
  /// The text between quotes, as messages show what a file says.
  var quoted: String { "“\(self)”" }
}
