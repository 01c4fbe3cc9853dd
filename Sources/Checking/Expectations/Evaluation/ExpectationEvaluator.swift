package import CallAnalysis
package import Story
import Text

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
    asksForFindings = file.asksForFindings
    followed = file.expectations.map {
      Followed(expectation: $0, check: $0.check, hasSeenDevice: $0.device == nil)
    }
  }

  /// Whether some expectation is about what is found wrong.
  package let asksForFindings: Bool

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

  /// Takes something that was found wrong, when the capture is over.
  package mutating func receive(_ finding: Finding) {
    for index in followed.indices {
      if let device = followed[index].expectation.device {
        guard let name = finding.device, device.matches(name) else { continue }
      }
      followed[index].check.note(finding)
    }
  }

  /// A verdict on each expectation, in the order of the file.
  package mutating func finish(_ end: CaptureEnd) -> [Verdict] {
    facts.end(end)
    return followed.map(verdict)
  }

  private func verdict(on followed: Followed) -> Verdict {
    let expectation = followed.expectation
    var judgement =
      followed.hasSeenDevice ? followed.check.judgement(facts) : missingDevice(of: expectation)
    tellGaps(in: &judgement, of: expectation)
    var verdict = Verdict(capture: capture, name: expectation.name, outcome: judgement.outcome)
    verdict.rule = VerdictRule(expectation.kind)
    verdict.summary = judgement.summary
    verdict.detail = judgement.detail.joined(separator: "\n")
    verdict.frame = judgement.frame
    verdict.expected = judgement.expected
    verdict.found = judgement.found
    verdict.remarks = judgement.remarks
    verdict.place = Verdict.Place(
      file: fileName, line: expectation.place.line, column: expectation.place.column)
    return verdict
  }

  /// Nothing can be held that is about a device without a message.
  private func missingDevice(of expectation: Expectation) -> Judgement {
    let name = expectation.device?.source ?? ""
    return Judgement(
      outcome: facts.isWhole ? .broken : .unknown,
      facts.isWhole ? "no message of the device \(name)" : CaptureFacts.notWhole,
      expected: "messages of the device \(name)", found: facts.devicesSeen)
  }

  /// Says which bytes are missing, where the messages in them could change the verdict.
  private func tellGaps(in judgement: inout Judgement, of expectation: Expectation) {
    guard expectation.kind != .problems else { return }
    let gaps = facts.gaps.filter { gap in
      guard let device = expectation.device else { return true }
      return gap.deviceName.map(device.matches) ?? true
    }
    var lines = gaps.prefix(3).map { "the capture is not complete: \($0.fact)" }
    if gaps.count > 3 { lines.append("and more such gaps") }
    if facts.untoldProblems > 0 {
      lines.append("bytes are missing after the last message of a connection")
    }
    switch (judgement.outcome, expectation.kind) {
    case (.held, .never), (.held, .answered), (.held, .findings): judgement.remarks += lines
    case (.held, _), (.noted, _), (.known, _): break
    case (.broken, .never): break
    case (.broken, _), (.unknown, _): judgement.detail += lines
    }
  }
}
