import CallAnalysis
import Wire

/// What the dissector found, in order, on its way to the renderer.
///
/// One thread fills a batch while another empties the one before, so that no batch is ever used by
/// two. Records are swapped in and out: their storage goes round.
final class RecordBatch: @unchecked Sendable {
  /// Something to render.
  enum Entry {
    /// The next of the batch's records.
    case record
    case event(ConnectionEvent)
    case comments([String], of: FrameStamp)
  }

  /// Entries of a batch: enough that handing it over costs little, few enough to stay in the
  /// processor's cache.
  static let maximumCount = 128

  private(set) var entries: [Entry] = []
  private(set) var records: [Record] = []
  private var recordCount = 0
  /// Whether what has been rendered is to be written, because no more may come for a while.
  var isFlush = false
  /// Whether no batch comes after this one.
  var isLast = false

  var isFull: Bool { entries.count >= Self.maximumCount }
  var isEmpty: Bool { entries.isEmpty }

  func append(_ record: inout Record) {
    if recordCount == records.count { records.append(Record()) }
    swap(&records[recordCount], &record)
    recordCount += 1
    entries.append(.record)
  }

  func append(_ entry: Entry) {
    entries.append(entry)
  }

  /// Empties the batch and keeps the storage of its records.
  func removeAll() {
    entries.removeAll(keepingCapacity: true)
    recordCount = 0
    isFlush = false
  }
}
