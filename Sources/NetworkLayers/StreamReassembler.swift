import Wire

/// Puts one direction of a connection in order, RFC 9293 §3.4.
///
/// Bytes that came first stay: what a later segment brings again is dropped, however it was cut.
struct StreamReassembler {
  /// A number farther ahead than this lies in no window: the largest there is, RFC 7323 §2.3.
  static let maximumAdvance = 1 << 30
  /// A segment farther behind than this is no retransmission: no SCCP peer has a window of more
  /// than a fraction of it.
  static let maximumRewind = 1 << 24
  /// Further segments to wait for a missing byte that the peer acknowledged: captures reorder
  /// packets, and a sender that missed the acknowledgment sends the byte again with others.
  static let acknowledgedGraceSegments: UInt32 = 128
  /// Nanoseconds of capture time to wait for a missing byte: by then a sender has sent it again
  /// four times, at intervals that begin with a second and double, RFC 6298 §5.
  static let maximumWait: Int64 = 16_000_000_000

  /// What is known beyond the numbers.
  private struct Flags: OptionSet {
    let rawValue: UInt16
    static let begun = Flags(rawValue: 0x01)
    static let hasBytes = Flags(rawValue: 0x02)
    static let acknowledged = Flags(rawValue: 0x04)
    static let finSeen = Flags(rawValue: 0x08)
    static let closed = Flags(rawValue: 0x10)
    static let strayed = Flags(rawValue: 0x20)
    static let listed = Flags(rawValue: 0x40)
    static let behindGap = Flags(rawValue: 0x80)
    static let holding = Flags(rawValue: 0x100)
  }

  /// The number of the stream's first byte.
  private(set) var initial = SequenceNumber(0)
  /// The number of the next byte to give out.
  private var expected = SequenceNumber(0)
  /// The number behind the last byte known to have been sent.
  private var sentEnd = SequenceNumber(0)
  /// The peer has everything before this.
  private var acknowledged = SequenceNumber(0)
  /// Where a stray segment ended.
  private var strayEnd = SequenceNumber(0)
  private var flags: Flags = []
  private var segmentCount: UInt32 = 0
  /// Of the bytes given out since the last gap: which of the table's segments was the newest,
  private var newestArrival = 0
  /// and which frame brought it.
  private var newestFrame = FrameStamp(number: 0, time: nil)
  /// What came too early, all of it behind `expected`.
  private var waiting = WaitingPieces()

  /// Whether the number of the next byte is known.
  var hasBegun: Bool { flags.contains(.begun) }
  /// Whether any bytes were given out.
  var hasBytes: Bool { flags.contains(.hasBytes) }
  /// Whether the sender's FIN and all bytes before it are out.
  var isClosed: Bool { flags.contains(.closed) }
  /// Whether anything waits for missing bytes.
  var isWaiting: Bool { !waiting.isEmpty }
  /// Whether the table has this stream on its list of waiting ones.
  var isListed: Bool {
    get { flags.contains(.listed) }
    set { if newValue { flags.insert(.listed) } else { flags.remove(.listed) } }
  }

  /// Whether events of the connection are held back.
  var isHolding: Bool {
    get { flags.contains(.holding) }
    set { if newValue { flags.insert(.holding) } else { flags.remove(.holding) } }
  }
  /// With which of the table's segments the first bytes behind the missing ones came; nil where
  /// nothing waits.
  var waitingSince: Int? { waiting.first?.arrival }

  /// Says where the stream begins; nothing of it was given out yet.
  mutating func begin(at number: SequenceNumber, stamp: FrameStamp) {
    initial = number
    expected = number
    sentEnd = number
    flags.insert(.begun)
    newestFrame = stamp
  }

  /// Notes how much the peer says it has.
  mutating func acknowledge(_ number: SequenceNumber) {
    guard hasBegun, expected.distance(to: number) <= Self.maximumAdvance else { return }
    if !flags.contains(.acknowledged) || acknowledged.distance(to: number) > 0 {
      acknowledged = number
      flags.insert(.acknowledged)
    }
  }

  /// How a segment lies to the stream.
  enum Place {
    /// Within reach of the next byte.
    case near
    /// So far away that it cannot belong to the stream.
    case stray
    /// As far away, but it goes on where a stray one ended: it is the stream that is out of date.
    case elsewhere
  }

