import CallAnalysis
import Story
import Text
package import Wire

extension LadderBuilder {
  /// The ladder, when the capture is over.
  package func finish(at time: Timestamp?) -> Ladder {
    endKeepAlives(at: time)
    let shown = drafts.filter(isShown)
    let late = lateDrafts.filter(isShown).sorted { $0.precedes($1) }
    var columns = links.columns(named: options.names)
    // The parties come in the order of their messages, far ends of media after them.
    for draft in shown { if let link = draft.link { _ = columns.columns(of: link) } }
    var ladder = Ladder()
    var next = 0
    for draft in shown {
      while next < late.count, late[next].precedes(draft) {
        ladder.rows.append(row(late[next], &columns))
        next += 1
      }
      ladder.rows.append(row(draft, &columns))
    }
    for draft in late[next...] { ladder.rows.append(row(draft, &columns)) }
    ladder.parties = columns.parties
    // What is about the whole capture has no column where nobody is drawn.
    if ladder.parties.isEmpty { ladder.rows.removeAll() }
    ladder.untakenCount = untakenCount
    if options.marksPauses { ladder.markPauses() }
    tellTimes(&ladder)
    return ladder
  }

  /// Puts the times into words, in the order of the rows, and names each day that follows the first.
  private func tellTimes(_ ladder: inout Ladder) {
    var times = TimeTexts(options.times)
    if let start { times.begin(at: start) }
    var day = start
    var rows: [LadderRow] = []
    rows.reserveCapacity(ladder.rows.count)
    for var row in ladder.rows {
      guard row.kind != .pause, let time = row.stamp.time else {
        rows.append(row)
        continue
      }
      var text = TextBuffer()
      if let day, !options.times.isSameDay(day, time) {
        times.appendDay(of: time, to: &text)
        rows.append(LadderRow(break: String(text), before: row))
        text.removeAll()
      }
      day = time
      let digits = min(row.stamp.timeDigits, options.maximumTimeDigits)
      times.append(time, onDayOf: nil, digits: digits, to: &text)
      if options.times.isDistance { text.append(" s") }
      row.time = String(text)
      rows.append(row)
    }
    ladder.rows = rows
  }

  private func row(_ draft: LadderDraft, _ columns: inout LadderColumns) -> LadderRow {
    var (from, to) = (0, 0)
    if let link = draft.link {
      let (device, server) = columns.columns(of: link)
      var far = server
      if draft.kind == .media {
        far = draft.farEnd.map { columns.column(ofMedia: $0) } ?? device
      }
      from = draft.isFromDevice ? device : far
      to = draft.isOneSided ? from : draft.isFromDevice ? far : device
    }
    if let place = draft.device.flatMap(columns.column(ofDeviceNamed:)) {
      (from, to) = (place, place)
    }
    return LadderRow(
      kind: draft.kind, weight: draft.weight, topic: draft.topic, stamp: draft.stamp,
      last: draft.last, from: from, to: to, title: draft.title, values: draft.values,
      sentence: draft.sentence, answer: draft.answer, call: call(of: draft),
      message: draft.message)
  }
}

extension Ladder {
  /// How many times the usual time between two rows a silence has to take.
  private static let pauseFactor: Int64 = 10
  /// Nanoseconds below which no silence is marked.
  private static let minimumPause: Int64 = 100_000_000

  /// Puts a row into each time in which much longer than usual nothing came.
  mutating func markPauses() {
    let pauses = pauses
    let lengths = pauses.compactMap(\.self).filter { $0 > 0 }.sorted()
    guard let usual = lengths.isEmpty ? nil : lengths[(lengths.count - 1) / 2] else { return }
    let (scaled, overflow) = usual.multipliedReportingOverflow(by: Self.pauseFactor)
    let least = max(overflow ? .max : scaled, Self.minimumPause)
    var marked: [LadderRow] = []
    marked.reserveCapacity(rows.count)
    for (row, pause) in zip(rows, pauses) {
      if let pause, pause > least { marked.append(LadderRow(pause: pause, before: row)) }
      marked.append(row)
    }
    rows = marked
  }

  /// For each row, nanoseconds since the one before it; nil where that is not known.
  private var pauses: [Int64?] {
    var newest: Timestamp?
    return rows.map { row in
      let pause = newest.flatMap { newest in row.stamp.time?.nanoseconds(since: newest) }
      let end = row.kind == .keepAlives ? row.last ?? row.stamp : row.stamp
      if let time = end.time { newest = max(newest ?? time, time) }
      return pause
    }
  }
}

extension LadderRow {
  /// A time without anything before another row.
  fileprivate init(pause nanoseconds: Int64, before row: LadderRow) {
    var text = TextBuffer()
    _ = text.append(duration: nanoseconds)
    self.init(break: String(text), before: row)
  }

  /// A break before another row, and what it stands for: a pause, or the begin of a day.
  fileprivate init(break title: String, before row: LadderRow) {
    self.init(
      kind: .pause, weight: .faint, topic: .other, stamp: row.stamp, last: nil, from: 0, to: 0,
      title: title, values: "", sentence: "", answer: nil, call: nil, message: nil)
  }
}

extension MediaStream {
  /// What was counted of its packets, to read.
  var figures: String {
    guard let rtp else { return "" }
    var words = codecName.map { $0 + "  " } ?? ""
    words += rtp.packets.counted("packet") + "  \(rtp.lost) lost"
    words += "  jitter \(decimalText(rtp.jitter, digits: 1)) ms"
    if let score = opinionScore { words += "  MOS \(decimalText(score, digits: 1))" }
    return words
  }
}
