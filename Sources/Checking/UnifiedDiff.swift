package import Rendering
package import Text

/// A comparison as a unified diff: first what differs, each kind of change in a line, then `-` and
/// `+` lines with some of those around them, the frames of both sides before each, and under a pair
/// the fields that differ.
///
/// A line is in the manner of the timeline: values that differ come first, those that say nothing
/// are left out.
package struct UnifiedDiff {
  /// What the two sides are called.
  private let left: String
  private let right: String
  private let palette: Palette
  /// Columns of a line; nil where lines are cut behind what differs only.
  private let width: Int?

  /// Lines that are shown around each difference.
  private static let contextCount = 2
  /// Characters of such a line: it only says where one is.
  private static let contextWidth = 100
  /// Columns of a line that the other side has nothing like, where no terminal says how many fit.
  private static let wholeWidth = 200
  /// Columns of a line that has other values on the other side.
  private static let changedWidth = 140
  /// Lines with differences that are shown; the rest is counted.
  package static let maximumShownCount = 1000

  private var leftLine = 1
  private var rightLine = 1
  private var shownCount = 0
  private var leftOutCount = 0

  package init(_ left: String, _ right: String, _ palette: Palette, width: Int? = nil) {
    self.left = left
    self.right = right
    self.palette = palette
    self.width = width
  }

  /// Appends the differences; nothing where there are none.
  package mutating func append(_ comparison: Comparison, to text: inout TextBuffer) {
    if comparison.isSame { return }
    append(.heading, "--- \(left)", to: &text)
    append(.heading, "+++ \(right)", to: &text)
    for line in DifferenceSummary(of: comparison).lines { append(.warning, "  \(line)", to: &text) }
    for connection in comparison.connections { append(connection, to: &text) }
    if leftOutCount > 0 {
      append(.faint, "and \(leftOutCount) more lines that differ", to: &text)
    }
  }

  private func append(_ style: Palette.Style, _ line: String, to text: inout TextBuffer) {
    palette.begin(style, in: &text)
    text.append(visible: line.utf8.span)
    palette.end(style, in: &text)
    text.append("\n")
  }

  // MARK: - Hunks

  private mutating func append(_ connection: Comparison.Connection, to text: inout TextBuffer) {
    let entries = connection.entries
    let width = frameWidth(of: entries)
    var index = 0
    while let first = entries[index...].firstIndex(where: { !$0.isSame }) {
      let start = max(index, first - Self.contextCount)
      skip(entries[index..<start])
      let end = hunkEnd(entries, from: first)
      if shownCount < Self.maximumShownCount {
        appendHeading(connection, entries[start..<end], to: &text)
      }
      for entry in entries[start..<end] {
        if shownCount < Self.maximumShownCount {
          append(entry, width, to: &text)
        } else {
          leftOutCount += entry.isSame ? 0 : 1
          skip([entry])
        }
      }
      index = end
    }
    skip(entries[index...])
  }

  /// Where the lines end that belong to the differences beginning at `first`: after the last one
  /// that is no further from the one before it than both their surroundings.
  private func hunkEnd(_ entries: [Comparison.Entry], from first: Int) -> Int {
    var last = first
    var index = first + 1
    while index < entries.count, index - last <= 2 * Self.contextCount + 1 {
      if !entries[index].isSame { last = index }
      index += 1
    }
    return min(last + Self.contextCount + 1, entries.count)
  }

  private mutating func skip(_ entries: ArraySlice<Comparison.Entry>) {
    for entry in entries {
      leftLine += entry.before == nil ? 0 : 1
      rightLine += entry.after == nil ? 0 : 1
    }
  }

  private func appendHeading(
    _ connection: Comparison.Connection, _ entries: ArraySlice<Comparison.Entry>,
    to text: inout TextBuffer
  ) {
    let before = entries.compactMap(\.before)
    let after = entries.compactMap(\.after)
    // The line that says what the file is stands before all others.
    var heading = "@@ -\(leftLine + (before.isEmpty ? 0 : 1)),\(before.count)"
    heading += " +\(rightLine + (after.isEmpty ? 0 : 1)),\(after.count) @@ "
    switch (connection.leftNumber, connection.rightNumber) {
    case (let number?, nil): heading += "connection \(number), which is missing"
    case (nil, let number?): heading += "connection \(number), which is new"
    case (let number, _): heading += "connection \(number ?? 0)"
    }
    if !connection.title.isEmpty { heading += ": \(connection.title)" }
    append(.fromServer, heading, to: &text)
  }

  // MARK: - Lines

  private func frameWidth(of entries: [Comparison.Entry]) -> Int {
    let frames = entries.flatMap { [$0.before?.frame, $0.after?.frame] }.compactMap(\.self)
    return "\(frames.max() ?? 0)".count
  }

  private mutating func append(
    _ entry: Comparison.Entry, _ width: Int, to text: inout TextBuffer
  ) {
    switch entry {
    case .same(let before, let after):
      let gutter = frame(before, width) + " " + frame(after, width)
      let words = words(of: after, differing: [])
      append(
        [("  \(gutter)  \(words.same)", .faint)],
        columns: min(self.width ?? .max, Self.contextWidth + 2 * width + 5), to: &text)
    case .removed(let before): append(removed: before, [], width, to: &text)
    case .added(let after): append(added: after, [], width, to: &text)
    case .changed(let before, let after):
      let differing = Set(entry.fields.map(\.path))
      append(removed: before, differing, width, to: &text)
      append(added: after, differing, width, to: &text)
      for field in entry.fieldsInWords { append(field, width, to: &text) }
    }
    if !entry.isSame { shownCount += 1 }
    skip([entry])
  }

  private func append(
    removed line: NormalLine, _ differing: Set<String>, _ width: Int, to text: inout TextBuffer
  ) {
    let gutter = "- " + frame(line, width) + " " + frame(nil, width)
    append(gutter, .problem, line, differing, to: &text)
  }

  private func append(
    added line: NormalLine, _ differing: Set<String>, _ width: Int, to text: inout TextBuffer
  ) {
    let gutter = "+ " + frame(nil, width) + " " + frame(line, width)
    append(gutter, .fromDevice, line, differing, to: &text)
  }

  /// Appends a line of one side, with what differs in its colour; that is all of it where the other
  /// side has no such line.
  private func append(
    _ gutter: String, _ style: Palette.Style, _ line: NormalLine, _ differing: Set<String>,
    to text: inout TextBuffer
  ) {
    let words = words(of: line, differing: differing)
    let isWhole = differing.isEmpty
    let title = "\(gutter)  \(words.title)"
    // What differs is never cut but by a terminal.
    let needed = title.count + words.differing.count
    let columns = isWhole ? Self.wholeWidth : max(needed + 1, Self.changedWidth)
    append(
      [
        (title, isWhole ? style : .plain), (words.differing, style),
        (words.rest, isWhole ? style : .plain),
      ], columns: width ?? columns, to: &text)
  }

  /// The parts of a line: title, values that differ, and other values that say something.
  private func words(
    of line: NormalLine, differing: Set<String>
  ) -> (title: String, differing: String, rest: String, same: String) {
    guard let words = LineWords(line.text) else { return (line.text, "", "", line.text) }
    var (marked, rest) = ("", "")
    for value in words.values where !(line.isCall && value.isIdle) {
      if differing.contains(value.path) {
        marked += "  \(value.words)"
      } else if !value.isIdle {
        rest += "  \(value.words)"
      }
    }
    return (words.title, marked, rest, words.title + rest)
  }

  /// Appends pieces of a line, cut where there are no more columns.
  private func append(
    _ pieces: [(text: String, style: Palette.Style)], columns: Int?, to text: inout TextBuffer
  ) {
    var room = columns ?? .max
    for piece in pieces where !piece.text.isEmpty && room > 0 {
      var visible = TextBuffer()
      visible.append(visible: piece.text.utf8.span)
      var shown = String(visible)
      if shown.count > room { shown = shown.prefix(room - 1) + "…" }
      room -= shown.count
      palette.begin(piece.style, in: &text)
      text.append(shown)
      palette.end(piece.style, in: &text)
    }
    text.append("\n")
  }

  private func append(_ field: FieldDifference, _ width: Int, to text: inout TextBuffer) {
    let indent = String(repeating: " ", count: 2 * width + 3)
    append(.faint, "~ \(indent)\(field.sentence)", to: &text)
  }

  /// A frame's number, right-aligned.
  private func frame(_ line: NormalLine?, _ width: Int) -> String {
    let digits = line?.frame.map { "\($0)" } ?? ""
    return String(repeating: " ", count: max(width - digits.count, 0)) + digits
  }
}

extension Comparison.Entry {
  /// The line of the left side.
  package var before: NormalLine? {
    switch self {
    case .same(let line, _), .removed(let line), .changed(let line, _): line
    case .added: nil
    }
  }

  /// The line of the right side.
  package var after: NormalLine? {
    switch self {
    case .same(_, let line), .added(let line), .changed(_, let line): line
    case .removed: nil
    }
  }
}

extension FieldDifference {
  /// Both values, in words.
  package var sentence: String {
    switch (before, after) {
    case (let before?, let after?): "\(path): \(before) became \(after)"
    case (let before?, nil): "\(path): \(before) is missing"
    case (nil, let after): "\(path): \(after ?? "") is new"
    }
  }
}
