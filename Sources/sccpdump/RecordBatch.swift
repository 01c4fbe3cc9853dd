import CallAnalysis
import Wire

/// What the dissector found, in order, on its way to the renderer.
///
/// Records are swapped in and out: their storage goes round.
struct RecordBatch: Batch, @unchecked Sendable {
  // A record refers to its session, which goes on changing while the record waits here; who
  // renders it does not look at the session.

  /// What comes next: the next of the records, of the events, or of the comments.
  enum Kind {
    case record, event, comments
  }

  /// Entries of a batch: enough that handing it over costs little, few enough to stay in the
  /// processor's cache.
  static let maximumCount = 128

  private(set) var order: [Kind] = []
  private var records: [Record] = []
  private(set) var events: [ConnectionEvent] = []
  private(set) var comments: [(texts: [String], stamp: FrameStamp)] = []
  private var recordCount = 0
  /// Whether what has been rendered is to be written, because no more may come for a while.
  var isFlush = false
  /// Whether no batch comes after this one.
  var isLast = false

  var isFull: Bool { order.count >= Self.maximumCount }

  mutating func append(_ record: inout Record) {
    if recordCount == records.count { records.append(Record()) }
    swap(recordCount, with: &record)
    recordCount += 1
    order.append(.record)
  }

  /// Exchanges the record at `index` for another.
  mutating func swap(_ index: Int, with record: inout Record) {
    Swift.swap(&records[index], &record)
  }

  mutating func append(_ event: ConnectionEvent) {
    events.append(event)
    order.append(.event)
  }

  mutating func append(_ texts: [String], of stamp: FrameStamp) {
    comments.append((texts, stamp))
    order.append(.comments)
  }

  mutating func removeAll() {
    order.removeAll(keepingCapacity: true)
    if !events.isEmpty { events.removeAll(keepingCapacity: true) }
    if !comments.isEmpty { comments.removeAll(keepingCapacity: true) }
    recordCount = 0
    isFlush = false
  }
}
