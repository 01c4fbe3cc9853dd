package import Wire

/// The TCP connections of a capture: takes segments, gives out what they mean in stream order.
///
/// After each segment that it accepts, ask for events until there are none:
///
///     if table.accept(segment, at: stamp) {
///       while let event = table.nextEvent(of: segment) { … }
///     }
///
/// and once more after ``finish()``.
package struct ConnectionTable: ~Copyable {
  /// Connections kept at one time: a cluster of 40 000 phones, each with a connection to two
  /// servers, and as many again that ended. Beyond it the one unused for longest is given up.
  package static let maximumConnections = 1 << 17
  /// Nanoseconds of capture time between two looks at all streams that wait.
  static let sweepInterval: Int64 = 100_000_000
  /// Bytes that a SYN may carry, and its SYN-ACK acknowledge (RFC 7413).
  static let maximumOpeningBytes = 65_535

  private let serverPorts: PortSet
  private let capacity: Int
  private var connections: [Connection] = []
  /// Two to a slot, see ``StreamID/index``.
  private var streams: [StreamReassembler] = []
  private var freeSlots: [Int] = []
  private var index = EndpointIndex()
  private var recency = RecencyList()
  private var delivery = Delivery()
  /// Streams that wait, or did until the last sweep.
  private var waitingStreams: [StreamID] = []
  private var lastSweep: Int64 = 0
  private var detectedCount = 0
  private var lastStamp = FrameStamp(number: 0, time: nil)
  /// The bytes of the event last given out, where they waited.
  private var lent: [UInt8] = []
  /// What ``finish()`` left to do: slots, the last one first.
  private var unfinished: [Int] = []

  /// A table that tracks each connection with one of `serverPorts` at one end, and those that
  /// ``open(_:direction:at:)`` names.
  package init(
    serverPorts: some Sequence<UInt16> = [2000], capacity: Int = Self.maximumConnections
  ) {
    self.serverPorts = PortSet(serverPorts)
    self.capacity = max(1, min(capacity, Self.maximumConnections))
  }

  /// What happened so far, over all connections.
  package var counts: ConnectionCounts { delivery.counts }

  /// The connection in a slot; nil where there is none.
  package func connection(at slot: Int) -> Connection? {
    guard connections.indices.contains(slot), connections[slot].hash != nil else { return nil }
    return connections[slot]
  }

  /// The slot of the connection that a segment belongs to; nil while none is tracked.
  package func slot(for segment: TCPSegment) -> Int? {
    guard detectedCount > 0 || hasServerPort(segment) else { return nil }
    return find(segment, hash: index.hash(segment.source, segment.destination))
  }

  /// Takes a segment of a tracked connection, or of one on a server's port; false for any other.
  package mutating func accept(_ segment: TCPSegment, at stamp: FrameStamp) -> Bool {
    let isOnServerPort = hasServerPort(segment)
    guard detectedCount > 0 || isOnServerPort else { return false }
    let hash = index.hash(segment.source, segment.destination)
    if let slot = find(segment, hash: hash) {
      start(stamp)
      append(segment, to: slot, at: stamp)
      return true
    }
    // A reset of a connection of which nothing was seen begins none.
    guard isOnServerPort, !segment.flags.contains(.rst) else { return false }
    start(stamp)
    let slot = add(
      segment, hash: hash, direction: direction(of: segment), isDetected: false, at: stamp)
    append(segment, to: slot, at: stamp)
    return true
  }

  /// Takes a segment and tracks its connection from now on, whatever its ports.
  ///
  /// `direction` says which way the segment goes, and so which end is the server.
  package mutating func open(
    _ segment: TCPSegment, direction: StreamDirection, at stamp: FrameStamp
  ) {
    start(stamp)
    let hash = index.hash(segment.source, segment.destination)
    let slot =
      find(segment, hash: hash)
      ?? add(segment, hash: hash, direction: direction, isDetected: true, at: stamp)
    append(segment, to: slot, at: stamp)
  }

  /// Ends all connections, in the order of their numbers; ask for the events afterwards.
  package mutating func finish() {
    unfinished = connections.indices.filter { connections[$0].hash != nil }
    unfinished.sort { connections[$0].id.number > connections[$1].id.number }
  }

  /// The next event that the segment last accepted caused; nil when there are no more.
  ///
  /// `segment` must be that segment: bytes that were in order are lent from it.
  @_lifetime(&self, copy segment)
  package mutating func nextEvent(of segment: TCPSegment) -> StreamEvent? {
    nextEvent(payload: segment.payload)
  }

  /// The next event after ``finish()``; nil when there are no more.
  @_lifetime(&self)
  package mutating func nextEvent() -> StreamEvent? {
    nextEvent(payload: Span())
  }
}

