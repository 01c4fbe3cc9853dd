import Wire

/// Puts one direction of a connection in order, RFC 9293 §3.4.
///
/// Bytes that came first stay: what a later segment brings again is dropped, however it was cut.
struct StreamReassembler {
  /// A number farther ahead than this is none of the stream's: no SCCP peer has a window of more
  /// than a fraction of it, and no capture lacks as much of one connection's signalling.
  static let maximumAdvance = 1 << 24
  /// A segment farther behind than this is no retransmission: no SCCP peer has a window of more
  /// than a fraction of it.
  static let maximumRewind = 1 << 24
  /// Segments of all connections that may come between an acknowledgment and the bytes that it is
  /// about, where frames have no times: captures are out of order by fewer packets.
  static let acknowledgedGraceSegments = 1 << 13
  /// Nanoseconds of capture time to wait for a missing byte, or for one that was acknowledged
  /// already, which a sender sends again where the acknowledgment was lost. By then it has been sent
  /// again four times, at intervals that begin with a second and double, RFC 6298 §5.
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
    static let strayHeld = Flags(rawValue: 0x40)
    static let behindGap = Flags(rawValue: 0x80)
    static let covered = Flags(rawValue: 0x100)
  }

  /// What few streams have: bytes that wait for missing ones, or a stray segment.
  private struct Trouble {
    /// Where a stray segment ended.
    var strayEnd = SequenceNumber(0)
    /// When a stray segment came: which of the table's segments it was, and the clock.
    var strayArrival = 0
    var strayClock: Int64 = 0
    /// When the peer acknowledged the bytes missing before `coveredNumber`.
    var coveredNumber = SequenceNumber(0)
    var coveredArrival = 0
    var coveredClock: Int64 = 0
    /// What came too early, all of it after `expected`.
    var waiting = WaitingPieces()
    /// What ``waitingSince`` was when the table last listed the stream.
    var listedSince: Int?
  }

  /// The frame that brought the newest of the bytes returned since the last gap.
  private var newestFrame = FrameStamp(number: 0, time: nil)
  /// The number of the stream's first byte.
  private(set) var initial = SequenceNumber(0)
  /// The number of the next byte to give out.
  private var expected = SequenceNumber(0)
  /// The number after the last byte known to have been sent.
  private var sentEnd = SequenceNumber(0)
  /// The peer has everything before this.
  private var acknowledged = SequenceNumber(0)
  private var flags: Flags = []
  /// Which of the table's segments that frame had.
  private var newestArrival = 0
  /// The highest of the table's segments that an event before the last gap had, or one without bytes.
  private var arrivalBeforeGap = 0
  /// None or one, apart from the stream: most streams have none, and lie closer together so.
  private var troubles: [Trouble] = []

  /// Whether the number of the next byte is known.
  var hasBegun: Bool { flags.contains(.begun) }
  /// Whether any bytes were returned.
  var hasBytes: Bool { flags.contains(.hasBytes) }
  /// Whether the sender's FIN and all bytes before it are out.
  var isClosed: Bool { flags.contains(.closed) }
  /// Whether anything waits for missing bytes.
  var isWaiting: Bool { !troubles.isEmpty && !troubles[0].waiting.isEmpty }
  /// What ``waitingSince`` was when the table last listed the stream.
  var listedSince: Int? {
    get { troubles.first?.listedSince }
    set { trouble.listedSince = newValue }
  }
  /// The first piece that waits.
  private var firstPiece: WaitingPiece? { troubles.isEmpty ? nil : troubles[0].waiting.first }

  private var trouble: Trouble {
    get { troubles.first ?? Trouble() }
    _modify {
      if troubles.isEmpty { troubles.append(Trouble()) }
      yield &troubles[0]
    }
  }

  /// With which of the table's segments the first bytes came that wait, or a segment that may turn
  /// out to begin another connection; nil where nothing waits.
  var waitingSince: Int? {
    if troubles.isEmpty { return nil }
    let stray = isStrayHeld ? troubles[0].strayArrival : nil
    guard let first = firstPiece?.arrival else { return stray }
    return min(first, stray ?? .max)
  }

  /// The highest arrival of an event so far.
  var lastArrival: Int { max(arrivalBeforeGap, newestArrival) }

  /// Whether a stray segment still holds what comes later.
  var isStrayHeld: Bool { flags.isSuperset(of: [.strayed, .strayHeld]) }

  /// Whether there is a stray segment that nothing contradicted so far.
  var hasOpenStray: Bool { flags.contains(.strayed) }

  /// Where it ended.
  var openStrayEnd: SequenceNumber? { hasOpenStray ? trouble.strayEnd : nil }

  /// Holds what comes later until it is known what a stray segment belongs to.
  mutating func holdStray(arrival: Int, clock: Int64) {
    trouble.strayArrival = arrival
    trouble.strayClock = clock
    flags.insert(.strayHeld)
  }

  /// Lets what comes after a stray segment go on.
  mutating func releaseStray() { flags.remove(.strayHeld) }

  /// Notes the arrival of an event that has no bytes.
  mutating func noteEvent(arrival: Int) { arrivalBeforeGap = max(arrivalBeforeGap, arrival) }

  /// Says where the stream begins; nothing of it was returned yet.
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
    let continues = flags.contains(.strayed) && number == trouble.strayEnd
    flags.insert(.strayed)
    trouble.strayEnd = number.advanced(by: byteCount)
    return continues ? .elsewhere : .stray
  }

  /// Whether `byteCount` bytes at `number`, or none, are the next.
  func expects(_ number: SequenceNumber, _ byteCount: Int) -> Bool {
    flags.contains(.begun) && (byteCount == 0 || number == expected)
  }

  /// Takes a segment's payload for which ``expects(_:_:)`` is true, while nothing waits.
  mutating func appendNext(_ byteCount: Int, stamp: FrameStamp, arrival: Int) {
    flags.remove(.strayed)
    let end = expected.advanced(by: byteCount)
    if sentEnd.distance(to: end) > 0 { sentEnd = end }
    note(arrival, stamp, upTo: end)
  }

  /// Takes a segment's payload.
  ///
  /// `missing` bytes after it were cut off by the snap length: they will not come.
  mutating func append(
    _ payload: Span<UInt8>, at number: SequenceNumber, missing: Int, stamp: FrameStamp,
    of stream: StreamID, to delivery: inout Delivery
  ) {
    let end = number.advanced(by: payload.count + missing)
    if sentEnd.distance(to: end) > 0 { sentEnd = end }
    if missing > 0 { delivery.counts.cutSegments += 1 }
    let template = WaitingPiece(
      number: number, bytes: [], stamp: stamp, isSegmentStart: true,
      arrival: delivery.arrival, clock: delivery.clock, missing: missing)
    makeRoom(for: payload.count, before: number, template, of: stream, in: &delivery)
    if expected.distance(to: number) > 0 {
      trouble.waiting.insert(payload, at: number, like: template, room: &delivery.room)
    } else {
      appendInOrder(payload, at: number, stamp: stamp, of: stream, to: &delivery)
      let cut = number.advanced(by: payload.count)
      if missing > 0, cut.distance(to: expected) >= 0 {
        reportCut(to: end, stamp, arrival: delivery.arrival, of: stream, in: &delivery)
        giveContiguous(of: stream, to: &delivery)
      }
    }
  }

  /// Takes the sender's FIN, whose sequence number is `number`.
  mutating func appendFIN(
    at number: SequenceNumber, stamp: FrameStamp, of stream: StreamID, to delivery: inout Delivery
  ) {
    guard !flags.contains(.finSeen) else { return }
    flags.insert(.finSeen)
    let piece = WaitingPiece(
      number: number, bytes: [], stamp: stamp, isSegmentStart: false, isFIN: true,
      arrival: delivery.arrival, clock: delivery.clock)
    makeRoom(for: 0, before: number, piece, of: stream, in: &delivery)
    if expected.distance(to: number) > 0 {
      trouble.waiting.insertFIN(piece, room: &delivery.room)
    } else {
      give(piece, of: stream, to: &delivery)
    }
  }
}

