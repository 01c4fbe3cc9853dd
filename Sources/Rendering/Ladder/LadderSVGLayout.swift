import Wire

/// Where things are in a picture of a ladder, in its own units (pixels at 100 %).
struct LadderSVGLayout {
  let width: Int
  /// Where the lifelines are.
  let columns: [Int]
  let numberEnd: Int
  let timeStart: Int
  let sentenceStart: Int
  /// Columns of text in a line of a sentence.
  let sentenceColumns: Int
  /// Columns of text that a party's name has room for.
  let nameRoom: Int

  static let margin = 16
  static let lineHeight = 17
  static let gap = 7
  /// What a character takes at most of the fixed-width fonts that readers have, at 12 pixels.
  static let charWidth = 8
  /// What a character of a sentence takes, on average.
  private static let sentenceCharWidth = 7
  /// What an arrow has beside its words.
  static let arrowMargin = 24

  init(_ ladder: Ladder) {
    let number = ladder.rows.lazy.map(\.stamp.number).max() ?? 1
    let timeColumns = ladder.rows.lazy.map(\.time.utf8.count).max() ?? 0
    numberEnd = Self.margin + max("\(number)".utf8.count, 2) * Self.charWidth
    timeStart = numberEnd + 2 * Self.charWidth
    let widest = ladder.parties.map { max($0.name.columnCount, $0.detail.columnCount) }.max() ?? 0
    let count = ladder.parties.count
    let wanted = count <= 2 ? 540 : count == 3 ? 400 : 320
    let span = max(wanted, (min(widest, 40) + 2) * (Self.charWidth + 1))
    nameRoom = span / (Self.charWidth + 1)
    let half = (min(widest, nameRoom) * (Self.charWidth + 1)) / 2 + Self.margin
    let first = timeStart + timeColumns * Self.charWidth + max(half - 9 * Self.charWidth, 24)
    columns = (0..<count).map { first + span * $0 }
    width = max((columns.last ?? first) + max(half, 60) + Self.margin, first + 480)
    sentenceStart = first + 12
    sentenceColumns = max(
      (width - sentenceStart - Self.margin) / Self.sentenceCharWidth, LadderLayout.minimumWords)
  }

  /// Colours that readers with any kind of colour vision tell apart (Okabe and Ito), darkened or
  /// lightened to a contrast of 4.5 : 1.
  static let style = """

    text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    white-space:pre;fill:#24292f;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
    .name{font-weight:700;font-size:13px}
    .detail,.time,.took,.gap,.rest{fill:#57606a}
    .frame{font-weight:700}
    .sentence,.note{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
    font-size:12.5px}
    .sentence{fill:#7a4b00}
    .strong .title{font-weight:700}
    .paper{fill:#fff}
    .life path{stroke:#afb8c1}
    .broken{stroke:#fff;stroke-width:3;stroke-dasharray:3 3}
    .arrow{stroke:#24292f;stroke-width:1.4;fill:none}
    .tip{fill:#24292f}
    .strong .arrow{stroke:#00609c;stroke-width:2}
    .strong .tip,.strong .title{fill:#00609c}
    .faint .arrow{stroke:#6e7781}
    .faint .tip,.faint .title,.faint .value{fill:#57606a}
    .problem .arrow{stroke:#b3420a;stroke-width:2}
    .problem .tip,.problem .title,.problem .note{fill:#b3420a;font-weight:700}
    .keepAlives .arrow{stroke-dasharray:2 4}
    .media .arrow{stroke:#007a5a;stroke-width:5}
    .media .tip,.media .title{fill:#007a5a}
    @media (prefers-color-scheme:dark){
    text{fill:#e6edf3;stroke:#0d1117}
    .detail,.time,.took,.gap,.rest{fill:#9ea7b3}
    .sentence{fill:#e3b341}
    .paper{fill:#0d1117}
    .life path{stroke:#484f58}
    .broken{stroke:#0d1117}
    .arrow{stroke:#e6edf3}
    .tip{fill:#e6edf3}
    .strong .arrow{stroke:#56b4e9}
    .strong .tip,.strong .title{fill:#56b4e9}
    .faint .arrow{stroke:#8b949e}
    .faint .tip,.faint .title,.faint .value{fill:#9ea7b3}
    .problem .arrow{stroke:#ff8b52}
    .problem .tip,.problem .title,.problem .note{fill:#ff8b52}
    .media .arrow{stroke:#2fbf94}
    .media .tip,.media .title{fill:#2fbf94}
    }

    """
}
