import Wire

/// Where the columns of a ladder are in lines of a width.
struct LadderLayout {
  let width: Int
  /// Columns of the frame numbers.
  let numberWidth: Int
  /// Blanks between a number, its time and the first lifeline.
  let gap: Int
  /// Where the lifelines are.
  let columns: [Int]
  /// The width of each party's name and of what stands under it.
  private let nameWidths: [Int]

  /// Columns of a line in which all decimals of the times fit.
  static let wideWidth = 80
  /// Columns between two lifelines, at least: the names of most messages fit.
  private static let minimumSpan = 16
  /// Columns for words, however narrow the rest is.
  static let minimumWords = 16
  /// Parties that are tried.
  private static let maximumParties = 64

  init(_ ladder: Ladder, _ options: LadderTextOptions) {
    let width = min(
      max(options.width, LadderTextOptions.minimumWidth), LadderTextOptions.maximumWidth)
    self.width = width
    let isWide = width >= Self.wideWidth
    gap = isWide ? 2 : 1
    let highest = ladder.rows.lazy.map(\.stamp.number).max() ?? 1
    numberWidth = max("\(highest)".utf8.count, isWide ? 6 : 2)
    let timeWidth = ladder.rows.lazy.map(\.time.utf8.count).max() ?? 0
    let gutter = numberWidth + gap + timeWidth + (isWide ? 4 : 1)
    var count = min(ladder.parties.count, Self.maximumParties)
    let busiest = ladder.busiestFirst
    while true {
      let parties = busiest.prefix(count).sorted().map { ladder.parties[$0] }
      let widths = parties.map { max($0.name.columnCount, $0.detail.columnCount) }
      if let columns = Self.columns(widths, from: gutter, width: width) {
        self.columns = columns
        nameWidths = widths
        return
      }
      guard count > 2 else {
        // Two names that are wider than the line are cut.
        columns = [gutter, width - 1].prefix(count).map(\.self)
        nameWidths = widths
        return
      }
      count -= 1
    }
  }

  /// The lifelines of parties with names of these widths; nil where they do not fit.
  private static func columns(_ widths: [Int], from start: Int, width: Int) -> [Int]? {
    guard widths.count > 1, let last = widths.last else {
      return widths.map { _ in start }
    }
    var spans = widths.dropLast().map { max($0 + 2, minimumSpan) }
    // The last name stands to the left of its lifeline where there is no room to the right.
    let end = spans.count - 1
    spans[end] = max(spans[end], widths[end] + 1 + last)
    let free = width - start - spans.reduce(0, +) - 1
    if free < 0 { return nil }
    // The narrowest grow first; as long as the words on the arrows matter more than the name.
    var rest = max(free - last + 1, 0)
    if rest < spans.count * 8 { rest = free }
    while rest > 0, let narrowest = spans.indices.min(by: { spans[$0] < spans[$1] }) {
      spans[narrowest] += 1
      rest -= 1
    }
    var columns = [start]
    for span in spans { columns.append((columns.last ?? start) + span) }
    return columns
  }

  /// Columns that a party's name may have.
  func nameRoom(of index: Int) -> Int {
    let next = index + 1
    if next < columns.count - 1 { return columns[next] - columns[index] - 1 }
    if next == columns.count - 1 {
      return max(min(columns[next] - columns[index], nameStart(of: next) - columns[index]) - 1, 1)
    }
    return max(width - (columns.count > 1 ? columns[index - 1] + 2 : columns[index]), 1)
  }

  /// Where a party's name begins, of so many columns.
  func nameStart(of index: Int, columns count: Int) -> Int {
    min(columns[index], max(width - count, 0))
  }

  private func nameStart(of index: Int) -> Int {
    nameStart(of: index, columns: nameWidths[index])
  }
}
