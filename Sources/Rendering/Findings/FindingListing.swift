package import Story
package import Wire

/// Prints the findings of a capture when it is over: by device, the worst first, and their numbers.
package struct FindingsRenderer: Renderer, ~Copyable {
  private var options: FindingOptions
  private let takes: @Sendable (Finding, Timestamp?) -> Bool
  private var text = TextBuffer(capacity: 1 << 14)
  private var counts: [Finding.Severity: Int] = [:]
  private var start: Timestamp?

  /// Begins; `takes` says which findings are wanted in a capture that begins at a time.
  package init(
    _ options: FindingOptions, _ takes: @escaping @Sendable (Finding, Timestamp?) -> Bool
  ) {
    self.options = options
    self.takes = takes
  }

  package mutating func begin(at time: Timestamp) {
    start = time
    options.context.start = time
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    guard case .finding(let finding, .over) = event, takes(finding, start) else { return }
    counts[finding.severity, default: 0] += 1
    if options.isJSON {
      text.append(line: FindingJSON.document(of: finding, options.context), isDense: true)
      text.append("\n")
    } else {
      FindingText(options).append(finding, to: &text)
    }
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    if options.isJSON { return }
    let parts = Finding.Severity.allCases.reversed().compactMap { severity in
      counts[severity].map { $0.counted(severity.rawValue) }
    }
    text.append(parts.isEmpty ? "no findings" : parts.joined(separator: ", "))
    text.append("\n")
  }

  package var waitingByteCount: Int { text.count }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }

  package var conclusion: Conclusion {
    var conclusion = Conclusion()
    if let limit = options.alarmingSeverity {
      conclusion.isAlarming = counts.keys.contains { $0 >= limit }
    }
    return conclusion
  }
}

/// How findings are printed.
package struct FindingOptions: Sendable {
  package var isJSON = false
  /// Columns of the terminal; nil where lines may be as long as they like.
  package var width: Int?
  package var usesColor = false
  package var isASCII = false
  /// The severity from which on the program ends with status 1; nil for none.
  package var alarmingSeverity: Finding.Severity?
  package var context = ListContext(fileNames: [])

  package init() {}
}
