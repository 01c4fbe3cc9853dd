import Story
import Wire

/// Which findings follow from others: a refused registration explains the alarm about it, a lost
/// server the failover.
enum RootCauses {
  /// For a rule, those whose finding at the same device, or in the same call, explains it: the most
  /// telling first.
  static let causes: [String: [String]] = [
    "reg-loop": ["reg-rejected", "reg-closed-early", "tcp-lost-registered", "reset-storm"],
    "reg-crossover": ["tcp-lost-registered"],
    "reg-request-unanswered": ["reg-stuck"],
    "reg-no-lines": ["reg-stuck"],
    "failover": ["ka-timeout-close", "tcp-lost-registered", "ka-unanswered"],
    "alarm-last": ["ka-timeout-close", "tcp-lost-registered", "reg-rejected", "ka-unanswered"],
    "tcp-lost-registered": ["reg-duplicate-name", "reg-stuck", "ka-unanswered"],
    "call-stuck": ["reset-in-call"],
    "tcp-reset": ["reg-rejected"],
    "media-null-address": ["media-open-failed"],
    "media-not-started": [
      "media-open-unanswered", "media-open-failed", "media-null-address", "media-start-failed",
    ],
    "media-start-unanswered": ["media-start-failed"],
    "rtp-absent": oneWay, "rtp-one-way": oneWay, "rtp-wrong-target": ["media-nat", "nat-register"],
    "rtp-payload": ["media-codec-differs"],
    "stats-one-way": oneWay + ["rtp-one-way", "rtp-absent", "rtp-wrong-target"],
    "stats-loss": ["rtp-loss"],
    "stats-quality": ["rtp-loss", "stats-loss", "stats-jitter"],
    "media-nat": ["nat-register"],
  ]

  private static let oneWay = [
    "media-open-unanswered", "media-open-failed", "media-null-address", "media-start-failed",
    "media-not-started", "media-stale-target", "media-nat", "media-private-target",
    "media-codec-differs", "rtp-wrong-target",
  ]

  /// Rules that one event at many devices explains.
  private static let partsOfMassEvent: Set<String> = [
    "tcp-lost-registered", "ka-timeout-close", "failover", "reg-closed-early", "tcp-reset",
  ]

  /// Notes at each finding which one explains it.
  static func note(in findings: inout [Finding]) {
    var byDevice: [String: [String: FrameStamp]] = [:]
    var byCall: [Int: [String: FrameStamp]] = [:]
    for finding in findings {
      if let device = finding.device {
        byDevice[device, default: [:]][finding.rule] = finding.first
      }
      if let call = finding.call { byCall[call, default: [:]][finding.rule] = finding.first }
    }
    let masses = findings.filter { $0.rule == "mass-event" }
    for place in findings.indices {
      let finding = findings[place]
      if partsOfMassEvent.contains(finding.rule), masses.contains(where: { $0.covers(finding) }) {
        findings[place].because = "mass-event"
        continue
      }
      guard let causes = causes[finding.rule] else { continue }
      let ofDevice = finding.device.flatMap { byDevice[$0] } ?? [:]
      let ofCall = finding.call.flatMap { byCall[$0] } ?? [:]
      findings[place].because = causes.first { cause in
        // In one call the cause may be shown by a later frame; otherwise it comes first.
        ofCall[cause] != nil || ofDevice[cause].map { !$0.isAfter(finding.first) } ?? false
      }
    }
  }
}

extension Finding {
  /// Whether another finding is of the time in which this one happened.
  fileprivate func covers(_ other: Finding) -> Bool {
    guard let time = other.first.nanoseconds(since: first) else { return false }
    for case .duration(let span) in values.map(\.content) { return time <= span }
    return false
  }
}
