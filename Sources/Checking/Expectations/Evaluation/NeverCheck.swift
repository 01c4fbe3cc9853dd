import CallAnalysis
import Story
import Text
import Wire

/// Whether messages stay away, and whether nothing is found by some rules.
struct NeverCheck: ExpectationCheck {
  private let unwanted: [Expectation.Unwanted]
  private var breaches = Breaches()

  init(_ unwanted: [Expectation.Unwanted]) {
    self.unwanted = unwanted
  }

  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer) {
    for case .message(let message) in unwanted where message.matches(record, &scratch) {
      let found = message.found(in: record)
      let sender = record.deviceName.map { " of \($0.visible)" } ?? ""
      breaches.append(
        "\(message.name)\(sender)" + (found.isEmpty ? "" : ", \(found)"),
        frame: record.stamp.number)
      return
    }
  }

  mutating func note(_ finding: Finding) {
    if unwanted.contains(where: { $0.rule?.matches(finding.rule) == true }) {
      breaches.append(finding)
    }
  }

  func judgement(_ facts: CaptureFacts) -> Judgement {
    breaches.judgement(
      expected: "never " + unwanted.map(\.description).joined(separator: ", nor "), facts)
  }
}
