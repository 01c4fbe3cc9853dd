import Findings
package import Rendering
package import Story
import Wire

/// Findings as verdicts, for reports.
package struct FindingVerdicts {
  /// The captures' names as given.
  private let captures: [String]
  private let listing: FindingListing
  private let alarming: Finding.Severity?
  private let baseline: Baseline

  /// `alarming` is the severity from which on a finding fails a build; nil for none.
  package init(
    captures: [String], listing: FindingListing, alarming: Finding.Severity?, baseline: Baseline
  ) {
    self.captures = captures
    self.listing = listing
    self.alarming = alarming
    self.baseline = baseline
  }

  /// A verdict on each capture, which says whether it could be read, and one on each finding.
  package func verdicts(on findings: [Finding], failures: [String]) -> [Verdict] {
    verdictsOnReading(failures) + findings.map(verdict)
  }

  private func verdictsOnReading(_ failures: [String]) -> [Verdict] {
    var failures = failures
    var verdicts: [Verdict] = []
    for capture in captures {
      let own = failures.firstIndex { $0.hasPrefix("\(capture): ") }
      let failure = own.map { failures.remove(at: $0) }
      verdicts.append(verdict(on: capture, failure))
    }
    return verdicts + failures.map { verdict(on: $0, $0) }
  }

  private func verdict(on capture: String, _ failure: String?) -> Verdict {
    var verdict = Verdict(
      capture: capture, name: "capture", outcome: failure == nil ? .held : .unknown)
    verdict.rule = .capture
    verdict.summary = failure ?? ""
    return verdict
  }

  private func verdict(on finding: Finding) -> Verdict {
    let place = finding.first.place
    let capture = captures.indices.contains(place.file) ? captures[place.file] : "capture"
    let name = [finding.rule, finding.device ?? "", finding.subject]
      .filter { !$0.isEmpty }.joined(separator: " ")
    var verdict = Verdict(capture: capture, name: name, outcome: outcome(of: finding))
    if let rule = FindingRule.named(finding.rule) { verdict.rule = VerdictRule(rule) }
    verdict.level = Verdict.Level(finding.severity)
    verdict.summary = finding.text
    let call = finding.call.map { ["call @\($0)"] } ?? []
    verdict.detail = (call + listing.details(of: finding)).joined(separator: "\n")
    verdict.frame = place.number
    verdict.fingerprint = finding.fingerprint
    return verdict
  }

  private func outcome(of finding: Finding) -> Verdict.Outcome {
    if let reason = baseline.reason(for: finding) { return .known(reason: reason) }
    return alarming.map { finding.severity >= $0 } == true ? .broken : .noted
  }
}

extension Verdict.Level {
  init(_ severity: Finding.Severity) {
    self =
      switch severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
  }
}
