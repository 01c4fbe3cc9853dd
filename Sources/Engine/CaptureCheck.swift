package import CallAnalysis
package import Checking
package import Story

/// Takes the messages of one capture that is checked.
package final class CaptureCheck: Listener {
  private var normalizer: Normalizer?
  private var evaluators: [ExpectationEvaluator]

  /// Keeps the lines that are compared with others, unless `normalization` is nil, and holds the
  /// messages against expectations.
  package init(_ normalization: Normalization?, _ evaluators: [ExpectationEvaluator] = []) {
    normalizer = normalization.map(Normalizer.init)
    self.evaluators = evaluators
  }

  /// Whether it wants to know what is wrong.
  var asksForFindings: Bool { evaluators.contains(where: \.asksForFindings) }

  package func hear(_ record: borrowing Record, _ replies: inout Replies) {
    normalizer?.append(record)
    for index in evaluators.indices { evaluators[index].receive(record) }
  }

  package func hear(_ event: Event, _ replies: inout Replies) {
    guard case .finding(let finding, .over) = event else { return }
    for index in evaluators.indices { evaluators[index].receive(finding) }
  }

  /// What is compared of the capture, when it is over; nil where nothing is.
  package func content() -> NormalCapture? {
    normalizer?.finish()
  }

  /// What became of the expectations, when the capture is over.
  package func expectationVerdicts(_ outcome: Outcome) -> [Verdict] {
    let end = CaptureEnd(
      time: outcome.lastTime, isWhole: !outcome.hasFailed,
      untoldProblems: outcome.totals.untoldProblems)
    return evaluators.indices.flatMap { evaluators[$0].finish(end) }
  }
}
