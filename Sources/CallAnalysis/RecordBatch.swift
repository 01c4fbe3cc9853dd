package import NetworkLayers
package import Wire

/// What the dissector found in a stretch of capture, in order.
///
/// Records are filled where they lie, and their storage is used again by the next batch.
@usableFromInline
package struct RecordBatch: Sendable {
  /// What the next item of a batch is.
  package enum Item: Sendable {
    case record
    case note
    /// A run of RTP packets.
    case media
  }

  /// What a capture tells beside messages and RTP packets.
  package enum Note: Sendable {
    /// The capture begins.
    case beginning(Timestamp)
    /// Comments of the packet whose records come next.
    case comments([String], of: FramePlace)
    case connection(ConnectionEvent)
    case transport(TransportEvent)
    /// The capture has come to this time, in a stretch without records.
    case clock(Timestamp)
  }

  /// Records and notes of a batch: enough that threads seldom wait for each other, few enough to
  /// stay in the processor's cache.
  private static let fullCount = 512
  /// Bytes of comments in a batch; a single packet may have 256 KiB of them.
  private static let fullCommentByteCount = 1 << 20

  /// The order of records, notes and RTP packets.
  package private(set) var items: [Item] = []
  /// More records than there are: those after `recordCount` lend their storage to the next ones.
  @usableFromInline var records: [Record] = []
  package private(set) var recordCount = 0
  package private(set) var notes: [Note] = []
  /// RTP packets, where a run asks for media.
  private var media = RTPRuns()
  private var commentByteCount = 0
  /// Whether there are comments among the notes.
  package private(set) var hasComments = false

  package init() {}

  /// Whether the batch is to be passed on before more is appended.
  package var isFull: Bool {
    recordCount + notes.count >= Self.fullCount || media.isFull
      || commentByteCount >= Self.fullCommentByteCount
  }

  /// Lends storage for the next record, and has it filled.
  @inline(__always)  // Once per message.
  package mutating func append(filledBy fill: (inout Record) -> Void) {
    if recordCount == records.count { records.append(Record()) }
    fill(&records[recordCount])
    recordCount += 1
    items.append(.record)
  }

  package mutating func append(_ note: Note) {
    notes.append(note)
    items.append(.note)
    if case .comments(let comments, _) = note {
      hasComments = true
      commentByteCount += comments.reduce(0) { $0 + $1.utf8.count }
    }
  }

  /// Appends a run of RTP packets.
  package mutating func append(_ run: borrowing RTPRun) {
    media.append(run)
    items.append(.media)
  }

  /// Lends a record where it lies: a copy would count all that it refers to once more.
  @inlinable
  @inline(__always)  // Once per message.
  package mutating func withRecord<Result>(
    at index: Int, _ body: (inout Record) -> Result
  ) -> Result {
    body(&records[index])
  }

  /// Lends each record where it lies, in order.
  package mutating func changeEachRecord(_ body: (inout Record) -> Void) {
    let count = recordCount
    var places = records.mutableSpan
    for index in 0..<count { body(&places[index]) }
  }

  /// Lends a run of RTP packets.
  @_lifetime(borrow self)
  package func media(at index: Int) -> RTPRun { media[index] }

  /// Lends each record, in order.
  package func forEachRecord(_ body: (borrowing Record) -> Void) {
    for index in 0..<recordCount { body(records[index]) }
  }

  /// Forgets all items, and keeps the storage.
  package mutating func removeAll() {
    if items.isEmpty { return }
    items.removeAll(keepingCapacity: true)
    recordCount = 0
    if !notes.isEmpty { notes.removeAll(keepingCapacity: true) }
    if media.count > 0 { media.removeAll() }
    commentByteCount = 0
    hasComments = false
  }
}
