import CallAnalysis

/// What a file expects of a capture.
package struct ExpectationFile: Sendable {
  /// In the order of the file.
  package let expectations: [Expectation]

  /// Expectations of one file; all of them see every message.
  package static let maximumExpectations = 1000
}

/// One thing that is expected.
package struct Expectation: Sendable {
  /// What reports call it; no two of a file are called the same.
  package let name: String
  /// Where it stands in the file.
  package let place: TextPlace
  /// The devices that it is about; nil for all.
  let device: TextPattern?
  let kind: ExpectationKind
  let demand: Demand

  enum Demand: Sendable {
    case registers(TextPattern, within: TimeLimit?)
    case sequence([Step], within: TimeLimit?)
    case never([MessagePattern])
    case answered(MessagePattern, within: TimeLimit)
    case call(CallPattern, within: TimeLimit?)
    case problems(allowed: Set<Problem.Code>)
  }

  /// One message of a sequence.
  struct Step: Sendable {
    let message: MessagePattern
    /// Time since the message before it.
    let within: TimeLimit?
    let device: TextPattern?

    /// Messages of one sequence.
    static let maximumSteps = 500
  }

  /// A call, by its numbers and the state that it is to reach.
  struct CallPattern: Sendable {
    let from: TextPattern?
    let to: TextPattern?
    /// Values of DCallState.
    let states: Set<UInt32>
    /// As they were written.
    let stateNames: String

    /// `call from 2001 to 2000`
    var description: String {
      "call" + (from.map { " from \($0.source)" } ?? "") + (to.map { " to \($0.source)" } ?? "")
    }
  }
}
