package import Text

/// Arranges words into lines of a width, every line after the first indented.
///
/// Words are appended to the text as they come, and arranged where they stand: without a width,
/// colours or characters to replace, they stay as they are.
struct Paragraph: ~Copyable {
  /// Columns of a line; nil where lines may be as long as they like.
  let width: Int?
  /// Whether characters that are not ASCII are replaced.
  let isASCII: Bool
  let palette: Palette
  /// Whether words stay where they are appended.
  private let staysAsItIs: Bool
  /// Columns that an indentation may take.
  private let room: Int
  private var indent = 0
  private var column = 0
  private var blanks = 0
  /// Tabs that wait until it is known in which style what comes after them is.
  private var tabs = 0
  /// The style that words were written in last, and that goes on until another begins.
  private var open = Palette.Style.plain
  /// Where the words begin that are not arranged yet.
  private var arranged = 0
  private var waiting = TextBuffer()
  private var word = TextBuffer()

  /// Columns that a line keeps for words, however deep it is indented.
  private static let minimumColumns = 16

  init(width: Int?, isASCII: Bool, palette: Palette) {
    self.width = width
    self.isASCII = isASCII
    self.palette = palette
    room = width.map { max($0 - Self.minimumColumns, 0) } ?? Int.max
    staysAsItIs = width == nil && !isASCII && !palette.isEnabled
  }

  deinit {
    assert(open == .plain, "a style that is never switched off")
  }

  /// Writes a line of one style; the lines that it is broken into begin `hanging` columns further
  /// right.
  mutating func write(
    line words: String, _ style: Palette.Style = .plain, indent: Int, hanging: Int,
    to text: inout TextBuffer
  ) {
    begin(indent: indent, hanging: hanging, in: &text)
    text.append(visible: words.utf8.span)
    arrange(style, in: &text)
    end(in: &text)
  }

  /// Begins a line of several pieces, which ``end(in:)`` ends; the ones that follow it begin `hanging`
  /// columns further right.
  mutating func begin(indent: Int, hanging: Int, in text: inout TextBuffer) {
    // Styles are switched off by `end(in:)` only, not by a line feed.
    assert(open == .plain, "the line before was not ended")
    self.indent = min(indent + hanging, room)
    column = min(indent, room)
    blanks = 0
    text.append(blanks: column)
    arranged = text.count
  }

  /// Arranges the words that were appended since the line began or words were arranged last;
  /// blanks between them stay where the line is not broken.
  @inline(__always)
  mutating func arrange(_ style: Palette.Style = .plain, in text: inout TextBuffer) {
    if !staysAsItIs { rearrange(style, in: &text) }
  }

  /// Appends a tab; a style that goes on after it is neither switched off nor begun anew.
  mutating func appendTab(to text: inout TextBuffer) {
    blanks = 0
    if staysAsItIs {
      text.append(byte: UInt8(ascii: "\t"))
      arranged = text.count
    } else {
      tabs += 1
    }
  }

  /// Has what comes next in a style; one that goes on is not begun anew.
  private mutating func become(_ style: Palette.Style, in text: inout TextBuffer) {
    if style == open { return }
    palette.end(open, in: &text)
    palette.begin(style, in: &text)
    open = style
  }

  private mutating func rearrange(_ style: Palette.Style, in text: inout TextBuffer) {
    waiting.removeAll()
    waiting.append(text.span.extracting(arranged...))
    text.truncate(to: arranged)
    var index = 0
    var together = 0
    while index < waiting.count {
      if waiting.span[index] == UInt8(ascii: " ") {
        blanks += 1
        index += 1
        continue
      }
      let end = waiting.span.wordEnd(from: index)
      if width != nil, index >= together {
        together = waiting.span.inseparableEnd(from: index..<end)
        if together > end { makeRoom(for: index..<together, in: &text) }
      }
      write(word: index..<end, style, to: &text)
      index = end
    }
    arranged = text.count
  }

  /// Breaks the line before words that stay together, where they fit on the next one but not on
  /// this one.
  private mutating func makeRoom(for words: Range<Int>, in text: inout TextBuffer) {
    guard let width, column > indent else { return }
    word.removeAll()
    word.append(words, of: waiting, isASCII: isASCII)
    let columns = word.span.columnCount
    if column + blanks + columns > width, indent + columns <= width {
      breakLine(in: &text)
      blanks = 0
    }
  }

  /// Appends words and arranges them.
  mutating func write(
    _ bytes: Span<UInt8>, _ style: Palette.Style = .plain, to text: inout TextBuffer
  ) {
    text.append(bytes)
    arrange(style, in: &text)
  }

  mutating func write(
    _ words: String, _ style: Palette.Style = .plain, to text: inout TextBuffer
  ) {
    write(words.utf8.span, style, to: &text)
  }

  /// Ends the line, without the blanks at its end.
  mutating func end(in text: inout TextBuffer) {
    if staysAsItIs {
      text.removeBlanks(downTo: arranged)
    } else {
      become(.plain, in: &text)
      appendTabs(to: &text)
    }
    text.append(byte: UInt8(ascii: "\n"))
  }

  /// Takes back the line that began at a place in the text.
  mutating func takeBack(from start: Int, in text: inout TextBuffer) {
    text.truncate(to: start)
    arranged = start
    open = .plain
    tabs = 0
  }

  private mutating func write(
    word range: Range<Int>, _ style: Palette.Style, to text: inout TextBuffer
  ) {
    word.removeAll()
    word.append(range, of: waiting, isASCII: isASCII)
    guard let width else {
      append(blanksBefore: style, to: &text)
      text.append(word)
      return
    }
    let columns = word.span.columnCount
    if column + blanks + columns > width, column > indent {
      breakLine(in: &text)
      blanks = 0
    } else {
      column += blanks
    }
    append(blanksBefore: style, to: &text)
    if column + columns <= width {
      text.append(word)
      column += columns
    } else {
      writeBroken(width, to: &text)
    }
  }

  /// Appends the blanks that wait, in the style before them where that goes on after them.
  private mutating func append(blanksBefore style: Palette.Style, to text: inout TextBuffer) {
    if style != open { become(.plain, in: &text) }
    appendTabs(to: &text)
    text.append(repeating: UInt8(ascii: " "), count: blanks)
    blanks = 0
    become(style, in: &text)
  }

  private mutating func appendTabs(to text: inout TextBuffer) {
    text.append(repeating: UInt8(ascii: "\t"), count: tabs)
    tabs = 0
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
    let style = open
    become(.plain, in: &text)
    defer { become(style, in: &text) }
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
  /// Cuts the blanks at the end off, at most down to `start`.
  fileprivate mutating func removeBlanks(downTo start: Int) {
    guard count > start, span[count - 1] == UInt8(ascii: " ") else { return }
    var end = count - 1
    while end > start, span[end - 1] == UInt8(ascii: " ") { end -= 1 }
    truncate(to: end)
  }

  /// Appends a part of another text, in ASCII where that is asked for.
  fileprivate mutating func append(
    _ range: Range<Int>, of other: borrowing TextBuffer, isASCII: Bool
  ) {
    let bytes = other.span.extracting(range)
    if isASCII { append(ascii: bytes) } else { append(bytes) }
  }

  /// Appends text in ASCII: the marks and quotes of the timeline have substitutes, everything else
  /// becomes `\u{e4}`.
  package mutating func append(ascii bytes: Span<UInt8>) {
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
    "µ": "u", "×": "x", "·": ".", "•": "*", "●": "*", "≥": ">=", "≤": "<=",
  ]
}
