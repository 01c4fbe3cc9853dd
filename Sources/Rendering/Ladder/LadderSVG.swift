package import Text
import Wire

/// Draws a ladder as a picture that stands alone: Scalable Vector Graphics 1.1, light or dark as the
/// reader has it.
package struct LadderSVG: ~Copyable {
  private let ladder: Ladder
  private let layout: LadderSVGLayout
  private var rows = TextBuffer(capacity: 1 << 16)
  /// The frames that have an anchor.
  private var anchored: Set<FramePlace> = []
  /// How far down the picture is drawn.
  private var height = 0

  /// Columns that a picture has, at most.
  private static let maximumParties = 40

  package init(_ ladder: Ladder) {
    self.ladder = ladder.keepingBusiest(Self.maximumParties)
    layout = LadderSVGLayout(self.ladder)
  }

  /// Appends the picture.
  package mutating func render(to text: inout TextBuffer) {
    height = LadderSVGLayout.margin
    drawNames()
    let top = height
    if let sentence = ladder.omitted.sentence { drawWords(sentence, "note") }
    for row in ladder.rows { draw(row) }
    let bottom = height + LadderSVGLayout.lineHeight / 2
    height = bottom
    drawNames()
    height += LadderSVGLayout.margin / 2
    appendHead(to: &text)
    text.append("<g class=\"life\">\n")
    for x in layout.columns {
      text.append("<path d=\"M\(x) \(top)V\(bottom)\"/>\n")
    }
    text.append("</g>\n")
    text.append(rows)
    text.append("</svg>\n")
  }

  private func appendHead(to text: inout TextBuffer) {
    text.append(
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(layout.width)" height="\(height)" \
      viewBox="0 0 \(layout.width) \(height)" role="img" aria-labelledby="title desc" \
      xml:space="preserve">
      <title id="title">SCCP messages between
      """)
    let names = ladder.parties.map(\.name)
    text.append(" ")
    text.append(xml: names.prefix(8).joined(separator: ", "))
    if names.count > 8 { text.append(" and \(names.count - 8) more") }
    text.append("</title>\n<desc id=\"desc\">")
    text.append(xml: description)
    text.append("</desc>\n<style>")
    text.append(LadderSVGLayout.style)
    text.append("</style>\n")
    text.append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n")
  }

  private var description: String {
    let count = ladder.rows.count { $0.kind == .message }
    var words = "A sequence diagram of " + count.counted("message")
    if let first = ladder.rows.first?.stamp, let time = first.time {
      var text = TextBuffer()
      text.append(time: time, digits: first.timeDigits)
      words += ", from " + String(text)
    }
    return words + ": one column for each party, time runs down."
  }

  // MARK: - Rows

  private mutating func drawNames() {
    height += LadderSVGLayout.lineHeight
    for (x, party) in zip(layout.columns, ladder.parties) {
      write(party.name.cut(toColumns: layout.nameRoom), "name", x, height, anchor: "middle")
      write(party.detail, "detail", x, height + LadderSVGLayout.lineHeight, anchor: "middle")
    }
    height += LadderSVGLayout.lineHeight + LadderSVGLayout.lineHeight / 2
  }

  private mutating func draw(_ row: LadderRow) {
    rows.append("<g")
    if row.kind == .message || row.kind == .connection,
      anchored.insert(row.stamp.place).inserted
    {
      rows.append(" id=\"frame-\(row.stamp.file > 0 ? "\(row.stamp.file + 1)-" : "")")
      rows.append(decimal: row.stamp.number)
      rows.append("\"")
    }
    rows.append(" class=\"\(row.weight.rawValue) \(row.kind.rawValue)\">\n")
    switch row.kind {
    case .pause: drawPause(row)
    case .finding:
      drawRemark("\(row.isError ? "✗" : "⚠") \(row.title)  \(row.sentence)", row)
    case .remark: drawRemark("⚠ " + row.sentence, row)
    case .comment: drawRemark("✎ " + row.sentence, row)
    default:
      if row.isArrow { drawArrow(row) } else { drawRemark("\(row.title)  \(row.values)", row) }
    }
    rows.append("</g>\n")
  }

  private mutating func drawGutter(_ row: LadderRow) {
    let y = height
    write("\(row.stamp.number)", "frame", layout.numberEnd, y, anchor: "end")
    if !row.time.isEmpty { write(row.time, "time", layout.timeStart, y) }
  }

  private mutating func drawArrow(_ row: LadderRow) {
    height += LadderSVGLayout.lineHeight + LadderSVGLayout.gap
    let (from, to) = (layout.columns[row.from], layout.columns[row.to])
    let label = LadderLabel(
      row, columns: (abs(to - from) - LadderSVGLayout.arrowMargin) / LadderSVGLayout.charWidth)
    let isRight = to > from
    write(
      [("title", label.title), ("value", label.values), ("took", label.time)],
      from + (isRight ? 10 : -10), height, anchor: isRight ? "start" : "end")
    height += 8
    let tip = to + (isRight ? -1 : 1)
    let back = tip + (isRight ? -8 : 8)
    rows.append("<path class=\"arrow\" d=\"M\(from) \(height)H\(back)\"/>")
    rows.append(
      "<path class=\"tip\" d=\"M\(tip) \(height)L\(back) \(height - 4)V\(height + 4)Z\"/>\n")
    drawGutter(row)
    if !label.rest.isEmpty { drawWords(label.rest, "rest") }
    if !row.sentence.isEmpty { drawWords(row.sentence, "sentence") }
  }

  private mutating func drawRemark(_ words: String, _ row: LadderRow) {
    height += LadderSVGLayout.gap
    let start = height + LadderSVGLayout.lineHeight
    drawWords(words, "note")
    let end = height
    height = start
    drawGutter(row)
    height = end
  }

  private mutating func drawPause(_ row: LadderRow) {
    height += LadderSVGLayout.lineHeight
    write("⋯ " + row.title, "gap", layout.timeStart, height)
    for x in layout.columns {
      rows.append("<path class=\"broken\" d=\"M\(x) \(height - 12)V\(height + 4)\"/>")
    }
    rows.append("\n")
  }

  /// Draws words to the right of the first lifeline, on as many lines as they take.
  private mutating func drawWords(_ words: String, _ style: StaticString) {
    for line in words.wrapped(to: layout.sentenceColumns) {
      height += LadderSVGLayout.lineHeight
      write(line, style, layout.sentenceStart, height)
    }
  }

  private mutating func write(
    _ words: String, _ style: StaticString, _ x: Int, _ y: Int, anchor: StaticString = "start"
  ) {
    write([(style, words)], x, y, anchor: anchor)
  }

  private mutating func write(
    _ runs: [(StaticString, String)], _ x: Int, _ y: Int, anchor: StaticString
  ) {
    rows.append("<text x=\"\(x)\" y=\"\(y)\"")
    if "\(anchor)" != "start" { rows.append(" text-anchor=\"\(anchor)\"") }
    if runs.count == 1 { rows.append(" class=\"\(runs[0].0)\"") }
    rows.append(">")
    for (style, words) in runs where !words.isEmpty {
      if runs.count > 1 { rows.append("<tspan class=\"\(style)\">") }
      rows.append(xml: words)
      if runs.count > 1 { rows.append("</tspan>") }
    }
    rows.append("</text>\n")
  }
}

extension TextBuffer {
  /// Appends text in which XML finds no markup.
  mutating func append(xml words: String) {
    for scalar in words.unicodeScalars {
      switch scalar {
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "&": append("&amp;")
      case "\"": append("&quot;")
      default: append(scalar: scalar)
      }
    }
  }
}