extension StreamReassembler {
  /// Returns what is new of a segment that begins at the next byte or before it.
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
      let end = firstPiece.map { min(payload.count, number.distance(to: $0.number)) }
      let run = at..<max(at, end ?? payload.count)
      if !run.isEmpty {
        let isNewest = note(
          delivery.arrival, stamp, upTo: number.advanced(by: run.upperBound))
        delivery.events.append(
          EventQueue.Record(
            stream: stream, stamp: stamp, kind: .ownBytes, arrival: lastArrival,
            start: run.lowerBound, byteCount: run.count, isSegmentStart: run.lowerBound == 0,
            isNewest: isNewest, number: number.advanced(by: run.lowerBound)))
      }
      giveContiguous(of: stream, to: &delivery)
      at = number.distance(to: expected)
    }
  }

  /// Returns the pieces that nothing is missing before.
  private mutating func giveContiguous(of stream: StreamID, to delivery: inout Delivery) {
    while let first = firstPiece, expected.distance(to: first.number) <= 0 {
      guard let piece = trouble.waiting.removeFirst(room: &delivery.room) else { return }
      give(piece, of: stream, to: &delivery)
    }
  }

  private mutating func give(
    _ piece: WaitingPiece, of stream: StreamID, to delivery: inout Delivery
  ) {
    if piece.isFIN {
      flags.insert(.closed)
      delivery.closed.append(stream.connection)
      let arrival = max(lastArrival, piece.arrival)
      noteEvent(arrival: arrival)
      delivery.events.append(
        EventQueue.Record(stream: stream, stamp: piece.stamp, kind: .closed, arrival: arrival))
    } else {
      let isNewest = note(piece.arrival, piece.stamp, upTo: piece.end)
      delivery.events.append(piece, of: stream, arrival: lastArrival, isNewest: isNewest)
      if piece.missing > 0 {
        reportCut(
          to: piece.end.advanced(by: piece.missing), piece.stamp, arrival: piece.arrival,
          of: stream, in: &delivery)
      }
    }
  }

  /// Notes that bytes up to `end` are returned; true when nothing newer was since the last gap.
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

  /// Ends the wait for the first missing bytes, and returns what waited for them.
  mutating func giveUpFirstGap(of stream: StreamID, to delivery: inout Delivery) {
    guard let first = firstPiece else { return }
    reportGap(
      to: first.number, after: first.stamp, arrival: first.arrival, of: stream, in: &delivery)
    giveContiguous(of: stream, to: &delivery)
  }

  /// Reports the bytes up to `end` that were cut off a packet, except those that wait.
  private mutating func reportCut(
    to end: SequenceNumber, _ stamp: FrameStamp, arrival: Int, of stream: StreamID,
    in delivery: inout Delivery
  ) {
    var end = end
    if let first = firstPiece, first.number.distance(to: end) > 0 { end = first.number }
    reportGap(to: end, after: stamp, .cut, arrival: arrival, of: stream, in: &delivery)
  }

  private mutating func reportGap(
    to number: SequenceNumber, after: FrameStamp?, _ reason: StreamEvent.GapReason = .followed,
    arrival: Int, of stream: StreamID, in delivery: inout Delivery
  ) {
    let byteCount = expected.distance(to: number)
    guard byteCount > 0 else { return }
    delivery.counts.gaps += 1
    delivery.counts.missingBytes += byteCount
    arrivalBeforeGap = max(lastArrival, arrival)
    delivery.events.appendGap(
      of: byteCount, in: stream, before: newestFrame, after: after, reason,
      arrival: arrivalBeforeGap)
    flags.insert(.behindGap)
    expected = number
  }

  /// Gives up missing bytes until `count` bytes from `number` on may wait, or need not.
  private mutating func makeRoom(
    for count: Int, before number: SequenceNumber, _ piece: WaitingPiece, of stream: StreamID,
    in delivery: inout Delivery
  ) {
    while expected.distance(to: number) > 0, !trouble.waiting.hasRoom(for: count, in: delivery.room)
    {
      delivery.counts.gapsForWantOfRoom += 1
      if let first = firstPiece, first.number.distance(to: number) >= 0 {
        giveUpFirstGap(of: stream, to: &delivery)
      } else {
        reportGap(
          to: number, after: piece.stamp, arrival: piece.arrival, of: stream, in: &delivery)
      }
    }
  }

  /// Ends the wait for missing bytes that will not come any more.
  mutating func giveUpOverdue(of stream: StreamID, to delivery: inout Delivery) {
    if flags.contains(.strayHeld), delivery.clock - trouble.strayClock >= Self.maximumWait {
      releaseStray()
    }
    while let first = firstPiece {
      guard
        delivery.clock - first.clock >= Self.maximumWait || isPassedOver(first.number, in: delivery)
      else { return }
      giveUpFirstGap(of: stream, to: &delivery)
    }
  }

  /// Whether the peer has the bytes missing before `number`, and no packet out of order in the
  /// capture may still bring them.
  private mutating func isPassedOver(_ number: SequenceNumber, in delivery: Delivery) -> Bool {
    guard flags.contains(.acknowledged), number.distance(to: acknowledged) >= 0 else {
      return false
    }
    guard delivery.expectsReordering else { return true }
    if !flags.contains(.covered) || trouble.coveredNumber != number {
      flags.insert(.covered)
      trouble.coveredNumber = number
      trouble.coveredArrival = delivery.segmentCount
      trouble.coveredClock = delivery.clock
    }
    return delivery.segmentCount - trouble.coveredArrival >= Self.acknowledgedGraceSegments
      || delivery.clock - trouble.coveredClock >= Self.maximumWait
  }

  /// Returns all that waits, and says what is missing after it.
  mutating func flush(of stream: StreamID, to delivery: inout Delivery) {
    while isWaiting { giveUpFirstGap(of: stream, to: &delivery) }
    guard hasBegun else { return }
    reportGap(
      to: sentEnd, after: nil, .last, arrival: delivery.arrival, of: stream, in: &delivery)
    // One byte more than was seen may be a FIN that the capture does not have.
    if flags.contains(.acknowledged),
      (2...Self.maximumAdvance).contains(expected.distance(to: acknowledged))
    {
      reportGap(
        to: acknowledged, after: nil, .last, arrival: delivery.arrival, of: stream, in: &delivery)
    }
  }
}
