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
  /// Bytes that a SYN may carry, and its SYN-ACK acknowledge (RFC 7413).
  static let maximumOpeningBytes = 65_535

  private let serverPorts: PortSet
  private let capacity: Int
  private var connections: [Connection] = []
  private var streams = StreamTable()
  private var freeSlots: [Int] = []
  private var index = EndpointIndex()
  private var recency = RecencyList()
  private var lingering = LingeringList()
  /// Connections that the caller found.
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
  package var counts: ConnectionCounts { streams.delivery.counts }

  /// The connection in a slot; nil where there is none.
  package func connection(at slot: Int) -> Connection? {
    guard connections.indices.contains(slot), connections[slot].hash != nil else { return nil }
    return connections[slot]
  }

  /// The slot of the connection that a segment belongs to; nil while none is tracked.
  package func slot(for segment: TCPSegment) -> Int? {
    guard detectedCount > 0 || hasServerPort(segment) else { return nil }
    return find(segment, hash: index.hash(segment.source, segment.destination))?.slot
  }

  /// Takes a segment of a tracked connection, or of one on a server's port; false for any other.
  ///
  /// Where it is the first of a stream, that begins with it, or with `earliest`, where an earlier
  /// number is known to come. `told` says which way it goes where its ports do not.
  package mutating func accept(
    _ segment: TCPSegment, at stamp: FrameStamp, beginningAt earliest: SequenceNumber? = nil,
    going told: StreamDirection? = nil
  ) -> Bool {
    switch offer(segment, at: stamp, beginningAt: earliest, going: told) {
    case .accepted: return true
    case .inOrder(let slot, let direction):
      streams.noteNext(segment.payload.count, streams.stream(slot, direction), at: stamp)
      return true
    case .declined, .joins: return false
    }
  }

  /// The same; unless `joins`, a segment that would begin a stream in its middle is not taken yet.
  ///
  /// Most segments are in order, and then no event is made of them.
  package mutating func offer(
    _ segment: TCPSegment, at stamp: FrameStamp, joins: Bool = true,
    beginningAt earliest: SequenceNumber? = nil, going told: StreamDirection? = nil
  ) -> SegmentAnswer {
    let isOnServerPort = hasServerPort(segment)
    guard detectedCount > 0 || isOnServerPort else { return .declined }
    let hash = index.hash(segment.source, segment.destination)
    let known = find(segment, hash: hash)
    if let known, takeNext(segment, known.slot, known.direction, at: stamp) {
      return .inOrder(slot: known.slot, known.direction)
    }
    return offer(
      segment, to: known?.slot, hash: hash, isOnServerPort: isOnServerPort, at: stamp,
      joins: joins, beginningAt: earliest, going: told)
  }

  /// The same for a segment that is not in order, or does more, of a connection that may be known.
  @inline(never)  // Else most segments pay for what only a few need.
  private mutating func offer(
    _ segment: TCPSegment, to known: Int?, hash: UInt32, isOnServerPort: Bool,
    at stamp: FrameStamp, joins: Bool, beginningAt earliest: SequenceNumber?,
    going told: StreamDirection?
  ) -> SegmentAnswer {
    let isReset = segment.flags.contains(.rst)
    // A reset of a connection of which nothing was seen begins none.
    guard known != nil || isOnServerPort && !isReset else { return .declined }
    if !joins, !isReset, !segment.flags.contains(.syn), !hasBegun(segment, known) { return .joins }
    start(stamp)
    let slot =
      known
      ?? add(
        segment, hash: hash, direction: direction(of: segment, told), isDetected: false, at: stamp)
    append(segment, to: slot, at: stamp, beginningAt: earliest)
    forgetOver()
    return .accepted
  }

  /// Whether a segment is on a server's port, or of a connection that is tracked.
  package func tracks(_ segment: TCPSegment) -> Bool {
    hasServerPort(segment) || slot(for: segment) != nil
  }

  /// Takes a segment and tracks its connection from now on, whatever its ports.
  ///
  /// `direction` says which way the segment goes, and so which end is the server.
  package mutating func open(
    _ segment: TCPSegment, direction: StreamDirection, at stamp: FrameStamp,
    beginningAt earliest: SequenceNumber? = nil
  ) {
    start(stamp)
    let hash = index.hash(segment.source, segment.destination)
    let slot =
      find(segment, hash: hash)?.slot
      ?? add(segment, hash: hash, direction: direction, isDetected: true, at: stamp)
    append(segment, to: slot, at: stamp, beginningAt: earliest)
    forgetOver()
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
  @inline(__always)
  @_lifetime(&self, copy payload)
  private mutating func nextEvent(payload: Span<UInt8>) -> StreamEvent? {
    var next = streams.delivery.events.removeFirst()
    while next == nil, let slot = unfinished.popLast() {
      end(slot, .captureEnded)
      next = streams.delivery.events.removeFirst()
    }
    guard let record = next else { return nil }
    switch record.kind {
    case .ownBytes:
      let bytes = payload.from(record.start).extracting(first: record.byteCount)
      return StreamEvent(record, .bytes(bytes, isSegmentStart: record.isSegmentStart))
    case .waitedBytes:
      streams.delivery.events.swapBytes(of: record, with: &lent)
      return StreamEvent(record, .bytes(lent.span, isSegmentStart: record.isSegmentStart))
    default:
      return StreamEvent(record, streams.delivery.events.kind(of: record))
    }
  }

  /// Whether the stream of a segment has begun.
  private func hasBegun(_ segment: TCPSegment, _ slot: Int?) -> Bool {
    guard let slot else { return false }
    return streams.hasBegun(streams.stream(slot, connections[slot].direction(from: segment.source)))
  }

  @inline(__always)  // Else the segment is copied to be looked at.
  private func hasServerPort(_ segment: TCPSegment) -> Bool {
    serverPorts.contains(segment.destination.port) || serverPorts.contains(segment.source.port)
  }

  @inline(__always)  // Else the segment is copied to be looked at.
  private func find(
    _ segment: TCPSegment, hash: UInt32
  ) -> (slot: Int, direction: StreamDirection)? {
    let (source, destination) = (segment.source, segment.destination)
    var direction = StreamDirection.toServer
    let slot = index.find(hash) {
      guard let found = connections[$0].direction(from: source, to: destination) else {
        return false
      }
      direction = found
      return true
    }
    return slot.map { ($0, direction) }
  }

  /// Which way a segment goes, by its ports and by who greets whom.
  private func direction(
    of segment: TCPSegment, _ told: StreamDirection? = nil
  ) -> StreamDirection {
    switch (
      serverPorts.contains(segment.source.port), serverPorts.contains(segment.destination.port)
    ) {
    case (true, false): .toClient
    case (false, true): .toServer
    default: told ?? (segment.flags.isSuperset(of: [.syn, .ack]) ? .toClient : .toServer)
    }
  }

  /// Takes a segment of a known connection that changes nothing but one stream, of which its data
  /// are the next bytes; false, and nothing is done, for any other.
  @inline(__always)  // Else the segment is copied to be looked at.
  private mutating func takeNext(
    _ segment: TCPSegment, _ slot: Int, _ direction: StreamDirection, at stamp: FrameStamp
  ) -> Bool {
    let clock = streams.delivery.clock(at: stamp.time)
    guard segment.flags.isDisjoint(with: [.syn, .fin, .rst]), segment.missingByteCount == 0,
      !lingering.isDue(at: clock, maximumCount: capacity), !streams.isSweepDue(at: clock),
      streams.isNext(segment.sequenceNumber, segment.payload.count, slot, direction)
    else { return false }
    start(stamp, clock: clock)
    recency.touch(slot)
    if !connections[slot].hasSeen(direction) { connections[slot].noteSeen(direction) }
    streams.takeNext(
      segment.payload.count, slot, direction,
      acknowledging: segment.flags.contains(.ack) ? segment.acknowledgmentNumber : nil, at: stamp)
    return true
  }

  private mutating func start(_ stamp: FrameStamp) {
    start(stamp, clock: streams.delivery.clock(at: stamp.time))
  }

  @inline(__always)
  private mutating func start(_ stamp: FrameStamp, clock: Int64) {
    assert(streams.delivery.events.isEmpty, "events of the segment before were not asked for")
    streams.delivery.events.removeAll()
    streams.delivery.advance(to: clock, with: stamp.time)
    streams.delivery.segmentCount += 1
    lastStamp = stamp
  }

  /// Ends the connections that have been over for long enough, or that too many others followed.
  private mutating func forgetOver() {
    while let connection = lingering.removeFirst(
      at: streams.delivery.clock, maximumCount: capacity)
    {
      if connections[connection.slot].id == connection { end(connection.slot, .over) }
    }
  }

  /// Notes that a connection was closed by both sides, or reset.
  private mutating func noteOver(_ slot: Int) {
    guard !connections[slot].isOver, isOver(slot) else { return }
    connections[slot].isOver = true
    lingering.append(connections[slot].id, at: streams.delivery.clock)
  }

  /// Begins a connection with its first segment.
  private mutating func add(
    _ segment: TCPSegment, hash: UInt32, direction: StreamDirection, isDetected: Bool,
    at stamp: FrameStamp
  ) -> Int {
    if index.count >= capacity, let oldest = recency.oldest {
      if !isOver(oldest) { streams.delivery.counts.givenUpConnections += 1 }
      end(oldest, .givenUp)
    }
    let slot = freeSlots.popLast() ?? connections.count
    let isToServer = direction == .toServer
    let connection = Connection(
      id: ConnectionID(number: streams.delivery.counts.connections, slot: slot),
      client: isToServer ? segment.source : segment.destination,
      server: isToServer ? segment.destination : segment.source, hash: hash,
      isDetected: isDetected)
    if slot == connections.count {
      connections.append(connection)
    } else {
      connections[slot] = connection
    }
    streams.add(connection.id)
    streams.delivery.counts.connections += 1
    if isDetected {
      detectedCount += 1
      streams.delivery.counts.foundConnections += 1
    }
    index.insert(slot, hash: hash)
    recency.insert(slot)
    // A SYN that is to open the connection says so itself.
    if !segment.flags.contains(.syn) || !segment.flags.isDisjoint(with: [.ack, .rst]) {
      streams.note(.joined, streams.stream(slot, direction), at: stamp)
    }
    return slot
  }

  /// Gives out all that waits in a connection, and forgets it.
  private mutating func end(_ slot: Int, _ reason: StreamEvent.EndReason) {
    guard let hash = connections[slot].hash else { return }
    streams.flush(slot)
    streams.note(.ended(reason), streams.stream(slot, .toServer), at: lastStamp)
    if connections[slot].isOneSided, streams.haveBytes(slot) {
      streams.delivery.counts.oneSidedConnections += 1
    }
    if connections[slot].isDetected { detectedCount -= 1 }
    connections[slot].hash = nil
    index.remove(slot, hash: hash)
    recency.remove(slot)
    freeSlots.append(slot)
  }

  private func isOver(_ slot: Int) -> Bool {
    connections[slot].isReset || streams.areClosed(slot)
  }
}

