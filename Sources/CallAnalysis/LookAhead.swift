import NetworkLayers
import Wire

/// Segments that wait, in the order of the capture, because the first of them is the first that was
/// seen of its stream, in the middle of it: whether an earlier one comes a little later, out of
/// order, is to be known before the stream begins.
///
/// All segments of tracked connections wait with it, so that nothing changes its order. In a ring of
/// captures one connection after the other begins so, and nearly every segment waits: they lie in
/// storage that is used again, and are looked at where they lie.
struct LookAhead: ~Copyable {
  /// Segments looked at beyond the first: captures are out of order by a few packets.
  static let maximumSegments = 32
  /// Packets after which the first waits no longer, where few of them belong to connections.
  static let maximumPackets = 1 << 12

  /// A segment that waits.
  private struct Entry {
    let source: Endpoint
    let destination: Endpoint
    let head: SegmentHead
    /// Where its payload lies.
    var start: Int
    let byteCount: Int
    /// The packets of the capture so far.
    let packetCount: Int

    /// Whether a segment goes the same way between the same ends.
    func isOfStream(of other: Entry) -> Bool {
      source.port == other.source.port && destination.port == other.destination.port
        && source.address == other.source.address
        && destination.address == other.destination.address
    }
  }

  /// Those before `next` have been taken, no more than may wait.
  private var entries: [Entry] = []
  private var next = 0
  /// The payloads of all entries.
  private var bytes: [UInt8] = []

  var isEmpty: Bool { next == entries.count }

  /// When the first segment came; there must be one.
  var firstStamp: FrameStamp { entries[next].head.stamp }

  /// The first segment; there must be one.
  var firstSegment: TCPSegment {
    @_lifetime(borrow self)
    get {
      let entry = entries[next]
      return entry.head.segment(
        from: entry.source, to: entry.destination,
        payload: bytes.span.extracting(entry.start..<entry.start + entry.byteCount))
    }
  }

  /// Whether enough came after the first to begin its stream.
  func isFull(at packetCount: Int) -> Bool {
    guard !isEmpty else { return false }
    return entries.count - next > Self.maximumSegments
      || packetCount - entries[next].packetCount >= Self.maximumPackets
  }

  mutating func append(_ segment: borrowing TCPSegment, at stamp: FrameStamp, packetCount: Int) {
    let start = bytes.count
    bytes.append(segment.payload)
    entries.append(
      Entry(
        source: segment.source, destination: segment.destination,
        head: SegmentHead(segment, at: stamp), start: start, byteCount: bytes.count - start,
        packetCount: packetCount))
  }

  /// Drops the first segment; there must be one.
  mutating func removeFirst() {
    next += 1
    if isEmpty || next > Self.maximumSegments { forgetTaken() }
  }

  /// Moves what still waits to the beginning of the storage.
  private mutating func forgetTaken() {
    let start = isEmpty ? bytes.count : entries[next].start
    entries.removeSubrange(..<next)
    bytes.removeSubrange(..<start)
    next = 0
    for index in entries.indices { entries[index].start -= start }
  }

  /// The lowest number of the first segment's stream.
  var earliest: SequenceNumber? {
    guard !isEmpty else { return nil }
    var flight = Flight()
    for index in next..<entries.count where entries[index].isOfStream(of: entries[next]) {
      flight.note(entries[index].head)
    }
    return flight.earliest
  }
}

/// The segments of one stream, as far as they may be of one flight with the first.
struct Flight {
  /// How far before the first segment one may lie: the largest window without scaling.
  private static let maximumRewind = 1 << 16

  private var first: SequenceNumber?
  private var rewind = 0

  /// The lowest number so far.
  var earliest: SequenceNumber? { first?.advanced(by: -rewind) }

  mutating func note(_ head: SegmentHead) {
    let number = head.firstByteNumber
    guard let first else {
      first = number
      return
    }
    // A segment without data may be a probe, whose number is none of a byte to come.
    guard head.marksBeginning else { return }
    let distance = number.distance(to: first)
    if distance <= Self.maximumRewind { rewind = max(rewind, distance) }
  }
}