extension ConnectionTable {
  @_lifetime(&self, copy payload)
  private mutating func nextEvent(payload: Span<UInt8>) -> StreamEvent? {
    var next = delivery.events.removeFirst()
    while next == nil, let slot = unfinished.popLast() {
      end(slot, .captureEnded)
      next = delivery.events.removeFirst()
    }
    guard let record = next else { return nil }
    switch record.kind {
    case .ownBytes:
      let bytes = payload.from(record.start).extracting(first: record.byteCount)
      return StreamEvent(record, .bytes(bytes, isSegmentStart: record.isSegmentStart))
    case .waitedBytes:
      delivery.events.swapBytes(of: record, with: &lent)
      return StreamEvent(record, .bytes(lent.span, isSegmentStart: record.isSegmentStart))
    default:
      return StreamEvent(record, record.kindWithoutBytes)
    }
  }

  private func hasServerPort(_ segment: TCPSegment) -> Bool {
    serverPorts.contains(segment.destination.port) || serverPorts.contains(segment.source.port)
  }

  private func find(_ segment: TCPSegment, hash: UInt32) -> Int? {
    let (source, destination) = (segment.source, segment.destination)
    return index.find(hash) { connections[$0].connects(source, destination) }
  }

  /// Which way a segment goes, by its ports and by who greets whom.
  private func direction(of segment: TCPSegment) -> StreamDirection {
    switch (
      serverPorts.contains(segment.source.port), serverPorts.contains(segment.destination.port)
    ) {
    case (true, false): .toClient
    case (false, true): .toServer
    default: segment.flags.isSuperset(of: [.syn, .ack]) ? .toClient : .toServer
    }
  }

  private mutating func start(_ stamp: FrameStamp) {
    assert(delivery.events.isEmpty, "events of the segment before were not asked for")
    delivery.events.removeAll()
    delivery.advanceClock(to: stamp.time)
    lastStamp = stamp
  }

  /// Begins a connection with its first segment.
  private mutating func add(
    _ segment: TCPSegment, hash: UInt32, direction: StreamDirection, isDetected: Bool,
    at stamp: FrameStamp
  ) -> Int {
    if index.count >= capacity, let oldest = recency.oldest {
      let isOver = isOver(oldest)
      if !isOver { delivery.counts.givenUpConnections += 1 }
      end(oldest, .givenUp)
    }
    let slot = freeSlots.popLast() ?? connections.count
    let isToServer = direction == .toServer
    let connection = Connection(
      id: ConnectionID(number: delivery.counts.connections, slot: slot),
      client: isToServer ? segment.source : segment.destination,
      server: isToServer ? segment.destination : segment.source, hash: hash,
      isDetected: isDetected)
    if slot == connections.count {
      connections.append(connection)
      streams.append(StreamReassembler())
      streams.append(StreamReassembler())
    } else {
      connections[slot] = connection
      streams[slot * 2] = StreamReassembler()
      streams[slot * 2 + 1] = StreamReassembler()
    }
    delivery.counts.connections += 1
    if isDetected { detectedCount += 1 }
    index.insert(slot, hash: hash)
    recency.insert(slot)
    if !segment.flags.contains(.syn) || segment.flags.contains(.ack) {
      note(.joined, stream(slot, direction), at: stamp)
    }
    return slot
  }

