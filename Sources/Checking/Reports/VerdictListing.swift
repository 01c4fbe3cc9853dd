package import Text

/// Verdicts for people: what broke and what could not be decided, with reasons, and remarks.
package enum VerdictListing {
  package static func append(
    _ verdicts: [Verdict], usesColor: Bool = false, isASCII: Bool = false,
    to text: inout TextBuffer
  ) {
    for verdict in verdicts where verdict.outcome != .held || !verdict.remarks.isEmpty {
      append(verdict, usesColor: usesColor, isASCII: isASCII, to: &text)
    }
  }

  private static func append(
    _ verdict: Verdict, usesColor: Bool, isASCII: Bool, to text: inout TextBuffer
  ) {
    let (mark, plain, color) =
      switch verdict.outcome {
      case .held: ("·", "*", "\u{1b}[2m")
      case .broken: ("✗", "x", "\u{1b}[31m")
      case .unknown: ("?", "?", "\u{1b}[33m")
      case .noted, .known: ("•", "-", "\u{1b}[2m")
      }
    if usesColor { text.append(color) }
    text.append(isASCII ? plain : mark)
    if usesColor { text.append("\u{1b}[0m") }
    text.append(" ")
    append(line: verdict.title, to: &text)
    if verdict.outcome != .held {
      text.append("    ")
      append(line: verdict.fact, to: &text)
      for line in verdict.lines where !(line.hasPrefix("found: ") && isRepeated(verdict)) {
        text.append("    ")
        append(line: line, to: &text)
      }
    }
    for remark in verdict.remarks {
      text.append("    ")
      append(line: remark, to: &text)
    }
  }

  /// Whether what was found stands in the sentence about it already.
  private static func isRepeated(_ verdict: Verdict) -> Bool {
    verdict.found.map { !$0.isEmpty && verdict.fact.contains($0) } ?? false
  }

  private static func append(line: String, to text: inout TextBuffer) {
    text.append(line.visible)
    text.append("\n")
  }
}
