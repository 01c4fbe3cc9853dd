import PcapngReader
import Synchronization
import Text

/// A line on standard error that says how far a long run has come, and goes away with its end.
///
/// Only for a person who waits: standard error is a terminal, and standard output is none, because
/// there the result itself shows that the program is at work. The thread that reads shows it, the
/// one that dissects counts messages and takes it away.
final class Progress: Sendable {
  private let totalByteCount: Int?
  private let isShown: Bool
  private let start = ContinuousClock.now
  private let messageCount = Atomic(0)
  private let state = Mutex(State())

  private struct State {
    var shownAt: ContinuousClock.Instant?
    var byteCount = 0
    var isOver = false

    mutating func takeAway() {
      if shownAt != nil { StandardStreams.clearTransientLine() }
      shownAt = nil
    }
  }

  /// A run shorter than this says nothing.
  private static let patience = Duration.seconds(1)
  private static let interval = Duration.milliseconds(200)

  init(_ paths: [String], mayShow: Bool = true) {
    isShown =
      mayShow && StandardStreams.errorIsTerminal && StandardStreams.outputTerminal == nil
    let sizes = isShown ? paths.map(FileSource.byteCount) : []
    totalByteCount = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
  }

  /// Takes note of bytes read, and shows the line when it is due.
  func note(_ count: Int) {
    guard isShown else { return }
    state.withLock { state in
      state.byteCount += count
      let now = ContinuousClock.now
      guard !state.isOver, now - start >= Self.patience,
        state.shownAt.map({ now - $0 >= Self.interval }) ?? true
      else { return }
      state.shownAt = now
      StandardStreams.show(line(after: now - start, byteCount: state.byteCount))
    }
  }

  /// Takes note of how many messages there are so far.
  func note(messages count: Int) {
    messageCount.store(count, ordering: .relaxed)
  }

  /// Takes the line away until it is due again.
  func pause() {
    guard isShown else { return }
    state.withLock { $0.takeAway() }
  }

  /// Takes the line away for good.
  func end() {
    guard isShown else { return }
    state.withLock { state in
      state.takeAway()
      state.isOver = true
    }
  }

  private func line(after elapsed: Duration, byteCount: Int) -> String {
    let milliseconds = max(1, elapsed / .milliseconds(1))
    let rate = Double(byteCount) / milliseconds / 1000
    var text = "\(megabytes(byteCount))"
    if let total = totalByteCount, total > 0 {
      text += " of \(megabytes(total)) MB (\(min(byteCount, total) * 100 / total) %)"
    } else {
      text += " MB"
    }
    return "\(text), \(Int(rate)) MB/s, \(messageCount.load(ordering: .relaxed).counted("message"))"
  }

  private func megabytes(_ count: Int) -> Int { count / 1_000_000 }
}