extension ConnectionTable {
  /// Takes a segment into its connection, or into a new one where it begins one.
  private mutating func append(
    _ segment: TCPSegment, to slot: Int, at stamp: FrameStamp, beginningAt earliest: SequenceNumber?
  ) {
    if segment.flags.contains(.rst) {
      recency.touch(slot)
      reset(slot, by: connections[slot].direction(from: segment.source), at: stamp)
      return
    }
    var slot = slot
    var direction = connections[slot].direction(from: segment.source)
    var place = place(of: segment, in: slot, direction)
    if place == .elsewhere {
      slot = replace(slot, with: segment, at: stamp)
      direction = connections[slot].direction(from: segment.source)
      place = .near
    }
    recency.touch(slot)
    connections[slot].noteSeen(direction)
    let own = streams.stream(slot, direction)
    let other = streams.stream(slot, direction.opposite)
    let isOrdered = streams.mayHold(own)
    let start = streams.delivery.events.count
    if segment.flags.contains(.syn) { greet(segment, slot, own, other, at: stamp) }
    if !streams.hasBegun(own) {
      streams.begin(own, at: earliest ?? segment.sequenceNumber, stamp: stamp)
    }
    if place == .near {
      if segment.flags.contains(.ack) {
        streams.acknowledge(other, segment.acknowledgmentNumber)
      }
      streams.append(segment, to: own, at: stamp)
    } else {
      streams.delivery.counts.straySegments += 1
    }
    streams.giveUpOverdue(own)
    streams.giveUpOverdue(other)
    if isOrdered { streams.order(slot, from: start, payload: segment.payload) }
    streams.sweep()
    noteOver(slot)
  }