  /// `isOver`: the connection ended, so that only what follows closely can still belong to it.
  mutating func place(
    of number: SequenceNumber, byteCount: Int, isOver: Bool
  ) -> Place {
    let distance = expected.distance(to: number)
    if isOver, abs(distance) > WaitingRoom.maximumBytesPerStream { return .elsewhere }
    if distance <= Self.maximumAdvance && distance >= -Self.maximumRewind {
      flags.remove(.strayed)
      return .near
    }
    let continues = flags.contains(.strayed) && number == strayEnd
    flags.insert(.strayed)
    strayEnd = number.advanced(by: byteCount)
    return continues ? .elsewhere : .stray
  }

  /// Whether `byteCount` bytes at `number`, or none, are the next, with nothing waiting behind them.
  func expects(_ number: SequenceNumber, _ byteCount: Int) -> Bool {
    flags.contains(.begun) && !flags.contains(.holding) && (byteCount == 0 || number == expected)
      && waiting.isEmpty
  }

  /// Takes a segment's payload of which ``expects(_:_:)`` is true.
  mutating func appendNext(_ byteCount: Int, stamp: FrameStamp, arrival: Int) {
    segmentCount &+= 1
    flags.remove(.strayed)
    let end = expected.advanced(by: byteCount)
    if sentEnd.distance(to: end) > 0 { sentEnd = end }
    note(arrival, stamp, upTo: end)
  }

  /// Takes a segment's payload.
  ///
  /// `missing` bytes behind it were cut off by the snap length.
  mutating func append(
    _ payload: Span<UInt8>, at number: SequenceNumber, missing: Int, stamp: FrameStamp,
    of stream: StreamID, to delivery: inout Delivery
  ) {
    segmentCount &+= 1
    let end = number.advanced(by: payload.count + missing)
    if sentEnd.distance(to: end) > 0 { sentEnd = end }
    if missing > 0 { delivery.counts.cutSegments += 1 }
    let template = WaitingPiece(
      number: number, bytes: [], stamp: stamp, isSegmentStart: true,
      arrival: delivery.segmentCount, segmentCount: segmentCount, clock: delivery.clock)
    makeRoom(for: payload.count, before: number, template, of: stream, in: &delivery)
    if expected.distance(to: number) > 0 {
      waiting.insert(payload, at: number, like: template, room: &delivery.room)
    } else {
      appendInOrder(payload, at: number, stamp: stamp, of: stream, to: &delivery)
    }
  }

  /// Takes the sender's FIN, of which `number` is the sequence number.
  mutating func appendFIN(
    at number: SequenceNumber, stamp: FrameStamp, of stream: StreamID, to delivery: inout Delivery
  ) {
    guard !flags.contains(.finSeen) else { return }
    flags.insert(.finSeen)
    let piece = WaitingPiece(
      number: number, bytes: [], stamp: stamp, isSegmentStart: false, isFIN: true,
      arrival: delivery.segmentCount, segmentCount: segmentCount, clock: delivery.clock)
    makeRoom(for: 0, before: number, piece, of: stream, in: &delivery)
    if expected.distance(to: number) > 0 {
      waiting.insertFIN(piece, room: &delivery.room)
    } else {
      give(piece, of: stream, to: &delivery)
    }
  }
}

extension StreamReassembler {
  /// Gives out what is new of a segment that begins at the next byte or before it.
  private mutating func appendInOrder(
    _ payload: Span<UInt8>, at number: SequenceNumber, stamp: FrameStamp, of stream: StreamID,
    to delivery: inout Delivery
  ) {
    var at = number.distance(to: expected)
    if at >= payload.count {
      if number.distance(to: initial) > 0 {
        delivery.counts.earlySegments += 1
      } else if payload.count > 1 {
        // A keep-alive probe repeats one byte or none; it is no retransmission.
        delivery.counts.retransmittedSegments += 1
      }
      return
    }
    while at < payload.count {
      let end = waiting.first.map { min(payload.count, number.distance(to: $0.number)) }
      let run = at..<max(at, end ?? payload.count)
      if !run.isEmpty {
        note(delivery.segmentCount, stamp, upTo: number.advanced(by: run.upperBound))
        delivery.events.append(
          EventQueue.Record(
            stream: stream, stamp: stamp, kind: .ownBytes, arrival: delivery.segmentCount,
            start: run.lowerBound, byteCount: run.count, isSegmentStart: run.lowerBound == 0,
            isNewest: true))
      }
      giveContiguous(of: stream, to: &delivery)
      at = number.distance(to: expected)
    }
  }

