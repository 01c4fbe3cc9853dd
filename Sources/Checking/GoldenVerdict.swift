import Rendering
import Text

extension Verdict {
  /// What a check against a golden file is called.
  package static let goldenFileName = "golden file"

  /// A verdict on a capture that was compared with its golden file.
  package init(capture: String, golden: String, _ comparison: Comparison) {
    self.init(capture: capture, name: Self.goldenFileName, outcome: .held)
    place = Place(file: golden)
    guard let first = FirstDifference(in: comparison) else { return }
    outcome = .broken
    place = Place(file: golden, line: first.line)
    frame = first.frame
    (expected, found) = (first.expected, first.found)
    summary = "\(comparison.countsSentence); the first is \(first.words)"
    var text = TextBuffer()
    var diff = UnifiedDiff(golden, capture, Palette(isEnabled: false))
    diff.append(comparison, to: &text)
    detail = String(text)
  }

  /// A verdict on a capture that could not be compared.
  package init(capture: String, golden: String?, cannotBeCompared fact: String) {
    self.init(capture: capture, name: Self.goldenFileName, outcome: .unknown)
    summary = fact
    place = golden.map { Place(file: $0) }
  }
}

extension Comparison {
  /// How many lines differ, and how.
  package var countsSentence: String {
    let parts = [(changedCount, "changed"), (removedCount, "missing"), (addedCount, "new")]
    let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let count = changedCount + removedCount + addedCount
    let sentence = "\(count) \(count == 1 ? "line differs" : "lines differ"): \(words)"
    return effortSentence.map { "\(sentence); \($0)" } ?? sentence
  }

  /// What was too much work; nil where everything was compared in full.
  package var effortSentence: String? {
    var facts: [String] = []
    if inOrderCount > 0 {
      facts.append(
        inOrderCount == 1
          ? "1 connection was compared with the one in its place"
          : "\(inOrderCount) connections were compared in their order of appearance")
    }
    if isCoarse { facts.append("not all lines were compared one by one") }
    return facts.isEmpty
      ? nil
      : "too much differs to compare everything: "
        + facts.joined(separator: ", ")
  }
}

/// The first line of a comparison that is not the same on both sides.
private struct FirstDifference {
  /// The line of the golden file that it is, or stands before.
  var line = 2
  var frame: Int?
  var expected: String?
  var found: String?
  /// What it is, short.
  var words = ""

  init?(in comparison: Comparison) {
    for connection in comparison.connections {
      frame = nil
      for entry in connection.entries {
        if entry.isSame {
          line += 1
          frame = entry.after?.frame ?? frame
          continue
        }
        describe(entry)
        return
      }
    }
    return nil
  }

  private mutating func describe(_ entry: Comparison.Entry) {
    frame = entry.after?.frame ?? frame
    expected = entry.before?.text
    found = entry.after?.text
    let what = (entry.after ?? entry.before)?.kind ?? ""
    switch entry {
    case .changed:
      let fields = entry.fieldsInWords
      if let field = fields.first {
        let rest = fields.count > 1 ? ", and \(fields.count - 1) more" : ""
        words = "\(what), \(field.sentence)\(rest)"
      } else {
        words = what
      }
    case .removed: words = "\(what), which is missing"
    case .added: words = "\(what), which is new"
    case .same: break
    }
    if let frame { words += entry.after == nil ? " after frame \(frame)" : " in frame \(frame)" }
  }
}
