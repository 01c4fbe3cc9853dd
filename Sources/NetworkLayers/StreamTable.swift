import Wire

/// The two streams of each connection, and what they have to say.
struct StreamTable {
  /// Nanoseconds of capture time between two looks at all streams that wait.
  static let sweepInterval: Int64 = 100_000_000

  /// Entries of the list of waiting streams: twice the streams that can wait, so that those of
  /// connections that ended are taken out in time.
  static let maximumEntries = 2 * WaitingRoom.maximumPieces

  /// Two to a slot, see ``StreamID/index``.
  private var streams: [StreamReassembler] = []
  /// Whose they are, one to a slot.
  private var connections: [ConnectionID] = []
  /// Streams that wait, or did until the last look.
  private var waiting: [StreamID] = []
  private var lastSweep: Int64 = 0
  /// Of connections that hold events back, by slot.
  private var held: [Int: HeldEvents] = [:]
  /// What they said and was not asked for yet, and what they share.
  var delivery = Delivery()

  /// Begins the streams of a new connection, in a slot that is new or was used before.
  mutating func add(_ connection: ConnectionID) {
    while connections.count <= connection.slot {
      connections.append(connection)
      streams.append(StreamReassembler())
      streams.append(StreamReassembler())
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

  /// Whether neither bytes were given out nor any wait.
  func isUntouched(_ stream: StreamID) -> Bool {
    !streams[stream.index].hasBytes && !streams[stream.index].isWaiting
  }

  /// Whether any bytes of a connection were given out.
  func haveBytes(_ slot: Int) -> Bool {
    streams[slot * 2].hasBytes || streams[slot * 2 + 1].hasBytes
  }

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

  /// Whether `byteCount` bytes at `number`, or none, are the next of a stream, and nothing of its
  /// connection waits or is held back.
  func isNext(
    _ number: SequenceNumber, _ byteCount: Int, _ slot: Int, _ direction: StreamDirection
  ) -> Bool {
    let own = slot * 2 + direction.rawValue
    let streams = streams.span
    return streams[own].expects(number, byteCount) && !streams[own ^ 1].isWaiting
  }

  /// Takes bytes of which ``isNext(_:_:_:_:)`` is true, and what their segment acknowledges.
  mutating func takeNext(
    _ byteCount: Int, _ slot: Int, _ direction: StreamDirection,
    acknowledging acknowledgment: SequenceNumber?, at stamp: FrameStamp
  ) {
    let own = slot * 2 + direction.rawValue
    let arrival = delivery.segmentCount
    var streams = streams.mutableSpan
    if let acknowledgment { streams[own ^ 1].acknowledge(acknowledgment) }
    if byteCount > 0 { streams[own].appendNext(byteCount, stamp: stamp, arrival: arrival) }
  }

  /// Makes an event of bytes that were taken as the next ones of a stream.
  mutating func noteNext(_ byteCount: Int, _ stream: StreamID, at stamp: FrameStamp) {
    guard byteCount > 0 else { return }
    delivery.events.append(
      EventQueue.Record(
        stream: stream, stamp: stamp, kind: .ownBytes, arrival: delivery.segmentCount,
        byteCount: byteCount, isSegmentStart: true, isNewest: true))
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
    delivery.events.append(
      EventQueue.Record(
        stream: stream, stamp: stamp, kind: kind, arrival: delivery.segmentCount))
  }

  /// Gives out all that waits in a connection.
  mutating func flush(_ slot: Int) {
    let (toServer, toClient) = (stream(slot, .toServer), stream(slot, .toClient))
    let isOrdered = mayHold(toServer) || mayHold(toClient)
    let start = delivery.events.count
    streams[toServer.index].flush(of: toServer, to: &delivery)
    streams[toClient.index].flush(of: toClient, to: &delivery)
    if isOrdered { order(slot, from: start, payload: Span()) }
  }

  /// Whether an event of a direction may have to wait for the other direction.
  func mayHold(_ stream: StreamID) -> Bool {
    streams[stream.index].isHolding || streams[stream.index ^ 1].isWaiting
  }

  /// Puts the events from `start` on, all of one connection, in the order of arrival with those
  /// that it held back; holds back what may still have to come later.
  ///
  /// `payload` is that of the segment that caused them.
  mutating func order(_ slot: Int, from start: Int, payload: Span<UInt8>) {
    var events = held.removeValue(forKey: slot) ?? HeldEvents()
    let (toServer, toClient) = (slot * 2, slot * 2 + 1)
    var start = start
    while true {
      events.take(from: start, of: &delivery.events, payload: payload, room: &delivery.room)
      events.release(
        to: &delivery.events, waitingToServer: streams[toServer].waitingSince,
        waitingToClient: streams[toClient].waitingSince, room: &delivery.room)
      guard events.isOverfull(in: delivery.room), !events.isEmpty else { break }
      // Held back means that one direction waits; both may, then the first to have come is it.
      let isToServer =
        streams[toServer].waitingSince ?? .max <= streams[toClient].waitingSince ?? .max
      let blocker = stream(slot, isToServer ? .toServer : .toClient)
      delivery.counts.gapsForWantOfRoom += 1
      start = delivery.events.count
      streams[blocker.index].giveUpFirstGap(of: blocker, to: &delivery)
    }
    streams[toServer].isHolding = !events.isEmpty
    streams[toClient].isHolding = !events.isEmpty
    if !events.isEmpty { held[slot] = events }
  }

  /// Ends the waits of one stream that are overdue.
  mutating func giveUpOverdue(_ stream: StreamID) {
    guard streams[stream.index].isWaiting else { return }
    streams[stream.index].giveUpOverdue(of: stream, to: &delivery)
    guard streams[stream.index].isWaiting, !streams[stream.index].isListed else { return }
    streams[stream.index].isListed = true
    waiting.append(stream)
  }

  func isSweepDue(at clock: Int64) -> Bool {
    !waiting.isEmpty
      && (clock - lastSweep >= Self.sweepInterval || waiting.count >= Self.maximumEntries)
  }

  /// Ends the waits of all streams that are overdue.
  ///
  /// Now and then: each is looked at about a hundred times in the longest wait, however many
  /// there are.
  mutating func sweep() {
    guard isSweepDue(at: delivery.clock) else { return }
    lastSweep = delivery.clock
    var kept = 0
    for place in waiting.indices {
      let stream = waiting[place]
      // The slot may have another connection by now, with a list entry of its own.
      guard connections[stream.connection.slot] == stream.connection else { continue }
      let isOrdered = mayHold(stream)
      let start = delivery.events.count
      giveUpOverdue(stream)
      if isOrdered, delivery.events.count > start {
        order(stream.connection.slot, from: start, payload: Span())
      }
      if streams[stream.index].isWaiting {
        waiting[kept] = stream
        kept += 1
      } else {
        streams[stream.index].isListed = false
      }
    }
    waiting.removeLast(waiting.count - kept)
  }
}
