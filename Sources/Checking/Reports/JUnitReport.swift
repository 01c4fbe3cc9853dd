package import Text

/// Verdicts as the XML that Jenkins, GitLab and most others read from JUnit: a test suite for each
/// capture, a test case for each check.
package enum JUnitReport {
  /// Appends verdicts that a subcommand made.
  package static func append(
    _ verdicts: [Verdict], of command: String, to text: inout TextBuffer
  ) {
    let counts = VerdictCounts(verdicts)
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites")
    append("name", "sccpdump \(command)", to: &text)
    append(counts, to: &text)
    text.append(">\n")
    for suite in suites(of: verdicts) { append(suite: suite, to: &text) }
    text.append("</testsuites>\n")
  }

  /// The verdicts of each capture, in the order of the captures.
  private static func suites(of verdicts: [Verdict]) -> [[Verdict]] {
    var places: [String: Int] = [:]
    var suites: [[Verdict]] = []
    for verdict in verdicts {
      if let place = places[verdict.capture] {
        suites[place].append(verdict)
      } else {
        places[verdict.capture] = suites.count
        suites.append([verdict])
      }
    }
    return suites
  }

  private static func append(suite: [Verdict], to text: inout TextBuffer) {
    guard let first = suite.first else { return }
    text.append("  <testsuite")
    append("name", first.capture, to: &text)
    let counts = VerdictCounts(suite)
    append(counts, to: &text)
    append("skipped", "\(counts.known)", to: &text)
    text.append(">\n")
    for verdict in suite { append(verdict, to: &text) }
    text.append("  </testsuite>\n")
  }

  private static func append(_ counts: VerdictCounts, to text: inout TextBuffer) {
    append("tests", "\(counts.all)", to: &text)
    append("failures", "\(counts.broken)", to: &text)
    append("errors", "\(counts.unknown)", to: &text)
  }

  private static func append(_ verdict: Verdict, to text: inout TextBuffer) {
    text.append("    <testcase")
    append("name", verdict.name, to: &text)
    append("classname", verdict.capture, to: &text)
    if verdict.outcome == .held, verdict.remarks.isEmpty {
      text.append("/>\n")
      return
    }
    text.append(">\n")
    switch verdict.outcome {
    case .held, .noted: break
    case .broken: append(trouble: "failure", verdict, to: &text)
    case .unknown: append(trouble: "error", verdict, to: &text)
    case .known(let reason):
      text.append("      <skipped")
      append("message", reason.isEmpty ? "known" : "known: \(reason)", to: &text)
      text.append("/>\n")
    }
    let isTold = verdict.outcome == .noted
    let lines = (isTold ? [verdict.fact] + verdict.lines : []) + verdict.remarks
    if !lines.isEmpty {
      text.append("      <system-out>")
      for (index, line) in lines.enumerated() {
        if index > 0 { text.append("\n") }
        text.append(xml: line)
      }
      text.append("</system-out>\n")
    }
    text.append("    </testcase>\n")
  }

  private static func append(
    trouble element: String, _ verdict: Verdict, to text: inout TextBuffer
  ) {
    text.append("      <\(element)")
    append("type", verdict.rule.id, to: &text)
    append("message", verdict.fact, to: &text)
    text.append(">")
    text.append(xml: verdict.fact)
    for line in verdict.lines {
      text.append("\n")
      text.append(xml: line)
    }
    text.append("</\(element)>\n")
  }

  private static func append(_ name: String, _ value: String, to text: inout TextBuffer) {
    text.append(" \(name)=\"")
    text.append(xml: value)
    text.append("\"")
  }
}

extension TextBuffer {
  /// Appends text for an XML element or attribute, in one line.
  ///
  /// XML 1.0 cannot hold most control characters, not even escaped: they are made visible.
  fileprivate mutating func append(xml string: String) {
    for scalar in string.visible.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "'": append("&apos;")
      default: append(scalar: scalar)
      }
    }
  }
}
