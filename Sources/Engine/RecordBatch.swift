import CallAnalysis
import NetworkLayers
import Story
import Wire

/// What the dissector found, in order, on its way to the renderer.
///
/// Records are filled where they lie: their storage goes round.
struct RecordBatch: Batch {
  /// Something to be told before a record.
  enum Note {
    case beginning(Timestamp)
    case event(Event)
  }

  /// An RTP packet, with how many records and notes come before it.
  struct Media {
    let recordCount: Int
    let noteCount: Int
    let digest: RTPDigest
  }

  /// Records and notes of a batch: enough that threads seldom wait for each other, few enough to
  /// stay in the processor's cache.
  static let maximumCount = 512
  /// RTP packets of a batch.
  private static let maximumMediaCount = 1024

  private var records: [Record] = []
  private(set) var recordCount = 0
  /// Notes, each with the index of the record that it comes before.
  private(set) var notes: [(before: Int, note: Note)] = []
  /// RTP packets: many, and much smaller than notes.
  private(set) var media: [Media] = []
  /// Whether what has been rendered is to be written, because no more may come for a while.
  var isFlush = false
  /// Whether no batch comes after this one.
  var isLast = false
  /// The time of the capture's newest packet, in the last batch.
  var lastTime: Timestamp?

  /// Bytes of comments from which on a batch is handed over.
  private static let fullCommentByteCount = 1 << 20
  private var commentByteCount = 0

  var isFull: Bool {
    recordCount + notes.count >= Self.maximumCount || media.count >= Self.maximumMediaCount
      || commentByteCount >= Self.fullCommentByteCount
  }

  /// Lends the next record, and keeps it where `fill` says so; whether it did.
  mutating func append(filledBy fill: (inout Record) -> Bool) -> Bool {
    if recordCount == records.count { records.append(Record()) }
    guard fill(&records[recordCount]) else { return false }
    recordCount += 1
    return true
  }

  /// Lends the record at `index`, to be looked at where it lies: a copy would count all that it
  /// refers to once more.
  mutating func withRecord(at index: Int, _ body: (inout Record) -> Void) {
    body(&records[index])
  }

  mutating func append(_ digest: RTPDigest) {
    media.append(Media(recordCount: recordCount, noteCount: notes.count, digest: digest))
  }

  mutating func append(_ note: Note) {
    notes.append((recordCount, note))
    if case .event(.comments(let comments, _)) = note {
      commentByteCount += comments.reduce(0) { $0 + $1.utf8.count }
    }
  }

  mutating func removeAll() {
    if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
    if !media.isEmpty { media.removeAll(keepingCapacity: true) }
    recordCount = 0
    commentByteCount = 0
    isFlush = false
  }
}
