package import Text

/// Verdicts in the Test Anything Protocol, version 14: a test point for each check, and what went
/// wrong as a YAML block under it.
package enum TAPReport {
  package static func append(_ verdicts: [Verdict], to text: inout TextBuffer) {
    text.append("TAP version 14\n1..\(verdicts.count)")
    text.append(verdicts.isEmpty ? " # SKIP nothing was checked\n" : "\n")
    for (index, verdict) in verdicts.enumerated() {
      text.append(verdict.isFailure ? "not ok " : "ok ")
      text.append("\(index + 1) - ")
      text.append(description: verdict.title)
      if let reason = verdict.reasonWhyKnown {
        text.append(" # SKIP known")
        if !reason.isEmpty { text.append(": \(reason.visible)") }
      }
      text.append("\n")
      if verdict.outcome != .held || !verdict.remarks.isEmpty {
        append(blockOf: verdict, to: &text)
      }
    }
  }

  private static func append(blockOf verdict: Verdict, to text: inout TextBuffer) {
    text.append("  ---\n")
    append("outcome", verdict.outcomeWord, to: &text)
    append("rule", verdict.rule.id, to: &text)
    if verdict.outcome != .held { append("message", verdict.fact, to: &text) }
    if let expected = verdict.expected { append("expected", expected, to: &text) }
    if let found = verdict.found { append("found", found, to: &text) }
    if let frame = verdict.frame { text.append("  frame: \(frame)\n") }
    if let place = verdict.place {
      text.append("  at:\n")
      append("  file", place.file, to: &text)
      if let line = place.line { text.append("    line: \(line)\n") }
      if let column = place.column { text.append("    column: \(column)\n") }
    }
    append("detail", verdict.detailLines, to: &text)
    append("remarks", verdict.remarks, to: &text)
    text.append("  ...\n")
  }

  private static func append(_ key: String, _ value: String, to text: inout TextBuffer) {
    text.append("  \(key): ")
    text.append(yaml: value)
    text.append("\n")
  }

  /// Appends lines as one string: readers of TAP know no other form that may hold all of them.
  private static func append(_ key: String, _ lines: [String], to text: inout TextBuffer) {
    if lines.isEmpty { return }
    text.append("  \(key): \"")
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append("\\n") }
      text.append(yamlEscaped: line)
    }
    text.append("\"\n")
  }
}

extension TextBuffer {
  /// Appends a test point's description, in which `#` begins a directive.
  fileprivate mutating func append(description string: String) {
    for byte in string.visible.utf8 {
      if byte == Ascii.hash || byte == Ascii.backslash { append(byte: Ascii.backslash) }
      append(byte: byte)
    }
  }

  /// Appends a YAML string in double quotes.
  fileprivate mutating func append(yaml string: String) {
    append("\"")
    append(yamlEscaped: string)
    append("\"")
  }

  fileprivate mutating func append(yamlEscaped string: String) {
    for byte in string.visible.utf8 {
      if byte == Ascii.quote || byte == Ascii.backslash { append(byte: Ascii.backslash) }
      append(byte: byte)
    }
  }
}
