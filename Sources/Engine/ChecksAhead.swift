package import Checking
import PcapngReader
package import Text

/// Checks of captures, several at a time, ahead of the thread that tells what came of them.
///
/// They tell nothing themselves: where there is something to tell, the capture is checked again when
/// its turn comes. In most runs, and wherever it matters how long they take, nearly all captures are
/// as expected.
package struct ChecksAhead: Sendable {
  /// Captures under way at one time: each takes three threads and some megabytes.
  package static let maximumJobCount = 64

  private let work: WorkAhead<[Verdict]>?

  /// Begins to check captures against the golden files beside them and against expectations.
  package init(
    _ captures: [String], jobCount: Int, about subject: Normalization.Subject,
    asked: Normalization?, _ expected: [LoadedExpectations], ports: [UInt16],
    encoding: TextEncoding?
  ) {
    let jobCount = min(jobCount, Self.maximumJobCount, captures.count)
    guard jobCount > 1 else {
      work = nil
      return
    }
    // Signals are for the thread that tells.
    Interruption.watch {}
    // Verdicts take little room.
    work = WorkAhead(
      pieceCount: captures.count, jobCount: jobCount, roomCount: captures.count
    ) { index in
      let path = captures[index]
      guard FilePaths.kind(of: path) == .regularFile else { return nil }
      let check = GoldenCheck(
        capture: path, golden: nil, about: subject, asked: asked, isUpdating: false)
      return try Self.quietVerdicts(
        check, expected, Pipeline(CaptureSet([path]), ports: ports, encoding: encoding))
    }
  }

  /// What came of a capture that is as expected, each of which is to be asked for once; nil where
  /// there is something to tell, or nothing was done ahead.
  package func verdicts(of index: Int) -> [Verdict]? {
    guard let work else { return nil }
    let verdicts = work.result(of: index)
    Interruption.endWhereRequested("interrupted after \(index.counted("capture"))")
    return verdicts
  }

  private static func quietVerdicts(
    _ check: GoldenCheck, _ expected: [LoadedExpectations], _ pipeline: Pipeline
  ) throws -> [Verdict]? {
    let match = expected.isEmpty || check.hasFile ? check.match() : nil
    if match == nil, expected.isEmpty || check.hasFile { return nil }
    let sink = CaptureCheck(
      nil, expected.map { $0.evaluator(capture: check.capture) }, match: match)
    let outcome = try pipeline.run(sink, isQuiet: true, isAside: true)
    guard outcome.failures.isEmpty, match?.isSame() ?? true else { return nil }
    let verdicts = sink.expectationVerdicts(outcome)
    guard verdicts.allSatisfy({ $0.outcome == .held && $0.remarks.isEmpty }) else { return nil }
    return match == nil ? verdicts : [check.heldVerdict] + verdicts
  }
}
