import PcapngReader
package import Rendering
import Text

/// Prints of captures that are each read by themselves, several at a time, ahead of the thread that
/// writes them in their order.
struct CapturesAhead: Sendable {
  /// What came of one capture.
  struct Print: Sendable {
    let text: [UInt8]
    let outcome: Outcome
  }

  /// Captures under way at one time: each takes two threads and some megabytes.
  static let maximumJobCount = 64
  /// Captures that are under way or wait to be written, for each of those under way.
  private static let roomPerJob = 2
  /// Bytes kept of one capture's text, and of the texts of all.
  private static let maximumByteCount = 8 << 20
  private static let maximumByteCountOfAll = 256 << 20

  private let work: WorkAhead<Print>?

  /// Begins to have captures printed by pipelines that keep their texts.
  init(
    _ captures: CaptureSet, jobCount: Int,
    _ print: @escaping @Sendable (_ index: Int, _ kept: KeptText) throws -> Outcome
  ) {
    let jobCount = min(jobCount, Self.maximumJobCount, captures.paths.count)
    guard jobCount > 1 else {
      work = nil
      return
    }
    // Signals are for the thread that writes.
    Interruption.watch {}
    let roomCount = Self.roomPerJob * jobCount
    let byteCount = min(Self.maximumByteCount, Self.maximumByteCountOfAll / roomCount)
    work = WorkAhead(
      pieceCount: captures.paths.count, jobCount: jobCount, roomCount: roomCount
    ) { index in
      guard FilePaths.kind(of: captures.paths[index]) == .regularFile else { return nil }
      let kept = KeptText(upTo: byteCount)
      let outcome = try print(index, kept)
      guard !outcome.hasFailed, let text = kept.bytes else { return nil }
      return Print(text: text, outcome: outcome)
    }
  }

  /// What came of a capture, each of which is to be asked for once; nil where it is to be read now,
  /// because something went wrong, its text is long, or nothing was done ahead.
  func print(of index: Int) -> Print? { work?.result(of: index) }
}

extension Pipeline {
  /// Reads each capture by itself, `jobCount` at a time, and has something of it printed, in their
  /// order; returns the exit status.
  package func printEach(
    _ options: ListOptions, jobCount: Int,
    _ print: @escaping @Sendable (_ pipeline: Pipeline, _ options: ListOptions) throws -> Outcome
  ) throws -> Int32 {
    for remark in captures.remarks { StandardStreams.report(remark) }
    for problem in captures.problems { StandardStreams.report(problem) }
    var status: Int32 = captures.problems.isEmpty ? 0 : 2
    let printOne = { @Sendable (index: Int, kept: KeptText?) in
      let path = captures.paths[index]
      let capture = ListedCapture(
        path: path, named: captures.name(of: index), isFirst: index == 0)
      return try print(reading(only: path, into: kept), options.forCapture(capture))
    }
    let ahead = CapturesAhead(captures, jobCount: jobCount, printOne)
    for index in captures.paths.indices {
      let outcome: Outcome
      if let known = ahead.print(of: index) {
        StandardStreams.writeResult(known.text.span)
        outcome = known.outcome
      } else {
        outcome = try printOne(index, nil)
      }
      outcome.report(of: captures.name(of: index))
      status = max(status, outcome.exitStatus)
      Interruption.endWhereRequested("interrupted after \((index + 1).counted("capture"))")
    }
    return status
  }
}
