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
  /// Batches under way: one being filled, one being emptied, and one between them.
  private static var batchCount: Int { 3 }

  private let lock = DispatchSemaphore(value: 1)
  private var full: [Content] = []
  private var free: [Content]
  private let fullCount = DispatchSemaphore(value: 0)
  private let freeCount = DispatchSemaphore(value: batchCount)

  init() {
    free = (0..<Self.batchCount).map { _ in Content() }
  }

  /// Waits for a batch that may be filled.
  func nextFree() -> Content {
    freeCount.wait()
    return withLock { free.popLast() } ?? Content()
  }

  /// Hands a batch over, and leaves an empty one without storage in its place.
  func put(_ batch: inout Content) {
    var filled = Content()
    swap(&filled, &batch)
    withLock { full.append(filled) }
    fullCount.signal()
  }

  /// Waits for a batch that is to be emptied.
  func nextFull() -> Content {
    fullCount.wait()
    return withLock { full.isEmpty ? nil : full.removeFirst() } ?? Content()
  }

  /// Gives a batch back when all that it held is done.
  func putBack(_ batch: inout Content) {
    var emptied = Content()
    swap(&emptied, &batch)
    emptied.removeAll()
    withLock { free.append(emptied) }
    freeCount.signal()
  }

  /// Waits until every batch was put back; the one who calls has none.
  func waitUntilEmptied() {
    for _ in 0..<Self.batchCount { freeCount.wait() }
    for _ in 0..<Self.batchCount { freeCount.signal() }
  }

  private func withLock<Result>(_ body: () -> Result) -> Result {
    lock.wait()
    defer { lock.signal() }
    return body()
  }
}
