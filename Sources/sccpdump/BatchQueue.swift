import Dispatch
import Synchronization

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
final class BatchQueue<Content: Batch>: Sendable {
  /// Batches under way: one being filled, one being emptied, and one between them.
  private static var batchCount: Int { 3 }

  private let full = Mutex<[Content]>([])
  private let free: Mutex<[Content]>
  private let fullCount = DispatchSemaphore(value: 0)
  private let freeCount = DispatchSemaphore(value: batchCount)

  init() {
    free = Mutex((0..<Self.batchCount).map { _ in Content() })
  }

  /// Waits for a batch that may be filled.
  func nextFree() -> Content {
    freeCount.wait()
    return free.withLock { $0.popLast() } ?? Content()
  }

  /// Hands a batch over, and leaves an empty one without storage in its place.
  func put(_ batch: inout Content) {
    var filled = Content()
    swap(&filled, &batch)
    full.withLock { $0.append(filled) }
    fullCount.signal()
  }

  /// Waits for a batch that is to be emptied.
  func nextFull() -> Content {
    fullCount.wait()
    return full.withLock { $0.isEmpty ? nil : $0.removeFirst() } ?? Content()
  }

  /// Gives a batch back when all that it held is done.
  func putBack(_ batch: inout Content) {
    var emptied = Content()
    swap(&emptied, &batch)
    emptied.removeAll()
    free.withLock { $0.append(emptied) }
    freeCount.signal()
  }

  /// Waits until every batch was put back; the one who calls has none.
  func waitUntilEmptied() {
    for _ in 0..<Self.batchCount { freeCount.wait() }
    for _ in 0..<Self.batchCount { freeCount.signal() }
  }
}
