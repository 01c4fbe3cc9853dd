import Dispatch
import Synchronization

/// Pieces of work that are done several at a time, and whose results are asked for one after the
/// other.
///
/// The work tells nothing to anybody: what came of it is told by the thread that asks, in order.
/// Where the system allows too few threads, the rest is not done ahead.
package final class WorkAhead<Result: Sendable>: Sendable {
  private struct State {
    /// The first piece that nobody took yet.
    var next = 0
    /// The first piece that nobody will take.
    var end: Int
    /// What came of the pieces that are done and were not asked for.
    var results: [Int: Result?] = [:]
  }

  private let state: Mutex<State>
  private let done = DispatchSemaphore(value: 0)
  /// Counts the pieces that may be taken: one more for each that was asked for.
  private let room = DispatchSemaphore(value: 0)

  /// Begins to do so many pieces, `jobCount` at a time; work that throws is the last that is begun.
  ///
  /// At most `roomCount` pieces are under way, or done and not asked for.
  package init(
    pieceCount: Int, jobCount: Int, roomCount: Int,
    _ work: @escaping @Sendable (Int) throws -> Result?
  ) {
    state = Mutex(State(end: pieceCount))
    for _ in 0..<min(max(roomCount, jobCount), pieceCount) { room.signal() }
    var startedCount = 0
    while startedCount < min(jobCount, pieceCount), begin(work) { startedCount += 1 }
    if startedCount == 0 { end() }
  }

  /// What came of a piece, each of which is to be asked for once; it waits until that is known. Nil
  /// also where the piece is not done ahead.
  package func result(of piece: Int) -> Result? {
    defer { room.signal() }
    while true {
      let known = state.withLock { state -> Result?? in
        if let result = state.results.removeValue(forKey: piece) { return .some(result) }
        return piece < state.end ? nil : .some(nil)
      }
      if let known { return known }
      done.wait()
    }
  }

  /// Begins a thread that does one piece after the other; false where there can be none.
  private func begin(_ work: @escaping @Sendable (Int) throws -> Result?) -> Bool {
    BackgroundThread.begin { [self] in
      while let piece = take() {
        do {
          finish(piece, try work(piece))
        } catch {
          end()
          finish(piece, nil)
        }
      }
    } == 0
  }

  private func take() -> Int? {
    room.wait()
    let piece = state.withLock { state -> Int? in
      guard state.next < state.end else { return nil }
      defer { state.next += 1 }
      return state.next
    }
    // Another thread that waits has nothing to wait for either.
    if piece == nil { room.signal() }
    return piece
  }

  private func finish(_ piece: Int, _ result: Result?) {
    state.withLock { _ = $0.results.updateValue(result, forKey: piece) }
    done.signal()
  }

  /// Has no more pieces taken.
  private func end() {
    state.withLock { $0.end = min($0.end, $0.next) }
    done.signal()
  }
}
