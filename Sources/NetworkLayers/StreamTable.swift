import Wire

/// The two streams of each connection, and what they have to say.
struct StreamTable {
  /// Nanoseconds of capture time between two looks at all streams that wait.
  static let sweepInterval: Int64 = 100_000_000

  /// Entries of the list of waits before those that are over are looked for.
  private static let minimumWaits = 64

  /// Two to a slot, see ``StreamID/index``.
  private var streams: [StreamReassembler] = []
  /// Whose they are, one to a slot.
  private var connections: [ConnectionID] = []
  /// Streams that wait, by the arrival of the first bytes that do; some waits may be over.
  private var waits = EarliestFirst<StreamID>()
  /// How many of them there may be before those that are over are taken out.
  private var maximumWaits = minimumWaits
  private var lastSweep: Int64 = 0
  /// What any connection said since the first wait began.
  private var held = HeldEvents()
  /// What they said and was not asked for yet, and what they share.
  var delivery = Delivery()

  /// Begins the streams of a new connection, in a slot that is new or was used before.
  mutating func add(_ connection: ConnectionID) {
    let maximum = ConnectionTable.maximumConnections
    while connections.count <= connection.slot {
      connections.append(connection, of: maximum)
      streams.append(StreamReassembler(), of: 2 * maximum)
      streams.append(StreamReassembler(), of: 2 * maximum)
    }
    connections[connection.slot] = connection
    streams[connection.slot * 2] = StreamReassembler()
    streams[connection.slot * 2 + 1] = StreamReassembler()
  }

  func stream(_ slot: Int, _ direction: StreamDirection) -> StreamID {
    StreamID(connection: connections[slot], direction: direction)
  }

  func hasBegun(_ stream: StreamID) -> Bool { streams[stream.index].hasBegun }
  func initial(of stream: StreamID) -> SequenceNumber { streams[stream.index].initial }

  /// Whether no bytes were returned and none wait.
  func isUntouched(_ stream: StreamID) -> Bool {
    !streams[stream.index].hasBytes && !streams[stream.index].isWaiting
  }

  /// Whether any bytes of a connection were returned.
  func haveBytes(_ slot: Int) -> Bool {
    streams[slot * 2].hasBytes || streams[slot * 2 + 1].hasBytes
  }

  /// Whether events so far, and bytes that wait, came before an arrival.
  func areSettled(_ slot: Int, before arrival: Int) -> Bool {
    !streams[slot * 2].isWaiting && !streams[slot * 2 + 1].isWaiting
      && max(streams[slot * 2].lastArrival, streams[slot * 2 + 1].lastArrival) < arrival
  }

  /// Where a segment ended that was too far from its stream; nil where that came to nothing.
  func openStrayEnd(_ stream: StreamID) -> SequenceNumber? {
    streams[stream.index].openStrayEnd
  }

  /// Whether a stray segment of a connection still holds what comes later.
  func isStrayHeld(_ slot: Int) -> Bool {
    streams[slot * 2].isStrayHeld || streams[slot * 2 + 1].isStrayHeld
  }

  /// Holds what comes later until it is known what a stray segment belongs to.
  mutating func holdStray(_ stream: StreamID) {
    streams[stream.index].holdStray(arrival: delivery.arrival, clock: delivery.clock)
  }

  /// Whether events are held back, so that what a segment did is told only later.
  var holdsEvents: Bool { !held.isEmpty }

  /// Whether both FINs of a connection came, and all bytes before them.
  func areClosed(_ slot: Int) -> Bool {
    streams[slot * 2].isClosed && streams[slot * 2 + 1].isClosed
  }

  mutating func begin(_ stream: StreamID, at number: SequenceNumber, stamp: FrameStamp) {
    streams[stream.index].begin(at: number, stamp: stamp)
  }

  mutating func acknowledge(_ stream: StreamID, _ number: SequenceNumber) {
    streams[stream.index].acknowledge(number)
  }

  /// Whether `byteCount` bytes at `number`, or none, are the next of a stream, and nothing waits or
  /// is held back, in no connection. An acknowledgment may bear out a stray segment of the peer, so
  /// there must be none.
  func isNext(
    _ number: SequenceNumber, _ byteCount: Int, _ slot: Int, _ direction: StreamDirection
  ) -> Bool {
    let streams = streams.span
    let own = slot * 2 + direction.rawValue
    return streams[own].expects(number, byteCount) && !streams[own ^ 1].hasOpenStray
      && waits.isEmpty && held.isEmpty
  }

  /// Asks for the memory of both streams of a connection.
  @inline(__always)  // Else the table is copied to be asked.
  func prefetch(_ slot: Int) {
    streams.prefetch(slot * 2)
    streams.prefetch(slot * 2 + 1)
  }

  /// Takes bytes for which ``isNext(_:_:_:_:)`` is true, and what their segment acknowledges.
  mutating func takeNext(
    _ byteCount: Int, _ slot: Int, _ direction: StreamDirection,
    acknowledging acknowledgment: SequenceNumber?, at stamp: FrameStamp
  ) {
    let own = slot * 2 + direction.rawValue
    let arrival = delivery.arrival
    var streams = streams.mutableSpan
    if let acknowledgment { streams[own ^ 1].acknowledge(acknowledgment) }
    if byteCount > 0 { streams[own].appendNext(byteCount, stamp: stamp, arrival: arrival) }
  }

  /// Keeps the bytes of the events from `start` on, which lie in `payload`.
  mutating func keepBytes(from start: Int, payload: Span<UInt8>) {
    delivery.events.keepBytes(from: start, payload: payload)
  }

