import Wire

/// The events of one segment, until they are asked for.
///
/// Records of plain data in a reused array. Bytes of the segment itself are kept as a range of its
/// payload, bytes that waited in the array that they waited in.
struct EventQueue {
  /// What happened, without the bytes.
  enum Kind: Equatable {
    case opened(ConnectionEnds, attempt: Int)
    case unanswered(attempts: Int)
    case joined(ConnectionEnds)
    case accepted, ownBytes, waitedBytes, closed, reset
    case gap(StreamEvent.GapReason)
    case ended(StreamEvent.EndReason)

    var isGap: Bool {
      if case .gap = self { true } else { false }
    }
  }

  /// One event.
  struct Record {
    let stream: StreamID
    let stamp: FrameStamp
    var kind: Kind
    /// Which segment of the table's was the newest of those that it takes: what came with it, or
    /// had to come before it in its stream. Never lower than that of the stream's event before it.
    let arrival: Int
    /// Where the bytes are: the offset in the segment's payload, or the index of the piece. For a
    /// gap, the index of the frame before it.
    var start = 0
    /// Bytes, or missing bytes.
    var byteCount = 0
    var isSegmentStart = false
    var isNewest = false
    /// The sequence number of the first byte.
    var number = SequenceNumber(0)
  }

  private var records: [Record] = []
  private var next = 0
  private var pieces: [[UInt8]] = []
  private var framesBeforeGaps: [FrameStamp] = []

  var isEmpty: Bool { next == records.count }
  /// Events kept, those included that were asked for.
  var count: Int { records.count }

  /// Whether the events come in the order of arrival.
  var isInOrder: Bool {
    records.indices.dropFirst().allSatisfy { records[$0 - 1].arrival <= records[$0].arrival }
  }

  subscript(index: Int) -> Record { records[index] }

  mutating func append(_ record: Record) {
    records.append(record)
  }

  /// Keeps the bytes of a piece that waited, for a record of kind `waitedBytes`.
  mutating func append(
    _ piece: WaitingPiece, of stream: StreamID, arrival: Int, isNewest: Bool
  ) {
    records.append(
      Record(
        stream: stream, stamp: piece.stamp, kind: .waitedBytes, arrival: arrival,
        start: pieces.count, byteCount: piece.bytes.count, isSegmentStart: piece.isSegmentStart,
        isNewest: isNewest, number: piece.number))
    pieces.append(piece.bytes)
  }

  /// Appends an event that was taken out, with the bytes or the frame that belong to it.
  mutating func append(_ record: Record, bytes: [UInt8], previous: FrameStamp?) {
    var record = record
    if record.kind == .ownBytes || record.kind == .waitedBytes {
      record.kind = .waitedBytes
      record.start = pieces.count
      pieces.append(bytes)
    } else if let previous {
      record.start = framesBeforeGaps.count
      framesBeforeGaps.append(previous)
    }
    records.append(record)
  }

  /// The bytes of an event that is to be taken out; `payload` is that of the segment that caused
  /// it.
  mutating func takeBytes(of record: Record, payload: Span<UInt8>) -> [UInt8] {
    switch record.kind {
    case .ownBytes:
      var bytes: [UInt8] = []
      bytes.append(payload.extracting(record.start..<record.start + record.byteCount))
      return bytes
    case .waitedBytes:
      var bytes: [UInt8] = []
      swap(&bytes, &pieces[record.start])
      return bytes
    default: return []
    }
  }

  /// Keeps the bytes of the events from `start` on that lie in `payload`.
  mutating func keepBytes(from start: Int, payload: Span<UInt8>) {
    for index in start..<records.count where records[index].kind == .ownBytes {
      let bytes = takeBytes(of: records[index], payload: payload)
      records[index].kind = .waitedBytes
      records[index].start = pieces.count
      pieces.append(bytes)
    }
  }

  /// The frame before a gap.
  func frameBefore(_ gap: Record) -> FrameStamp { framesBeforeGaps[gap.start] }

  mutating func removeLast(_ count: Int) {
    records.removeLast(count)
  }

  /// Reports missing bytes; `after` is nil where no frame is known to follow them.
  mutating func appendGap(
    of byteCount: Int, in stream: StreamID, before: FrameStamp, after: FrameStamp?,
    _ reason: StreamEvent.GapReason, arrival: Int
  ) {
    records.append(
      Record(
        stream: stream, stamp: after ?? before, kind: .gap(reason), arrival: arrival,
        start: framesBeforeGaps.count, byteCount: byteCount))
    framesBeforeGaps.append(before)
  }

  /// What a record of an event without bytes says.
  @_lifetime(immortal)
  func kind(of record: Record) -> StreamEvent.Kind {
    switch record.kind {
    case .opened(let ends, let attempt): .opened(ends, attempt: attempt)
    case .unanswered(let attempts): .unanswered(attempts: attempts)
    case .joined(let ends): .joined(ends)
    case .accepted: .accepted
    case .closed: .closed
    case .reset: .reset
    case .ended(let reason): .ended(reason)
    case .ownBytes, .waitedBytes: .bytes(Span(), isSegmentStart: false)
    case .gap(let reason):
      .gap(byteCount: record.byteCount, previous: frameBefore(record), reason)
    }
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

  @inline(__always)  // Most segments leave none.
  mutating func removeAll() {
    if !records.isEmpty { forgetAll() }
  }

  private mutating func forgetAll() {
    records.removeAll(keepingCapacity: true)
    if !pieces.isEmpty { pieces.removeAll(keepingCapacity: true) }
    if !framesBeforeGaps.isEmpty { framesBeforeGaps.removeAll(keepingCapacity: true) }
    next = 0
  }
}
