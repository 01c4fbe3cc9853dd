import PcapngReader
import Wire

/// A line on standard error that says how far a long run has come, and goes away with its end.
///
/// Only for a person who waits: standard error is a terminal, and standard output is none, because
/// there the result itself shows that the program is at work.
final class Progress {
  private let totalByteCount: Int?
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var shownAt: ContinuousClock.Instant?
  private var byteCount = 0

  /// A run shorter than this says nothing.
  private static let patience = Duration.seconds(1)
  private static let interval = Duration.milliseconds(200)

  init(_ paths: [String]) {
    isShown = StandardStreams.errorIsTerminal && StandardStreams.outputTerminal == nil
    let sizes = isShown ? paths.map(FileSource.byteCount) : []
    totalByteCount = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
  }

  /// Takes note of bytes read, and shows the line when it is due.
  func note(_ count: Int, messages: Int) {
    guard isShown else { return }
    byteCount += count
    let now = ContinuousClock.now
    guard now - start >= Self.patience, shownAt.map({ now - $0 >= Self.interval }) ?? true else {
      return
    }
    shownAt = now
    StandardStreams.show(line(after: now - start, messages: messages))
  }

  /// Takes the line away.
  func end() {
    StandardStreams.clearTransientLine()
    shownAt = nil
  }

  private func line(after elapsed: Duration, messages: Int) -> String {
    let milliseconds = max(1, elapsed / .milliseconds(1))
    let rate = Double(byteCount) / milliseconds / 1000
    var text = "\(megabytes(byteCount))"
    if let total = totalByteCount, total > 0 {
      text += " of \(megabytes(total)) MB (\(min(byteCount, total) * 100 / total) %)"
    } else {
      text += " MB"
    }
    return "\(text), \(Int(rate)) MB/s, \(messages) messages"
  }

  private func megabytes(_ count: Int) -> Int { count / 1_000_000 }
}
