import Text

/// A line of the ladder under construction, which knows its columns.
struct LadderLine: ~Copyable {
  private let palette: Palette
  private var content = TextBuffer()
  /// Columns that are taken.
  private(set) var column = 0
  /// Blanks that are only written where something follows.
  private var blanks = 0

  init(palette: Palette) {
    self.palette = palette
  }

  /// Moves on to a column; nowhere, where the line is there already.
  mutating func advance(to column: Int) {
    guard column > self.column else { return }
    blanks += column - self.column
    self.column = column
  }

  mutating func append(_ words: String, _ style: Palette.Style) {
    if words.isEmpty { return }
    content.append(blanks: blanks)
    blanks = 0
    palette.begin(style, in: &content)
    content.append(words)
    palette.end(style, in: &content)
    column += words.columnCount
  }

  /// Ends the line, and begins the next.
  mutating func end(in text: inout TextBuffer) {
    text.append(content)
    text.append("\n")
    content.removeAll()
    column = 0
    blanks = 0
  }
}
