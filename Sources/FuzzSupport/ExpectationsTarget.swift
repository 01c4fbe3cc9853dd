import CallAnalysis
import Checking
import Wire

/// The input is an expectation file; after a NUL, which no such file has, come segments as
/// ``MessagesTarget`` has them, and the expectations are held against the messages in these.
enum ExpectationsTarget {
  static func run(_ input: Span<UInt8>) throws(Violation) {
    var end = 0
    while end < input.count, input[end] != 0 { end += 1 }
    let text = [UInt8](copying: input.extracting(..<end))
    // Behind the last line feed begins one more line.
    let lineCount = text.count { $0 == UInt8(ascii: "\n") } + 1
    do {
      let file = try ExpectationReader.read(text)
      try check(file, lineCount: lineCount)
      let segments = input.extracting(min(end + 1, input.count)...)
      try ReportCheck.run(verdicts(file, on: segments), of: file)
    } catch let error as Violation {
      throw error
    } catch let error as ExpectationError {
      try require(error.place.isIn(lineCount), "\(error) in \(lineCount) lines")
      try require(!error.fact.isEmpty, "an error without a fact")
    } catch {
      throw Violation("\(error)")
    }
  }

  private static func check(_ file: ExpectationFile, lineCount: Int) throws(Violation) {
    let expectations = file.expectations
    try require(
      Set(expectations.map(\.name)).count == expectations.count, "two expectations of one name")
    try require(
      expectations.count <= ExpectationFile.maximumExpectations, "too many expectations")
    for expectation in expectations {
      try require(
        expectation.place.isIn(lineCount), "\(expectation.name) at \(expectation.place)")
    }
  }

  private static func verdicts(
    _ file: ExpectationFile, on input: Span<UInt8>
  ) -> [Verdict] {
    var dissector = Dissector(Dissector.Options())
    var evaluator = ExpectationEvaluator(file, fileName: "expect.yaml", capture: "a.pcapng")
    var newest: Timestamp?
    var writer = RecordWriter { $0.forEachRecord { evaluator.receive($0) } }
    var packets = SegmentPackets()
    for segment in MessagesTarget.Segment.all(in: input, maximum: 64) {
      for packet in packets.packets(of: segment) {
        let stamp = packets.stamp(for: segment)
        newest = stamp.time ?? newest
        dissector.accept(packet.span, linkType: .ipv4, at: stamp, into: &writer)
      }
    }
    dissector.finish(into: &writer)
    writer.passOn()
    let end = CaptureEnd(
      time: newest, isWhole: input.count % 2 == 0,
      untoldProblems: dissector.totals.untoldProblems)
    return evaluator.finish(end)
  }
}

extension TextPlace {
  fileprivate func isIn(_ lineCount: Int) -> Bool { (1...lineCount).contains(line) && column >= 1 }
}
