import Dispatch
import Synchronization

/// Pieces of work that are done several at a time, and whose results are asked for one after the
/// other.
///
/// The work tells nothing to anybody: what came of it is told by the thread that asks, in order.
package final class WorkAhead<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Result??]
  }

  private let state: Mutex<State>
  private let done = DispatchSemaphore(value: 0)

  /// Begins to do so many pieces, `jobCount` at a time.
  package init(
    pieceCount: Int, jobCount: Int, _ work: @escaping @Sendable (Int) -> Result?
  ) {
    state = Mutex(State(results: Array(repeating: .none, count: pieceCount)))
    for _ in 0..<min(jobCount, pieceCount) {
      BackgroundThread.start { [self] in
        while let piece = take() { finish(piece, work(piece)) }
      }
    }
  }

  /// What came of a piece, each of which is to be asked for once; it waits until that is known.
  package func result(of piece: Int) -> Result? {
    while true {
      let known = state.withLock { state in
        defer { if state.results[piece] != nil { state.results[piece] = .some(.none) } }
        return state.results[piece]
      }
      if let known { return known }
      done.wait()
    }
  }

  private func take() -> Int? {
    state.withLock { state in
      guard state.next < state.results.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  private func finish(_ piece: Int, _ result: Result?) {
    state.withLock { $0.results[piece] = .some(result) }
    done.signal()
  }
}
