import Wire

/// The events of one segment, until they are asked for.
///
/// Records of plain data in a reused array. Bytes of the segment itself are kept as a range of its
/// payload, bytes that waited in the array that they waited in.
struct EventQueue {
  /// What happened, without the bytes.
  enum Kind {
    case opened, joined, accepted, ownBytes, waitedBytes, gap, closed, reset
    case ended(StreamEvent.EndReason)
  }

  /// One event.
  struct Record {
    let stream: StreamID
    let stamp: FrameStamp
    let kind: Kind
    /// Where the bytes are: the offset in the segment's payload, or the index of the piece.
    var start = 0
    /// Bytes, or missing bytes.
    var byteCount = 0
    var isSegmentStart = false
    /// Of a gap.
    var before: FrameStamp?
    var hasAfter = false

    /// What the event is, where it has no bytes.
    var kindWithoutBytes: StreamEvent.Kind {
      @_lifetime(immortal)
      get {
        switch kind {
        case .opened: .opened
        case .joined: .joined
        case .accepted: .accepted
        case .closed: .closed
        case .reset: .reset
        case .ended(let reason): .ended(reason)
        case .ownBytes, .waitedBytes: .bytes(Span(), isSegmentStart: false)
        case .gap:
          .gap(byteCount: byteCount, before: before ?? stamp, after: hasAfter ? stamp : nil)
        }
      }
    }
  }

  private var records: [Record] = []
  private var next = 0
  private var pieces: [[UInt8]] = []

  var isEmpty: Bool { next == records.count }

  mutating func append(_ record: Record) {
    records.append(record)
  }

  /// Keeps the bytes of a piece that waited, for a record of kind `waitedBytes`.
  mutating func append(_ piece: WaitingPiece, of stream: StreamID) {
    records.append(
      Record(
        stream: stream, stamp: piece.stamp, kind: .waitedBytes, start: pieces.count,
        byteCount: piece.bytes.count, isSegmentStart: piece.isSegmentStart))
    pieces.append(piece.bytes)
  }

  mutating func removeFirst() -> Record? {
    guard next < records.count else {
      removeAll()
      return nil
    }
    next += 1
    return records[next - 1]
  }

  /// Exchanges the bytes of a record of kind `waitedBytes` for others.
  mutating func swapBytes(of record: Record, with bytes: inout [UInt8]) {
    swap(&bytes, &pieces[record.start])
  }

  mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    next = 0
  }
}
