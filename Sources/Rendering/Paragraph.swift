import Wire

/// Writes words into lines of a width, every line after the first indented.
struct Paragraph: ~Copyable {
  /// Columns of a line; nil where lines may be as long as they like.
  let width: Int?
  /// Whether characters that are not ASCII are replaced.
  let isASCII: Bool
  let palette: Palette
  private var indent = 0
  private var column = 0
  private var blanks = 0
  private var word = TextBuffer()

  /// Columns that a line keeps for words, however deep it is indented.
  private static let minimumColumns = 16

  init(width: Int?, isASCII: Bool, palette: Palette) {
    self.width = width
    self.isASCII = isASCII
    self.palette = palette
  }

  /// Begins a line; the ones that follow it begin `hanging` columns further right.
  mutating func begin(indent: Int, hanging: Int, in text: inout TextBuffer) {
    let room = width.map { max($0 - Self.minimumColumns, 0) } ?? Int.max
    self.indent = min(indent + hanging, room)
    column = min(indent, room)
    blanks = 0
    text.append(repeating: UInt8(ascii: " "), count: column)
  }

  /// Writes words; blanks between them stay where the line is not broken.
  mutating func write(
    _ bytes: Span<UInt8>, _ style: Palette.Style = .plain, to text: inout TextBuffer
  ) {
    if width == nil, !palette.isEnabled {
      writeUnbroken(bytes, to: &text)
      return
    }
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: " ") {
        blanks += 1
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, bytes[end] != UInt8(ascii: " ") { end += 1 }
      write(word: bytes.extracting(index..<end), style, to: &text)
      index = end
    }
  }

  mutating func write(
    _ words: String, _ style: Palette.Style = .plain, to text: inout TextBuffer
  ) {
    write(words.utf8.span, style, to: &text)
  }

  mutating func write(
    _ words: borrowing TextBuffer, _ style: Palette.Style = .plain, to text: inout TextBuffer
  ) {
    write(words.span, style, to: &text)
  }

  /// Writes words as they are, but for blanks at the end, which wait for what comes behind them.
  private mutating func writeUnbroken(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    var end = bytes.count
    while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    if end > 0 {
      text.append(repeating: UInt8(ascii: " "), count: blanks)
      blanks = 0
      let words = bytes.extracting(..<end)
      if isASCII { text.append(ascii: words) } else { text.append(words) }
    }
    blanks += bytes.count - end
  }

  mutating func end(in text: inout TextBuffer) {
    text.append(byte: UInt8(ascii: "\n"))
    column = 0
    blanks = 0
  }

  private mutating func write(
    word bytes: Span<UInt8>, _ style: Palette.Style, to text: inout TextBuffer
  ) {
    guard let width else {
      text.append(repeating: UInt8(ascii: " "), count: blanks)
      blanks = 0
      palette.begin(style, in: &text)
      if isASCII { text.append(ascii: bytes) } else { text.append(bytes) }
      palette.end(style, in: &text)
      return
    }
    word.removeAll()
    if isASCII { word.append(ascii: bytes) } else { word.append(bytes) }
    let columns = word.span.columnCount
    if column + blanks + columns > width, column > indent {
      breakLine(in: &text)
    } else {
      text.append(repeating: UInt8(ascii: " "), count: blanks)
      column += blanks
    }
    blanks = 0
    palette.begin(style, in: &text)
    if column + columns <= width {
      text.append(word)
      column += columns
    } else {
      writeBroken(width, to: &text)
    }
    palette.end(style, in: &text)
  }

  /// Writes a word that is wider than a line, broken where the line ends.
  private mutating func writeBroken(_ width: Int, to text: inout TextBuffer) {
    var index = 0
    while index < word.count {
      let length = word.span.utf8CharacterByteCount(at: index) ?? 1
      let columns = word.span.scalar(at: index, byteCount: length).columnCount
      if column + columns > width, column > indent { breakLine(in: &text) }
      text.append(word.span.extracting(index..<index + length))
      column += columns
      index += length
    }
  }

  private mutating func breakLine(in text: inout TextBuffer) {
    text.append(byte: UInt8(ascii: "\n"))
    text.append(repeating: UInt8(ascii: " "), count: indent)
    column = indent
  }
}

extension Span<UInt8> {
  /// Columns that a terminal gives the text.
  fileprivate var columnCount: Int {
    if isASCII { return count }
    var columns = 0
    var index = 0
    while index < count {
      let length = utf8CharacterByteCount(at: index) ?? 1
      columns += scalar(at: index, byteCount: length).columnCount
      index += length
    }
    return columns
  }
}

extension TextBuffer {
  /// Appends text in ASCII: the marks and quotes of the timeline have substitutes, everything else
  /// becomes `\u{e4}`.
  fileprivate mutating func append(ascii bytes: Span<UInt8>) {
    if bytes.isASCII {
      append(bytes)
      return
    }
    var index = 0
    while index < bytes.count {
      let length = bytes.utf8CharacterByteCount(at: index) ?? 1
      let scalar = bytes.scalar(at: index, byteCount: length)
      if let substitute = Self.asciiSubstitutes[scalar] {
        append(substitute)
      } else if scalar.isASCII {
        append(scalar: scalar)
      } else {
        append(numberOf: scalar)
      }
      index += length
    }
  }

  private static let asciiSubstitutes: [Unicode.Scalar: String] = [
    "▶": ">", "◀": "<", "💡": "i", "⚠": "!", "○": "*", "✎": "#", "↻": "=", "→": "->", "←": "<-",
    "⇄": "<->", "“": "\"", "”": "\"", "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
    "µ": "u", "×": "x", "·": ".", "•": "*", "≥": ">=", "≤": "<=",
  ]
}
