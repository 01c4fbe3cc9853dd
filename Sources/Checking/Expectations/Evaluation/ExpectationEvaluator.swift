package import CallAnalysis
import Wire

/// Holds a capture against a file of expectations, message by message.
package struct ExpectationEvaluator {
  private let fileName: String
  private let capture: String
  private var followed: [Followed] = []
  private var facts = CaptureFacts()
  private let scratch = Scratch()

  /// An expectation on its way through the capture.
  private struct Followed: Sendable {
    let expectation: Expectation
    var check: any ExpectationCheck
    /// Whether some message was of a device that it is about.
    var hasSeenDevice: Bool
  }

  /// Where texts are put together; one for all, as its storage is used again.
  private final class Scratch {
    var text = TextBuffer()
  }

  /// Both names as given, for the verdicts.
  package init(_ file: ExpectationFile, fileName: String, capture: String) {
    self.fileName = fileName
    self.capture = capture
    followed = file.expectations.map {
      Followed(expectation: $0, check: $0.check, hasSeenDevice: $0.device == nil)
    }
  }

  package mutating func receive(_ record: borrowing Record) {
    facts.note(record)
    for index in followed.indices {
      if let device = followed[index].expectation.device {
        guard let name = record.deviceName, device.matches(name) else { continue }
        followed[index].hasSeenDevice = true
      }
      followed[index].check.note(record, &scratch.text)
    }
  }

  /// A verdict on each expectation, in the order of the file.
  package mutating func finish(_ end: CaptureEnd) -> [Verdict] {
    facts.end(end)
    return followed.map(verdict)
  }

  private func verdict(on followed: Followed) -> Verdict {
    let expectation = followed.expectation
    var finding =
      followed.hasSeenDevice ? followed.check.finding(facts) : missingDevice(of: expectation)
    tellGaps(in: &finding, of: expectation)
    var verdict = Verdict(capture: capture, name: expectation.name, outcome: finding.outcome)
    verdict.rule = expectation.kind.rule
    verdict.summary = finding.summary
    verdict.detail = finding.detail.joined(separator: "\n")
    verdict.frame = finding.frame
    verdict.expected = finding.expected
    verdict.found = finding.found
    verdict.remarks = finding.remarks
    verdict.place = Verdict.Place(
      file: fileName, line: expectation.place.line, column: expectation.place.column)
    return verdict
  }

  /// Nothing can be held that is about a device without a message.
  private func missingDevice(of expectation: Expectation) -> Finding {
    let name = expectation.device?.source ?? ""
    return Finding(
      outcome: facts.isWhole ? .broken : .unknown,
      facts.isWhole ? "no message of the device \(name)" : CaptureFacts.notWhole,
      expected: "messages of the device \(name)", found: facts.devicesSeen)
  }

  /// Says which bytes are missing, where the messages in them could change the verdict.
  private func tellGaps(in finding: inout Finding, of expectation: Expectation) {
    guard expectation.kind != .problems else { return }
    let gaps = facts.gaps.filter { gap in
      guard let device = expectation.device else { return true }
      return gap.deviceName.map(device.matches) ?? true
    }
    var lines = gaps.prefix(3).map { "the capture is not complete: \($0.fact)" }
    if gaps.count > 3 { lines.append("and more such gaps") }
    if facts.untoldProblems > 0 {
      lines.append("bytes are missing behind the last message of a connection")
    }
    switch (finding.outcome, expectation.kind) {
    case (.held, .never), (.held, .answered): finding.remarks += lines
    case (.held, _): break
    case (.broken, .never): break
    case (.broken, _), (.unknown, _): finding.detail += lines
    }
  }
}