  /// Gives out all that waits in a connection, and forgets it.
  private mutating func end(_ slot: Int, _ reason: StreamEvent.EndReason) {
    guard let hash = connections[slot].hash else { return }
    flush(slot)
    note(.ended(reason), stream(slot, .toServer), at: lastStamp)
    if connections[slot].isDetected { detectedCount -= 1 }
    connections[slot].hash = nil
    index.remove(slot, hash: hash)
    recency.remove(slot)
    freeSlots.append(slot)
  }

  private mutating func flush(_ slot: Int) {
    for direction in [StreamDirection.toServer, .toClient] {
      let stream = stream(slot, direction)
      streams[stream.index].flush(of: stream, to: &delivery)
    }
  }

  private func stream(_ slot: Int, _ direction: StreamDirection) -> StreamID {
    StreamID(connection: connections[slot].id, direction: direction)
  }

  private func isOver(_ slot: Int) -> Bool {
    connections[slot].isReset || streams[slot * 2].isClosed && streams[slot * 2 + 1].isClosed
  }

  private mutating func note(_ kind: EventQueue.Kind, _ stream: StreamID, at stamp: FrameStamp) {
    delivery.events.append(EventQueue.Record(stream: stream, stamp: stamp, kind: kind))
  }
}

extension ConnectionTable {
  /// Takes a segment into its connection, or into a new one where it begins one.
  private mutating func append(_ segment: TCPSegment, to slot: Int, at stamp: FrameStamp) {
    if segment.flags.contains(.rst) {
      recency.touch(slot)
      reset(slot, by: connections[slot].direction(from: segment.source), at: stamp)
      return
    }
    var slot = slot
    var place = place(of: segment, in: slot)
    if place == .elsewhere {
      slot = replace(slot, with: segment, at: stamp)
      place = .near
    }
    recency.touch(slot)
    let direction = connections[slot].direction(from: segment.source)
    let own = stream(slot, direction)
    let other = stream(slot, direction.opposite)
    if segment.flags.contains(.syn) { greet(segment, slot, own, other, at: stamp) }
    if !streams[own.index].hasBegun {
      streams[own.index].begin(at: segment.sequenceNumber, stamp: stamp)
    }
    if segment.flags.contains(.ack) {
      streams[other.index].acknowledge(segment.acknowledgmentNumber)
    }
    if place == .near {
      appendData(of: segment, to: own, at: stamp)
    } else {
      delivery.counts.straySegments += 1
    }
    giveUpOverdue(own)
    giveUpOverdue(other)
    sweep()
  }

  private mutating func appendData(
    of segment: TCPSegment, to stream: StreamID, at stamp: FrameStamp
  ) {
    let first = segment.firstByteNumber
    let byteCount = segment.payload.count + segment.missingByteCount
    if byteCount > 0 {
      streams[stream.index].append(
        segment.payload, at: first, missing: segment.missingByteCount, stamp: stamp, of: stream,
        to: &delivery)
    }
    if segment.flags.contains(.fin) {
      streams[stream.index].appendFIN(
        at: first.advanced(by: byteCount), stamp: stamp, of: stream, to: &delivery)
    }
  }

  /// How a segment lies to the connection that its endpoints have.
  private mutating func place(
    of segment: TCPSegment, in slot: Int
  ) -> StreamReassembler.Place {
    let direction = connections[slot].direction(from: segment.source)
    let own = stream(slot, direction).index
    if segment.flags.contains(.syn) {
      return beginsAnew(segment, slot, own, stream(slot, direction.opposite).index)
        ? .elsewhere : .near
    }
    let byteCount = segment.payload.count + segment.missingByteCount
    guard byteCount > 0, streams[own].hasBegun else { return .near }
    return streams[own].place(
      of: segment.sequenceNumber, byteCount: byteCount, isOver: isOver(slot))
  }