  /// How a segment lies to the connection that its endpoints have.
  private mutating func place(
    of segment: TCPSegment, in slot: Int, _ direction: StreamDirection
  ) -> StreamReassembler.Place {
    let own = streams.stream(slot, direction)
    guard segment.flags.contains(.syn) else {
      return streams.place(of: segment, in: own, isOver: isOver(slot))
    }
    let other = streams.stream(slot, direction.opposite)
    return beginsAnew(segment, slot, own, other) ? .elsewhere : .near
  }

  /// Whether a SYN is that of another connection than the one known, rather than sent again.
  private func beginsAnew(
    _ segment: TCPSegment, _ slot: Int, _ own: StreamID, _ other: StreamID
  ) -> Bool {
    let isSame = streams.hasBegun(own) && streams.initial(of: own) == segment.firstByteNumber
    guard segment.flags.contains(.ack) else {
      if isOver(slot) { return true }
      return streams.hasBegun(own) ? !isSame : streams.hasBegun(other)
    }
    if isSame { return false }
    // Before the server accepts, an old connection of its own may have answered the SYN.
    guard !connections[slot].isAccepted, streams.isUntouched(own) else { return true }
    return streams.hasBegun(other)
      && !(0...Self.maximumOpeningBytes).contains(
        streams.initial(of: other).distance(to: segment.acknowledgmentNumber))
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
    if !streams.hasBegun(own) || streams.initial(of: own) != first {
      streams.begin(own, at: first, stamp: stamp)
    }
    if segment.flags.contains(.ack) {
      if !streams.hasBegun(other) {
        streams.begin(other, at: segment.acknowledgmentNumber, stamp: stamp)
      }
      guard !connections[slot].isAccepted else { return }
      connections[slot].isAccepted = true
      streams.note(.accepted, own, at: stamp)
    } else {
      connections[slot].openingSegmentCount &+= 1
      guard !connections[slot].isOpened else { return }
      connections[slot].isOpened = true
      streams.note(.opened, own, at: stamp)
    }
  }

  private mutating func reset(
    _ slot: Int, by direction: StreamDirection, at stamp: FrameStamp
  ) {
    guard !connections[slot].isReset else { return }
    connections[slot].isReset = true
    connections[slot].noteSeen(direction)
    streams.flush(slot)
    streams.note(.reset, streams.stream(slot, direction), at: stamp)
    noteOver(slot)
  }
}
