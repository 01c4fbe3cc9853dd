import Text

/// Lays rows out in columns that fit the terminal.
///
/// Widths follow from the first rows, which are held back until there are enough of them; later
/// rows keep to these widths.
struct TextTable<Row: ListRow>: ~Copyable {
  private let options: ListOptions
  private let palette: Palette
  private var paragraph: Paragraph
  private var waiting: [Waiting] = []
  private var layout: [Placed]?

  /// Rows that the widths follow from.
  private static var maximumWaiting: Int { 512 }
  /// Columns between two columns.
  private static var gap: Int { 2 }

  /// A row that is held back.
  private struct Waiting {
    let row: Row
    let context: ListContext
    let date: String?
  }

  /// A column that is shown.
  private struct Placed {
    let column: ListColumn<Row>
    var width: Int

    /// How narrow it may become.
    var leastWidth: Int { min(column.minimumWidth ?? width, width) }
  }

  init(_ options: ListOptions) {
    self.options = options
    palette = Palette(isEnabled: options.usesColor)
    paragraph = Paragraph(width: options.width, isASCII: options.isASCII, palette: palette)
  }

  /// Appends a row, below its date where that is another than the row's before.
  mutating func append(
    _ row: Row, _ context: ListContext, date: String?, to text: inout TextBuffer
  ) {
    let entry = Waiting(row: row, context: context, date: date)
    if let layout {
      append(entry, layout, to: &text)
      return
    }
    waiting.append(entry)
    if waiting.count >= Self.maximumWaiting { finish(to: &text) }
  }

  /// Prints the rows that were held back.
  mutating func finish(to text: inout TextBuffer) {
    guard !waiting.isEmpty else { return }
    let layout = layOut()
    self.layout = layout
    appendHeading(layout, to: &text)
    for entry in waiting { append(entry, layout, to: &text) }
    waiting.removeAll()
  }

  /// Leaves out and narrows columns until the rest fits.
  private func layOut() -> [Placed] {
    var placed = Row.columns.map { column in
      let widest = waiting.map { column.cell($0.row, $0.context).text.columnCount }.max() ?? 0
      return Placed(column: column, width: max(widest, column.title.columnCount))
    }
    // A column without any text says nothing.
    placed.removeAll { entry in
      entry.column.rank > 0
        && waiting.allSatisfy { entry.column.cell($0.row, $0.context).text.isEmpty }
    }
    guard let width = options.width else { return placed }
    while let last = placed.map(\.column.rank).max(), last > 0,
      placed.reduce(-Self.gap, { $0 + $1.leastWidth + Self.gap }) > width
    {
      placed.removeAll { $0.column.rank == last }
    }
    narrow(&placed, to: width)
    return placed
  }

  /// Takes columns of text from the widest of those that may be narrowed, until all fit.
  private func narrow(_ placed: inout [Placed], to width: Int) {
    while placed.reduce(-Self.gap, { $0 + $1.width + Self.gap }) > width {
      let widest = placed.indices.filter { index in
        placed[index].column.minimumWidth.map { placed[index].width > $0 } ?? false
      }.max { placed[$0].width < placed[$1].width }
      guard let widest else { return }
      placed[widest].width -= 1
    }
  }

  private func appendHeading(_ layout: [Placed], to text: inout TextBuffer) {
    palette.begin(.faint, in: &text)
    appendLine(layout.map { (ListCell($0.column.title), $0) }, to: &text)
    text.truncate(to: text.count - 1)
    palette.end(.faint, in: &text)
    text.append("\n")
  }

  private mutating func append(
    _ entry: Waiting, _ layout: [Placed], to text: inout TextBuffer
  ) {
    let (row, context) = (entry.row, entry.context)
    if let date = entry.date {
      palette.begin(.faint, in: &text)
      text.append(date)
      palette.end(.faint, in: &text)
      text.append("\n")
    }
    appendLine(layout.map { ($0.column.cell(row, context), $0) }, to: &text)
    guard options.isVerbose else { return }
    for detail in row.details(context) {
      paragraph.write(
        line: detail.text, detail.style, indent: detail.indent, hanging: 4, to: &text)
    }
  }

  private func appendLine(_ cells: [(ListCell, Placed)], to text: inout TextBuffer) {
    var blanks = 0
    for (cell, placed) in cells {
      let shown = fitted(cell.text, placed.width)
      let padding = max(placed.width - shown.columnCount, 0)
      if placed.column.alignment == .right { blanks += padding }
      if !shown.isEmpty {
        text.append(blanks: blanks)
        blanks = 0
        palette.begin(cell.style, in: &text)
        text.append(shown)
        palette.end(cell.style, in: &text)
      }
      if placed.column.alignment == .left { blanks += padding }
      blanks += Self.gap
    }
    text.append("\n")
  }

  /// A text without anything that a terminal acts on, cut to as many columns as there are.
  private func fitted(_ string: String, _ width: Int) -> String {
    var visible = TextBuffer()
    visible.append(visible: string.utf8.span)
    var shown = String(visible)
    if options.isASCII { shown = shown.asASCII }
    guard options.width != nil || layout == nil, shown.columnCount > width, width > 0 else {
      return shown
    }
    let mark = options.isASCII ? "." : "…"
    while shown.columnCount + 1 > width, !shown.isEmpty { shown.removeLast() }
    return shown + mark
  }
}

extension String {
  /// Columns that a terminal gives it.
  var columnCount: Int { unicodeScalars.reduce(0) { $0 + $1.columnCount } }

  /// The text with "?" for what is not ASCII; "u" for the Greek letter in the names of codecs.
  fileprivate var asASCII: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          scalar.isASCII ? scalar : scalar == "µ" ? "u" : "?"
        }))
  }
}
