import CallAnalysis
import Story

/// What a file expects of a capture.
package struct ExpectationFile: Sendable {
  /// In the order of the file.
  package let expectations: [Expectation]
  /// Whether some of them are about what is found wrong.
  package var asksForFindings: Bool {
    expectations.contains { $0.demand.asksForFindings }
  }

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
    case never([Unwanted])
    case answered(MessagePattern, within: TimeLimit)
    case call(CallPattern, within: TimeLimit?)
    case problems(allowed: Set<Problem.Code>)
    case findings(Finding.Severity, allowed: Set<String>)

    /// Whether it is about what is found wrong.
    var asksForFindings: Bool {
      switch self {
      case .never(let unwanted): unwanted.contains { $0.rule != nil }
      case .findings: true
      case .registers, .sequence, .answered, .call, .problems: false
      }
    }
  }

  /// What may not be there.
  enum Unwanted: Sendable {
    case message(MessagePattern)
    /// Something that is found wrong by a rule of this name.
    case finding(TextPattern)

    var rule: TextPattern? {
      if case .finding(let rule) = self { rule } else { nil }
    }

    var description: String {
      switch self {
      case .message(let message): message.description
      case .finding(let rule): "finding \(rule.source)"
      }
    }
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
