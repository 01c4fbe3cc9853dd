import CallAnalysis
import Text
import Wire

/// The words on an arrow.
struct LadderLabel {
  private(set) var title: String
  /// The values that matter, as many of them as fit.
  private(set) var values = ""
  /// How long an answer took.
  private(set) var time = ""
  /// What there was no room for.
  var rest: String { left.joined(separator: Self.separator) }
  private var left: [String] = []

  /// Blanks between two values.
  private static let separator = "  "

  /// The words of a row on an arrow that has room for so many columns of them; `shown` says how they
  /// are drawn.
  init(
    _ row: LadderRow, columns room: Int, mark: String = "…", shown: (String) -> String = { $0 }
  ) {
    title = shown(row.title)
    var text = TextBuffer()
    if text.append(duration: row.answer?.nanoseconds) { time = Self.separator + String(text) }
    let fixed = columns
    guard fixed <= room else {
      cut(to: room, mark)
      if !row.values.isEmpty { left.append(shown(row.values)) }
      return
    }
    var parts = shown(row.values).valueParts
    if let last = row.last, row.kind == .keepAlives { parts.append("to frame \(last.number)") }
    for value in parts {
      if left.isEmpty, columns + Self.separator.utf8.count + value.columnCount <= room {
        values += Self.separator + value
      } else {
        left.append(value)
      }
    }
  }

  var columns: Int { title.columnCount + values.columnCount + time.columnCount }

  /// Leaves the time out, or cuts the title, which then stands beside the arrow as a whole.
  private mutating func cut(to room: Int, _ mark: String) {
    if title.columnCount <= room {
      left.append("after" + time.dropFirst())
      time = ""
      return
    }
    left.append(title)
    if room - time.columnCount > mark.columnCount {
      title = title.cut(toColumns: room - time.columnCount, mark: mark)
    } else {
      (title, time) = ("", "")
    }
  }
}

extension String {
  /// What stands between two blanks, or more of them.
  fileprivate var valueParts: [String] {
    var parts: [String] = []
    var current = ""
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if word.isEmpty {
        if !current.isEmpty { parts.append(current) }
        current = ""
      } else {
        current += current.isEmpty ? String(word) : " " + word
      }
    }
    if !current.isEmpty { parts.append(current) }
    return parts
  }
}