  /// Makes an event of bytes that were taken as the next ones of a stream.
  mutating func noteNext(
    _ byteCount: Int, from number: SequenceNumber, _ stream: StreamID, at stamp: FrameStamp
  ) {
    guard byteCount > 0 else { return }
    delivery.events.append(
      EventQueue.Record(
        stream: stream, stamp: stamp, kind: .ownBytes, arrival: delivery.arrival,
        byteCount: byteCount, isSegmentStart: true, isNewest: true, number: number))
  }

  /// How a segment with data lies to its stream.
  mutating func place(
    of segment: TCPSegment, in stream: StreamID, isOver: Bool
  ) -> StreamReassembler.Place {
    guard segment.byteCount > 0, streams[stream.index].hasBegun else { return .near }
    return streams[stream.index].place(
      of: segment.sequenceNumber, byteCount: segment.byteCount, isOver: isOver)
  }

  /// Takes a segment's data and its FIN.
  mutating func append(_ segment: TCPSegment, to stream: StreamID, at stamp: FrameStamp) {
    let first = segment.firstByteNumber
    if segment.byteCount > 0 {
      streams[stream.index].append(
        segment.payload, at: first, missing: segment.missingByteCount, stamp: stamp, of: stream,
        to: &delivery)
    }
    if segment.flags.contains(.fin) {
      streams[stream.index].appendFIN(
        at: first.advanced(by: segment.byteCount), stamp: stamp, of: stream, to: &delivery)
    }
  }

  /// Says something that has no bytes.
  mutating func note(_ kind: EventQueue.Kind, _ stream: StreamID, at stamp: FrameStamp) {
    streams[stream.index].noteEvent(arrival: delivery.arrival)
    delivery.events.append(
      EventQueue.Record(
        stream: stream, stamp: stamp, kind: kind, arrival: delivery.arrival))
  }

  /// Returns all that waits in a connection.
  mutating func flush(_ slot: Int) {
    let (toServer, toClient) = (stream(slot, .toServer), stream(slot, .toClient))
    streams[toServer.index].releaseStray()
    streams[toClient.index].releaseStray()
    streams[toServer.index].flush(of: toServer, to: &delivery)
    streams[toClient.index].flush(of: toClient, to: &delivery)
  }

  /// Returns all that waits for missing bytes, in all connections.
  mutating func giveUpAll() {
    for entry in waits.takeAll() where isOpen(entry) {
      let stream = entry.element
      streams[stream.index].releaseStray()
      while streams[stream.index].isWaiting {
        streams[stream.index].giveUpFirstGap(of: stream, to: &delivery)
      }
    }
  }

  /// Ends the waits of one stream that are overdue, and lists it where it waits on.
  mutating func giveUpOverdue(_ stream: StreamID) {
    guard streams[stream.index].waitingSince != nil else { return }
    streams[stream.index].giveUpOverdue(of: stream, to: &delivery)
    list(stream)
  }

  private mutating func list(_ stream: StreamID) {
    guard let since = streams[stream.index].waitingSince,
      since != streams[stream.index].listedSince
    else { return }
    streams[stream.index].listedSince = since
    waits.insert(stream, at: since)
    guard waits.count >= maximumWaits else { return }
    var waits = waits
    self.waits = EarliestFirst()
    waits.removeAll { !isOpen($0) }
    self.waits = waits
    maximumWaits = max(Self.minimumWaits, 2 * waits.count)
  }

  /// Whether a listed stream still waits, and since then.
  private func isOpen(_ wait: EarliestFirst<StreamID>.Entry) -> Bool {
    let stream = wait.element
    // The slot may have another connection by now, with an entry of its own.
    return connections[stream.connection.slot] == stream.connection
      && streams[stream.index].waitingSince == wait.key
  }

  /// The wait that began first; nil where nothing waits.
  private mutating func firstWait() -> EarliestFirst<StreamID>.Entry? {
    while let first = waits.first {
      if isOpen(first) { return first }
      _ = waits.removeFirst()
    }
    return nil
  }

  /// Holds events back that missing bytes may still have to come before, of whatever connection,
  /// and returns those that nothing can come before any more.
  ///
  /// `payload` is that of the segment that caused them.
  mutating func settle(payload: Span<UInt8>) {
    var first = firstWait()
    if first == nil, held.isEmpty, delivery.events.isInOrder { return }
    var start = 0
    while true {
      held.take(from: start, of: &delivery.events, payload: payload, room: &delivery.room)
      held.release(to: &delivery.events, upTo: first?.key, room: &delivery.room)
      guard delivery.room.isOverfull, !held.isEmpty, let blocker = first?.element else { return }
      let isWaiting = streams[blocker.index].isWaiting
      if isWaiting { delivery.counts.gapsForWantOfRoom += 1 }
      start = delivery.events.count
      streams[blocker.index].releaseStray()
      streams[blocker.index].giveUpFirstGap(of: blocker, to: &delivery)
      list(blocker)
      first = firstWait()
    }
  }

  func isSweepDue(at clock: Int64) -> Bool {
    !waits.isEmpty && clock - lastSweep >= Self.sweepInterval
  }

  /// Ends the waits of all streams that are overdue.
  ///
  /// Now and then: each is looked at about a hundred times in the longest wait, however many
  /// there are.
  mutating func sweep() {
    guard isSweepDue(at: delivery.clock) else { return }
    lastSweep = delivery.clock
    let entries = waits.takeAll().filter { isOpen($0) }
    for entry in entries { streams[entry.element.index].listedSince = nil }
    for entry in entries { giveUpOverdue(entry.element) }
  }
}
