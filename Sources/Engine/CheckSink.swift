package import CallAnalysis
package import Checking

/// Takes the messages of one capture that is checked.
package final class CheckSink: RunOutput {
  package private(set) var messageCount = 0
  private var normalizer: Normalizer?
  private var evaluators: [ExpectationEvaluator]
  private var record = Record()

  /// Keeps the lines that are compared with others, unless `normalization` is nil, and holds the
  /// messages against expectations.
  package init(_ normalization: Normalization?, _ evaluators: [ExpectationEvaluator] = []) {
    normalizer = normalization.map(Normalizer.init)
    self.evaluators = evaluators
  }

  package func receive(filledBy fill: (inout Record) -> Bool) {
    if fill(&record) { receive(&record) }
  }

  package func receive(_ record: inout Record) {
    messageCount += 1
    normalizer?.append(record)
    for index in evaluators.indices { evaluators[index].receive(record) }
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

  package func receive(_ event: ConnectionEvent) {}
}
