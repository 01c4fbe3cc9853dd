import CallAnalysis
import Findings
import Story
import Text
import Wire

/// Whether nothing is found wrong that is bad enough.
struct FindingsCheck: ExpectationCheck {
  private let severity: Finding.Severity
  private let allowed: Set<String>
  private var breaches = Breaches()

  init(_ severity: Finding.Severity, allowed: Set<String>) {
    self.severity = severity
    self.allowed = allowed
  }

  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer) {}

  mutating func note(_ finding: Finding) {
    if finding.severity >= severity, !allowed.contains(finding.rule) { breaches.append(finding) }
  }

  func judgement(_ facts: CaptureFacts) -> Judgement {
    breaches.judgement(expected: Self.words(severity, allowed), facts)
  }

  /// `no finding of warning or worse but tcp-gap`
  static func words(_ severity: Finding.Severity, _ allowed: Set<String>) -> String {
    let extent =
      switch severity {
      case .note: ""
      case .warning: " of warning or worse"
      case .error: " of error"
      }
    let names = FindingRule.all.map(\.id).filter(allowed.contains)
    return "no finding\(extent)" + (names.isEmpty ? "" : " but " + names.joined(separator: ", "))
  }
}

extension Breaches {
  /// Adds a finding, with how often it was found.
  mutating func append(_ finding: Finding) {
    let device = finding.device.map { " of \($0.visible)" } ?? ""
    let times = finding.count > 1 ? " (\(finding.count) times)" : ""
    let text = finding.text.hasSuffix(".") ? String(finding.text.dropLast()) : finding.text
    append("\(finding.rule)\(device)\(times): \(text.visible)", frame: finding.first.number)
  }
}
