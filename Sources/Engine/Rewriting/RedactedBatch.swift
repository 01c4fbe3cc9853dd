import CallAnalysis
import NetworkLayers
import Redaction
import SCCP
import Story
import Wire

/// Redacted messages on their way to what copies their packets.
struct RedactedBatch: Batch {
  /// One message.
  struct Entry {
    let source: Endpoint
    let destination: Endpoint
    /// Number of its connection.
    let stream: Int
    /// Of its first byte.
    let number: SequenceNumber
    let firstFrame: Int
    let lastFrame: Int
    /// Where its bytes lie in the batch.
    let bytes: Range<Int>
  }

  private static let fullCount = 512
  private static let fullByteCount = 128 << 10

  private(set) var entries: [Entry] = []
  private(set) var bytes: [UInt8] = []
  /// Whether no batch comes after this one.
  var isLast = false
  /// What was replaced, in the last batch.
  var counts = RedactionCounts()

  var isFull: Bool { entries.count >= Self.fullCount || bytes.count >= Self.fullByteCount }

  mutating func append(_ record: borrowing Record) {
    let start = bytes.count
    bytes.append(record.message.bytes.span)
    let (last, carriers) = (record.stamp.number, record.carriers)
    entries.append(
      Entry(
        source: record.source, destination: record.destination, stream: record.stream,
        number: SequenceNumber(record.number),
        firstFrame: carriers.reduce(last) { min($0, $1.number) }, lastFrame: last,
        bytes: start..<bytes.count))
  }

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Hands redacted messages to the thread that copies packets.
final class RedactedMessages: Listener {
  private let queue: BatchQueue<RedactedBatch>
  private let redactor: MessageRedactor
  private var batch: RedactedBatch

  init(_ queue: BatchQueue<RedactedBatch>, _ redactor: MessageRedactor) {
    self.queue = queue
    self.redactor = redactor
    batch = queue.nextFree()
  }

  func hear(_ record: borrowing Record, _ replies: inout Replies) {
    batch.append(record)
    if batch.isFull {
      queue.put(&batch)
      batch = queue.nextFree()
    }
  }

  func finish(at time: Timestamp?, _ replies: inout Replies) {
    finish()
  }

  /// Hands over what there is, as the last.
  func finish() {
    batch.isLast = true
    batch.counts = redactor.counts
    queue.put(&batch)
  }
}
