import CallAnalysis
import NetworkLayers
import Redaction
import SCCP
import Wire

/// Redacted messages on their way to what copies their packets.
struct RedactedBatch: Batch {
  /// One message.
  struct Entry {
    /// Number of its direction of a connection, in the order of their first messages.
    let life: Int
    /// Of its first byte.
    let number: SequenceNumber
    let lastFrame: Int
    /// Where its bytes lie in the batch.
    let bytes: Range<Int>
    /// The message before it in its direction, as who holds it knows it; -1 before the first.
    var previous = -1
  }

  /// One direction of a connection, with its first message.
  struct Opening {
    let source: Endpoint
    let destination: Endpoint
    /// The frame that brought the first byte of that message.
    let firstFrame: Int
  }

  private static let fullCount = 512
  private static let fullByteCount = 56 << 10
  /// Bytes that there is room for from the beginning: those of a full batch.
  private static let reservedByteCount = 64 << 10

  private(set) var entries: [Entry] = []
  /// The directions that have their first message in the batch; their numbers follow each other.
  private(set) var openings: [Opening] = []
  private(set) var bytes: [UInt8] = []
  /// Whether no batch comes after this one.
  var isLast = false
  /// What was replaced, in the last batch.
  var counts = RedactionCounts()
  /// What redacted messages still have that they must not have, in the last batch.
  var objections: [String] = []

  var isFull: Bool { entries.count >= Self.fullCount || bytes.count >= Self.fullByteCount }

  /// Bytes of memory that it takes.
  var cost: Int {
    bytes.capacity + entries.capacity * MemoryLayout<Entry>.stride
      + openings.capacity * MemoryLayout<Opening>.stride
  }

  /// The frame that completed the last of its messages.
  var lastFrame: Int { entries.last?.lastFrame ?? 0 }

  mutating func open(_ record: borrowing Record) {
    openings.append(
      Opening(
        source: record.source, destination: record.destination,
        firstFrame: record.carriers.reduce(record.stamp.number) { min($0, $1.number) }))
  }

  mutating func append(_ record: borrowing Record, of life: Int) {
    if bytes.isEmpty { bytes.reserveCapacity(Self.reservedByteCount) }
    let start = bytes.count
    bytes.append(record.message.bytes.span)
    entries.append(
      Entry(
        life: life, number: SequenceNumber(record.number), lastFrame: record.stamp.number,
        bytes: start..<bytes.count))
  }

  /// Takes note of the message before one of its own.
  mutating func link(_ index: Int, to previous: Int) {
    entries[index].previous = previous
  }

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    openings.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Redacts messages, proves that, and hands them to the thread that copies packets.
struct RedactedMessages: BatchWorker {
  private let queue: BatchQueue<RedactedBatch>
  private var changes: MessageChanges
  private var proof: MessageProof
  /// Whether what is no message stays as it is.
  private let keepsUnknown: Bool
  private var batch: RedactedBatch
  /// The numbers of both directions of connections, by those of the connections; -1 for none yet.
  private var lives: [Int] = []
  private var lifeCount = 0
  private var objections: [String] = []

  init(
    _ queue: BatchQueue<RedactedBatch>, _ profile: RedactionProfile, _ pseudonyms: Pseudonyms
  ) {
    keepsUnknown = profile == .keys
    self.queue = queue
    changes = MessageChanges(profile, pseudonyms)
    proof = MessageProof(profile, pseudonyms)
    batch = queue.nextFree()
  }

  mutating func take(_ batch: inout SelectedBatch) {
    batch.records.changeEachRecord { record in
      // A header, or a part of it, holds nothing but numbers.
      if record.message.bytes.count >= MessageHeader.byteCount {
        if !record.isHeaderAlone { changes.make(in: &record.message, stream: record.stream) }
        prove(record)
      } else if keepsUnknown {
        return
      }
      hand(record)
    }
  }

  private mutating func hand(_ record: borrowing Record) {
    let direction = record.stream * 2 + (record.isFromDevice ? 1 : 0)
    while lives.count <= direction { lives.append(-1) }
    if lives[direction] < 0 {
      lives[direction] = lifeCount
      lifeCount += 1
      batch.open(record)
    }
    batch.append(record, of: lives[direction])
    if batch.isFull {
      queue.put(&batch)
      batch = queue.nextFree()
    }
  }

  /// Looks for what a message, which is copied as it is, must not have.
  private mutating func prove(_ record: borrowing Record) {
    guard objections.count < RedactionSearch.maximumCount,
      let what = proof.objection(to: record.message)
    else { return }
    objections.append("frame \(record.stamp.number), \(record.message.name): still has \(what)")
  }

  mutating func finish(at time: Timestamp?) {
    batch.isLast = true
    batch.counts = changes.counts
    batch.objections = objections
    queue.put(&batch)
  }
}
