package import Story
package import Wire

/// What is wrong in captures.
package struct Diagnosis: Sendable {
  /// In the order in which they are told: by device, the worst first.
  package var findings: [Finding] = []
  /// When the captures begin; nil where no packet has a time.
  package var start: Timestamp?

  package init() {}
}

/// Gathers the findings of a capture; it prints nothing.
package struct FindingCollector: Renderer, ~Copyable {
  private var diagnosis = Diagnosis()

  package init() {}

  package mutating func begin(at time: Timestamp) {
    diagnosis.start = time
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    guard case .finding(let finding, .over) = event else { return }
    diagnosis.findings.append(finding)
  }

  package var waitingByteCount: Int { 0 }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {}

  package var conclusion: Conclusion {
    var conclusion = Conclusion()
    conclusion.diagnosis = diagnosis
    return conclusion
  }
}
