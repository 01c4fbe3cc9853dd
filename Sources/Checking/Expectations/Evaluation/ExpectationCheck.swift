import CallAnalysis
import Story
import Text

/// Follows one expectation through a capture.
protocol ExpectationCheck: Sendable {
  /// Takes a message of the devices that it is about; `scratch` is where texts are put together.
  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer)
  /// Takes something that was found wrong at the devices that it is about.
  mutating func note(_ finding: Finding)
  /// What came of it, when the capture is over.
  func judgement(_ facts: CaptureFacts) -> Judgement
}

extension ExpectationCheck {
  mutating func note(_ finding: Finding) {}
}

extension Expectation {
  /// What follows it.
  var check: any ExpectationCheck {
    switch demand {
    case .registers(let name, let within): RegistrationCheck(name: name, within: within)
    case .sequence(let steps, let within): SequenceCheck(steps: steps, within: within)
    case .never(let unwanted): NeverCheck(unwanted)
    case .answered(let message, let within): AnswerCheck(request: message, within: within)
    case .call(let call, let within): CallCheck(call: call, within: within)
    case .problems(let allowed): ProblemCheck(allowed: allowed)
    case .findings(let severity, let allowed): FindingsCheck(severity, allowed: allowed)
    }
  }
}