  /// Whether a SYN is that of another connection than the one known, rather than sent again.
  private func beginsAnew(_ segment: TCPSegment, _ slot: Int, _ own: Int, _ other: Int) -> Bool {
    let isSame = streams[own].hasBegun && streams[own].initial == segment.firstByteNumber
    guard segment.flags.contains(.ack) else {
      if isOver(slot) { return true }
      return streams[own].hasBegun ? !isSame : streams[other].hasBegun
    }
    if isSame { return false }
    // Before the server accepts, an old connection of its own may have answered the SYN.
    let isUntouched =
      !connections[slot].isAccepted && !streams[own].hasBytes && !streams[own].isWaiting
    let answers =
      !streams[other].hasBegun
      || (0...Self.maximumOpeningBytes).contains(
        streams[other].initial.distance(to: segment.acknowledgmentNumber))
    return !(isUntouched && answers)
  }

  private mutating func replace(
    _ slot: Int, with segment: TCPSegment, at stamp: FrameStamp
  ) -> Int {
    let old = connections[slot]
    end(slot, .replaced)
    return add(
      segment, hash: index.hash(segment.source, segment.destination),
      direction: old.isDetected ? old.direction(from: segment.source) : direction(of: segment),
      isDetected: old.isDetected, at: stamp)
  }

  /// Takes what a SYN says about both streams.
  private mutating func greet(
    _ segment: TCPSegment, _ slot: Int, _ own: StreamID, _ other: StreamID, at stamp: FrameStamp
  ) {
    let first = segment.firstByteNumber
    if !streams[own.index].hasBegun || streams[own.index].initial != first {
      streams[own.index].begin(at: first, stamp: stamp)
    }
    if segment.flags.contains(.ack) {
      if !streams[other.index].hasBegun {
        streams[other.index].begin(at: segment.acknowledgmentNumber, stamp: stamp)
      }
      guard !connections[slot].isAccepted else { return }
      connections[slot].isAccepted = true
      note(.accepted, own, at: stamp)
    } else {
      connections[slot].openingSegmentCount += 1
      guard !connections[slot].isOpened else { return }
      connections[slot].isOpened = true
      note(.opened, own, at: stamp)
    }
  }

  private mutating func reset(
    _ slot: Int, by direction: StreamDirection, at stamp: FrameStamp
  ) {
    guard !connections[slot].isReset else { return }
    connections[slot].isReset = true
    flush(slot)
    note(.reset, stream(slot, direction), at: stamp)
  }

  private mutating func giveUpOverdue(_ stream: StreamID) {
    guard streams[stream.index].isWaiting else { return }
    streams[stream.index].giveUpOverdue(of: stream, to: &delivery)
    guard streams[stream.index].isWaiting, !streams[stream.index].isListed else { return }
    streams[stream.index].isListed = true
    waitingStreams.append(stream)
  }

  /// Looks at all streams that wait, now and then: each is looked at about a hundred times in the
  /// longest wait, however many there are.
  private mutating func sweep() {
    guard !waitingStreams.isEmpty, delivery.clock - lastSweep >= Self.sweepInterval else { return }
    lastSweep = delivery.clock
    var kept = 0
    for place in waitingStreams.indices {
      let stream = waitingStreams[place]
      let slot = stream.connection.slot
      // The slot may have another connection by now, with a list entry of its own.
      guard connections[slot].id == stream.connection, connections[slot].hash != nil else {
        continue
      }
      giveUpOverdue(stream)
      if streams[stream.index].isWaiting {
        waitingStreams[kept] = stream
        kept += 1
      } else {
        streams[stream.index].isListed = false
      }
    }
    waitingStreams.removeLast(waitingStreams.count - kept)
  }
}
