package import Text
import Wire

/// Writes a ladder as a sequence diagram of Mermaid (mermaid.js.org).
package enum LadderMermaid {
  /// Characters that GitHub draws at most (Mermaid's `maxTextSize`).
  package static let maximumLength = 50_000
  /// Columns that a diagram has, at most: more cannot be read.
  private static let maximumParties = 40

  package static func append(_ ladder: Ladder, to text: inout TextBuffer) {
    let ladder = ladder.keepingBusiest(maximumParties)
    text.append("sequenceDiagram\n")
    for (index, party) in ladder.parties.enumerated() {
      text.append("  participant p\(index + 1) as ")
      text.append(mermaid: party.name)
      text.append("<br/>")
      text.append(mermaid: party.detail)
      text.append("\n")
    }
    for row in ladder.rows { append(row, ladder, to: &text) }
    if let sentence = ladder.omitted.sentence { appendNote(sentence, ladder, to: &text) }
  }

  private static func append(
    _ row: LadderRow, _ ladder: Ladder, to text: inout TextBuffer
  ) {
    guard row.isArrow else {
      appendNote(words(of: row), ladder, to: &text)
      return
    }
    let isDotted = row.kind == .keepAlives || row.answer != nil
    let arrow = row.kind == .media ? "-)" : isDotted ? "-->>" : "->>"
    text.append("  p\(row.from + 1)\(arrow)p\(row.to + 1): ")
    text.append(decimal: row.stamp.number)
    if !row.time.isEmpty { text.append(" · " + row.time) }
    text.append(" · ")
    let label = LadderLabel(row, columns: .max)
    text.append(mermaid: label.title + label.values + label.time)
    text.append("\n")
    if !row.sentence.isEmpty { appendNote(row.sentence, ladder, to: &text) }
  }

  private static func words(of row: LadderRow) -> String {
    switch row.kind {
    case .pause: "⋯ " + row.title
    case .finding:
      "\(row.isError ? "✗" : "⚠") frame \(row.stamp.number): \(row.title): " + row.sentence
    case .remark: "⚠ frame \(row.stamp.number): " + row.sentence
    case .comment: "✎ frame \(row.stamp.number): " + row.sentence
    default: "frame \(row.stamp.number): \(row.title)  " + row.values
    }
  }

  private static func appendNote(
    _ words: String, _ ladder: Ladder, to text: inout TextBuffer
  ) {
    let count = ladder.parties.count
    guard count > 0 else { return }
    text.append(count > 1 ? "  Note over p1,p\(count): " : "  Note over p1: ")
    text.append(mermaid: words)
    text.append("\n")
  }
}

extension TextBuffer {
  /// Appends text in which Mermaid finds nothing to act on: what is neither a letter, a digit nor
  /// harmless is written as `#` and its number.
  fileprivate mutating func append(mermaid words: String) {
    var isFirst = true
    for scalar in words.unicodeScalars {
      let isHarmless =
        !scalar.isASCII || Self.harmless.contains(scalar) || scalar.properties.isAlphabetic
        || ("0"..."9").contains(scalar)
      if isHarmless, !(isFirst && scalar == ":") {
        append(scalar: scalar)
      } else {
        append("#")
        append(decimal: scalar.value)
        append(";")
      }
      isFirst = false
    }
  }

  private static let harmless: Set<Unicode.Scalar> = [" ", ".", ",", "_", "(", ")", "/", "'", ":"]
}
