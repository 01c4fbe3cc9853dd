import Dispatch

/// What one thread fills and another empties.
protocol Batch: Sendable {
  init()
  /// Forgets what it holds and keeps the storage.
  mutating func removeAll()
}

/// A ring of batches between the thread that fills them and the one that empties them.
///
/// A batch is a value that only one side has at a time, so that its storage goes round and is never
/// copied.
///
/// Its two lists are used under the lock alone. The lock is a semaphore, because that is one that
/// ThreadSanitizer sees.
final class BatchQueue<Content: Batch>: @unchecked Sendable {
  /// Batches under way.
  private let batchCount: Int

  private let lock = DispatchSemaphore(value: 1)
  private var full = Line()
  private var free = Line()
  private let fullCount = DispatchSemaphore(value: 0)
  private let freeCount: DispatchSemaphore

  /// Makes a ring of so many batches: one being filled, one being emptied, and one between them.
  init(of batchCount: Int = 3) {
    self.batchCount = batchCount
    freeCount = DispatchSemaphore(value: batchCount)
  }

  /// Batches that wait, the first to be taken in front.
  ///
  /// They are swapped in and out: while a second reference is left to one, who changes it copies all
  /// that it holds.
  private struct Line {
    private var batches: [Content] = []

    mutating func append(_ batch: inout Content) {
      batches.append(Content())
      swap(&batches[batches.count - 1], &batch)
    }

    /// The first; an empty one where there is none.
    mutating func removeFirst() -> Content {
      var batch = Content()
      guard !batches.isEmpty else { return batch }
      swap(&batch, &batches[0])
      batches.removeFirst()
      return batch
    }
  }

  /// Waits for a batch that may be filled.
  func nextFree() -> Content {
    freeCount.wait()
    return withLock { free.removeFirst() }
  }

  /// Hands a batch over, and leaves an empty one without storage in its place.
  func put(_ batch: inout Content) {
    withLock { full.append(&batch) }
    fullCount.signal()
  }

  /// Waits for a batch that is to be emptied.
  func nextFull() -> Content {
    fullCount.wait()
    return withLock { full.removeFirst() }
  }

  /// Gives a batch back when all that it held is done.
  func putBack(_ batch: inout Content) {
    batch.removeAll()
    withLock { free.append(&batch) }
    freeCount.signal()
  }

  /// Waits until every batch was put back; the one who calls has none.
  func waitUntilEmptied() {
    for _ in 0..<batchCount { freeCount.wait() }
    for _ in 0..<batchCount { freeCount.signal() }
  }

  private func withLock<Result>(_ body: () -> Result) -> Result {
    lock.wait()
    defer { lock.signal() }
    return body()
  }
}
