import CallAnalysis
import Text
import Wire

/// Whether a capture is free of problems.
struct ProblemCheck: ExpectationCheck {
  private let allowed: Set<Problem.Code>
  private var breaches = Breaches()

  init(allowed: Set<Problem.Code>) {
    self.allowed = allowed
  }

  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer) {
    if record.problems.isEmpty { return }
    for problem in record.problems where !allowed.contains(problem.code) {
      scratch.removeAll()
      problem.appendDetail(to: &scratch)
      breaches.append(
        "\(problem.code.rawValue): \(String(scratch))", frame: record.stamp.number)
    }
  }

  func judgement(_ facts: CaptureFacts) -> Judgement {
    let codes = Problem.Code.allCases.filter(allowed.contains).map(\.rawValue)
    let expected =
      "no problems" + (codes.isEmpty ? "" : " but " + codes.joined(separator: ", "))
    if let first = breaches.first {
      let found = "\(first.fact)" + (breaches.count == 1 ? "" : ", and \(breaches.count - 1) more")
      var judgement = Judgement(
        outcome: .broken, found, frame: first.frame, expected: expected, found: found)
      judgement.detail = breaches.detail
      return judgement
    }
    if facts.untoldProblems > 0, !allowed.contains(.lostBytes) {
      let found =
        "\(Problem.Code.lostBytes.rawValue): bytes are missing after the last message of a "
        + "connection"
      return Judgement(outcome: .broken, found, expected: expected, found: found)
    }
    if facts.isWhole { return .held }
    return Judgement(outcome: .unknown, CaptureFacts.notWhole, expected: expected)
  }
}
