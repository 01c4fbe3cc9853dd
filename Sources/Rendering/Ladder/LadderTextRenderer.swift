package import Text
import Wire

/// Draws a ladder with characters.
package struct LadderTextRenderer: ~Copyable {
  /// What has been drawn.
  package private(set) var text = TextBuffer(capacity: 1 << 16)
  private let options: LadderTextOptions
  private let ladder: Ladder
  private let layout: LadderLayout
  private let marks: LadderMarks
  private let palette: Palette
  private var line: LadderLine
  /// Lines since the names were drawn last.
  private var lineCount = 0

  package init(_ ladder: Ladder, _ options: LadderTextOptions) {
    self.options = options
    layout = LadderLayout(ladder, options)
    self.ladder = ladder.keepingBusiest(layout.columns.count)
    marks = options.isASCII ? .ascii : .boxes
    palette = Palette(isEnabled: options.usesColor)
    line = LadderLine(palette: palette)
  }

  /// Draws everything.
  package mutating func render() {
    if ladder.rows.isEmpty { return }
    if let sentence = ladder.omitted.sentence { write(sentence, .faint) }
    drawNames()
    for row in ladder.rows {
      if lineCount >= options.linesPerScreen {
        drawLifelines()
        drawNames()
      }
      draw(row)
    }
    drawLifelines()
    drawNames(isEnd: true)
  }

  /// Gives away the text that waits, and forgets it.
  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }

  // MARK: - Names

  private mutating func drawNames(isEnd: Bool = false) {
    for isDetail in [false, true] {
      for (index, party) in ladder.parties.enumerated() {
        let words = options.shown(isDetail ? party.detail : party.name)
        let room = layout.nameRoom(of: index)
        line.advance(to: layout.nameStart(of: index, columns: min(words.columnCount, room)))
        line.append(words.cut(toColumns: room, mark: marks.cut), isDetail ? .faint : .heading)
      }
      end()
    }
    lineCount = 0
    if !isEnd { drawLifelines() }
  }

  private mutating func drawLifelines() {
    drawLifelines(from: 0, to: layout.columns.count)
    end()
  }

  private mutating func drawLifelines(from first: Int, to end: Int) {
    for index in first..<max(first, end) {
      line.advance(to: layout.columns[index])
      line.append(marks.lifeline, .faint)
    }
  }

  private mutating func end() {
    line.end(in: &text)
    lineCount += 1
  }

  private mutating func write(_ sentence: String, _ style: Palette.Style) {
    for part in options.shown(sentence).wrapped(to: layout.width) {
      line.append(part, style)
      end()
    }
  }

  // MARK: - Rows

  private mutating func draw(_ row: LadderRow) {
    switch row.kind {
    case .message, .connection: drawArrow(row)
    case .keepAlives, .media:
      if row.isArrow { drawArrow(row) } else { drawRemark(row, mark: marks.keepAlives) }
    case .pause: drawPause(row)
    case .finding: drawRemark(row, mark: row.isError ? marks.finding : marks.warning)
    case .remark: drawRemark(row, mark: marks.warning)
    case .comment: drawRemark(row, mark: marks.comment)
    }
  }

  private mutating func drawGutter(_ row: LadderRow) {
    var number = TextBuffer()
    number.append(decimal: row.stamp.number)
    line.advance(to: max(layout.numberWidth - number.count, 0))
    line.append(String(number), .heading)
    line.advance(to: layout.numberWidth + layout.gap)
    line.append(row.time, .plain)
  }

  private mutating func drawArrow(_ row: LadderRow) {
    drawGutter(row)
    let (left, right) = (min(row.from, row.to), max(row.from, row.to))
    drawLifelines(from: 0, to: left + 1)
    let (start, end) = (layout.columns[left] + 1, layout.columns[right])
    let pointsRight = row.to > row.from
    let body =
      row.kind == .media ? marks.thick : row.kind == .keepAlives ? marks.dotted : marks.line
    let style = style(of: row)
    let arrowStyle: Palette.Style = style == .plain ? .plain : style
    let label = LadderLabel(
      row, columns: end - start - Self.arrowColumns, mark: marks.cut, shown: options.shown)
    let bodyColumns = end - start - 1 - (label.columns > 0 ? label.columns + 2 : 0)
    // The words stand near the party that sends.
    let near = min(2, bodyColumns)
    let (before, after) = pointsRight ? (near, bodyColumns - near) : (bodyColumns - near, near)
    if !pointsRight { line.append(marks.left, arrowStyle) }
    append(body, before, arrowStyle)
    if label.columns > 0 {
      line.append(" ", .plain)
      line.append(label.title, style)
      line.append(label.values, style == .faint ? .faint : .plain)
      line.append(label.time, .faint)
      line.append(" ", .plain)
    }
    append(body, after, arrowStyle)
    if pointsRight { line.append(marks.right, arrowStyle) }
    drawLifelines(from: right, to: layout.columns.count)
    self.end()
    if !label.rest.isEmpty {
      drawWords(label.rest, mark: "", style == .faint ? .faint : .plain)
    }
    if !row.sentence.isEmpty { drawWords(row.sentence, mark: marks.annotation, .annotation) }
  }

  /// Columns of an arrow beside its words: its head, a line at both sides, and blanks.
  private static let arrowColumns = 6

  private mutating func append(_ body: String, _ count: Int, _ style: Palette.Style) {
    if count > 0 { line.append(String(repeating: body, count: count), style) }
  }

  private mutating func drawRemark(_ row: LadderRow, mark: String) {
    drawGutter(row)
    var words = row.kind == .finding ? row.title + "  " + row.sentence : row.sentence
    if row.sentence.isEmpty {
      words = row.values.isEmpty ? row.title : row.title + "  " + row.values
    }
    drawWords(words, mark: mark, row.weight == .problem ? .problem : .plain)
  }

  private mutating func drawPause(_ row: LadderRow) {
    line.advance(to: layout.numberWidth + layout.gap)
    line.append(marks.pause + " " + row.title, .faint)
    for column in layout.columns {
      line.advance(to: column)
      line.append(marks.brokenLifeline, .faint)
    }
    end()
  }

  /// Draws words to the right of the first lifeline, on as many lines as they take.
  private mutating func drawWords(_ words: String, mark: String, _ style: Palette.Style) {
    let start = layout.columns[0] + 3
    let markColumns = mark.isEmpty ? 0 : mark.columnCount + 1
    let room = max(layout.width - start - markColumns, LadderLayout.minimumWords)
    for (index, part) in options.shown(words).wrapped(to: room).enumerated() {
      drawLifelines(from: 0, to: 1)
      line.advance(to: start)
      if index == 0 {
        line.append(mark, style)
      }
      line.advance(to: start + markColumns)
      line.append(part, style)
      let reached = line.column
      if let next = layout.columns.firstIndex(where: { $0 > reached }), next > 0 {
        drawLifelines(from: next, to: layout.columns.count)
      }
      end()
    }
  }

  private func style(of row: LadderRow) -> Palette.Style {
    switch row.weight {
    case .problem: .problem
    case .faint: .faint
    case .plain: .plain
    case .strong: row.to > row.from ? .fromDevice : .fromServer
    }
  }
}

/// How a ladder of characters looks.
package struct LadderTextOptions: Sendable {
  /// Columns of a line, at least ``minimumWidth``.
  package var width = 100
  package var usesColor = false
  package var isASCII = false
  /// Lines after which the names are drawn again.
  package var linesPerScreen = 40

  package static let minimumWidth = 60
  package static let maximumWidth = 500

  package init() {}

  /// Words as they are drawn: in ASCII where that is asked for.
  func shown(_ words: String) -> String {
    guard isASCII, !words.utf8.allSatisfy({ $0 < 0x80 }) else { return words }
    var text = TextBuffer()
    text.append(ascii: words.utf8.span)
    return String(text)
  }
}
