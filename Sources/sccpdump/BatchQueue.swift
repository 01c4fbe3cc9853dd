import Dispatch
import Synchronization

/// A ring of batches between the thread that fills them and the one that empties them.
final class BatchQueue: Sendable {
  /// Batches under way: one being filled, one being emptied, and one between them.
  private static let batchCount = 3

  private let full = Mutex<[RecordBatch]>([])
  private let free: Mutex<[RecordBatch]>
  private let fullCount = DispatchSemaphore(value: 0)
  private let freeCount = DispatchSemaphore(value: batchCount)

  init() {
    free = Mutex((0..<Self.batchCount).map { _ in RecordBatch() })
  }

  /// Waits for a batch that may be filled.
  func nextFree() -> RecordBatch {
    freeCount.wait()
    return free.withLock { $0.popLast() } ?? RecordBatch()
  }

  func put(_ batch: RecordBatch) {
    full.withLock { $0.append(batch) }
    fullCount.signal()
  }

  /// Waits for a batch that is to be emptied.
  func nextFull() -> RecordBatch {
    fullCount.wait()
    return full.withLock { $0.isEmpty ? nil : $0.removeFirst() } ?? RecordBatch()
  }

  func putBack(_ batch: RecordBatch) {
    free.withLock { $0.append(batch) }
    freeCount.signal()
  }

  /// Waits until every batch was put back.
  func waitUntilEmptied() {
    for _ in 0..<Self.batchCount { freeCount.wait() }
    for _ in 0..<Self.batchCount { freeCount.signal() }
  }
}
