import CallAnalysis
import Wire

/// What the dissector found, in order, on its way to the renderer.
///
/// Records are filled where they lie: their storage goes round.
struct RecordBatch: Batch {
  /// What comes next: the next of the records, of the events, or of the comments.
  enum Kind {
    case record, event, comments
  }

  /// Entries of a batch: enough that handing it over costs little, few enough to stay in the
  /// processor's cache; each record keeps the room of the longest message that it held.
  static let maximumCount = 96

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

  /// Lends the next record, and keeps it where `fill` says so; whether it did.
  mutating func append(filledBy fill: (inout Record) -> Bool) -> Bool {
    if recordCount == records.count { records.append(Record()) }
    guard fill(&records[recordCount]) else { return false }
    recordCount += 1
    order.append(.record)
    return true
  }

  /// Lends the record at `index`, to be looked at where it lies: a copy would count all that it
  /// refers to once more.
  mutating func withRecord(at index: Int, _ body: (inout Record) -> Void) {
    body(&records[index])
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
