import CallAnalysis
import Wire

/// Whether messages stay away.
struct NeverCheck: ExpectationCheck {
  private let messages: [MessagePattern]
  private var breaches = Breaches()

  init(messages: [MessagePattern]) {
    self.messages = messages
  }

  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer) {
    for message in messages where message.matches(record, &scratch) {
      let found = message.found(in: record)
      let sender = record.deviceName.map { " of \($0.visible)" } ?? ""
      breaches.append(
        "\(message.name)\(sender)" + (found.isEmpty ? "" : ", \(found)"),
        frame: record.stamp.number)
      return
    }
  }

  func finding(_ facts: CaptureFacts) -> Finding {
    let expected = "never " + messages.map(\.description).joined(separator: ", nor ")
    guard let first = breaches.first else {
      if facts.isWhole { return .held }
      return Finding(outcome: .unknown, CaptureFacts.notWhole, expected: expected)
    }
    let times = breaches.count == 1 ? "" : ", and \(breaches.count - 1) more"
    var finding = Finding(
      outcome: .broken, "\(first.fact), in frame \(first.frame)\(times)", frame: first.frame,
      expected: expected, found: "\(first.fact), in frame \(first.frame)\(times)")
    finding.detail = breaches.detail
    return finding
  }
}