  /// Gives out the pieces that nothing is missing before.
  private mutating func giveContiguous(of stream: StreamID, to delivery: inout Delivery) {
    while let first = waiting.first, expected.distance(to: first.number) <= 0 {
      guard let piece = waiting.removeFirst(room: &delivery.room) else { return }
      give(piece, of: stream, to: &delivery)
    }
  }

  private mutating func give(
    _ piece: WaitingPiece, of stream: StreamID, to delivery: inout Delivery
  ) {
    if piece.isFIN {
      flags.insert(.closed)
      let arrival = flags.contains(.behindGap) ? piece.arrival : max(newestArrival, piece.arrival)
      delivery.events.append(
        EventQueue.Record(stream: stream, stamp: piece.stamp, kind: .closed, arrival: arrival))
    } else {
      let isNewest = note(piece.arrival, piece.stamp, upTo: piece.end)
      delivery.events.append(piece, of: stream, arrival: newestArrival, isNewest: isNewest)
    }
  }

  /// Notes that bytes up to `end` are given out; true when nothing newer was since the last gap.
  @discardableResult
  private mutating func note(
    _ arrival: Int, _ stamp: FrameStamp, upTo end: SequenceNumber
  ) -> Bool {
    expected = end
    flags.insert(.hasBytes)
    let isFirst = flags.remove(.behindGap) != nil
    guard isFirst || arrival >= newestArrival else { return false }
    newestArrival = arrival
    newestFrame = stamp
    return true
  }

  /// Ends the wait for the first missing bytes, and gives out what waited for them.
  mutating func giveUpFirstGap(of stream: StreamID, to delivery: inout Delivery) {
    guard let first = waiting.first else { return }
    reportGap(
      to: first.number, after: first.stamp, arrival: first.arrival, of: stream, in: &delivery)
    giveContiguous(of: stream, to: &delivery)
  }

  private mutating func reportGap(
    to number: SequenceNumber, after: FrameStamp?, arrival: Int, of stream: StreamID,
    in delivery: inout Delivery
  ) {
    let byteCount = expected.distance(to: number)
    guard byteCount > 0 else { return }
    delivery.counts.gaps += 1
    delivery.counts.missingBytes += byteCount
    delivery.events.appendGap(
      of: byteCount, in: stream, before: newestFrame, after: after, arrival: arrival)
    flags.insert(.behindGap)
    expected = number
  }

  /// Gives up missing bytes until `count` bytes from `number` on may wait, or need not.
  private mutating func makeRoom(
    for count: Int, before number: SequenceNumber, _ piece: WaitingPiece, of stream: StreamID,
    in delivery: inout Delivery
  ) {
    while expected.distance(to: number) > 0, !waiting.hasRoom(for: count, in: delivery.room) {
      delivery.counts.gapsForWantOfRoom += 1
      if let first = waiting.first, first.number.distance(to: number) >= 0 {
        giveUpFirstGap(of: stream, to: &delivery)
      } else {
        reportGap(
          to: number, after: piece.stamp, arrival: piece.arrival, of: stream, in: &delivery)
      }
    }
  }

  /// Ends the wait for missing bytes that will not come any more.
  mutating func giveUpOverdue(of stream: StreamID, to delivery: inout Delivery) {
    while let first = waiting.first {
      let waited = delivery.clock - first.clock
      let isAcknowledged =
        flags.contains(.acknowledged) && first.number.distance(to: acknowledged) >= 0
      let isPassedOver =
        isAcknowledged && segmentCount &- first.segmentCount >= Self.acknowledgedGraceSegments
      guard isPassedOver || waited >= Self.maximumWait else { return }
      giveUpFirstGap(of: stream, to: &delivery)
    }
  }

  /// Gives out all that waits, and says what is missing behind it.
  mutating func flush(of stream: StreamID, to delivery: inout Delivery) {
    while !waiting.isEmpty { giveUpFirstGap(of: stream, to: &delivery) }
    guard hasBegun else { return }
    reportGap(to: sentEnd, after: nil, arrival: .max, of: stream, in: &delivery)
    // One byte more than was seen may be a FIN that the capture does not have.
    if flags.contains(.acknowledged),
      (2...Self.maximumAdvance).contains(expected.distance(to: acknowledged))
    {
      reportGap(to: acknowledged, after: nil, arrival: .max, of: stream, in: &delivery)
    }
  }
}
