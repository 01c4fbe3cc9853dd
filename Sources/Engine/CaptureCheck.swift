package import CallAnalysis
package import Checking
package import Story
package import Wire

/// Takes the messages of one capture that is checked, or its calls.
package final class CaptureCheck: Listener {
  private let match: GoldenMatch?
  private var messages: Normalizer?
  private var calls: CallNormalizer?
  private var evaluators: [ExpectationEvaluator]

  /// Keeps the lines that are compared with others, unless `normalization` is nil, and holds the
  /// messages against expectations. Those that `match` hears are not kept.
  package init(
    _ normalization: Normalization?, _ evaluators: [ExpectationEvaluator] = [],
    match: GoldenMatch? = nil
  ) {
    self.match = match
    self.evaluators = evaluators
    guard match == nil, let normalization else { return }
    switch normalization.subject {
    case .messages: messages = Normalizer(normalization)
    case .calls: calls = CallNormalizer(normalization)
    }
  }

  /// Whether it wants to know what is wrong.
  var asksForFindings: Bool { evaluators.contains(where: \.asksForFindings) }
  /// Whether it wants to know of calls.
  var asksForCalls: Bool { calls != nil }

  package func begin(at time: Timestamp) {
    calls?.begin(at: time)
  }

  package func hear(_ record: borrowing Record, _ replies: inout Replies) {
    match?.append(record)
    messages?.append(record)
    for index in evaluators.indices { evaluators[index].receive(record) }
  }

  package func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .call(let call): calls?.append(call)
    case .finding(let finding, .over):
      for index in evaluators.indices { evaluators[index].receive(finding) }
    default: break
    }
  }

  /// What is compared of the capture, when it is over; nil where nothing is.
  package func content() -> NormalCapture? {
    if let messages = messages.take() { return messages.finish() }
    if let calls = calls.take() { return calls.finish() }
    return nil
  }

  /// What became of the expectations, when the capture is over.
  package func expectationVerdicts(_ outcome: Outcome) -> [Verdict] {
    let end = CaptureEnd(
      time: outcome.lastTime, isWhole: !outcome.hasFailed,
      untoldProblems: outcome.totals.untoldProblems)
    return evaluators.indices.flatMap { evaluators[$0].finish(end) }
  }
}
