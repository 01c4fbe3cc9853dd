import Rendering

/// What differs, each kind of change in one line with how often it is there.
struct DifferenceSummary {
  private struct Change: Hashable {
    let message: String
    let what: String
  }

  private var counts: [Change: Int] = [:]
  /// In the order in which they come first.
  private var order: [Change] = []
  private var lookedAtCount = 0

  /// Kinds of change that are told; the rest is counted.
  private static let maximumShown = 12
  /// Lines that differ that are looked at: one that is told apart from 10 000 others helps nobody.
  private static let maximumLookedAt = 10_000

  init(of comparison: Comparison) {
    for connection in comparison.connections {
      for entry in connection.entries where !entry.isSame {
        lookedAtCount += 1
        if lookedAtCount > Self.maximumLookedAt { return }
        note(entry)
      }
    }
  }

  private mutating func note(_ entry: Comparison.Entry) {
    guard let line = entry.after ?? entry.before, let words = LineWords(line.text) else { return }
    let message = words.name
    if case .changed = entry {
      for field in entry.fieldsInWords {
        let path = field.path.replacing(/\[\d+\]/, with: "[]")
        note(Change(message: message, what: "\(path) \(field.changeWords)"))
      }
    } else {
      note(Change(message: message, what: entry.after == nil ? "is missing" : "is new"))
    }
  }

  private mutating func note(_ change: Change) {
    if counts[change] == nil { order.append(change) }
    counts[change, default: 0] += 1
  }

  /// The lines, those that tell most first.
  var lines: [String] {
    let sorted = order.enumerated().sorted { one, other in
      let (first, second) = (counts[one.element] ?? 0, counts[other.element] ?? 0)
      return first == second ? one.offset < other.offset : first > second
    }
    var lines = sorted.prefix(Self.maximumShown).map { _, change in
      let count = counts[change] ?? 0
      return "\(count) × \(change.message): \(change.what)"
    }
    let others = sorted.count - lines.count
    if others > 0 { lines.append("and \(others) more kinds of change") }
    return lines
  }
}

extension FieldDifference {
  /// How the value changed, cut where it is long.
  fileprivate var changeWords: String {
    switch (before.map(Self.cut), after.map(Self.cut)) {
    case (let before?, let after?): "\(before) became \(after)"
    case (let before?, nil): "\(before) is missing"
    case (nil, let after): "\(after ?? "") is new"
    }
  }

  private static func cut(_ value: String) -> String {
    let maximum = 40
    return value.count > maximum ? value.prefix(maximum - 1) + "…" : value
  }
}
