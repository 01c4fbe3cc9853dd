package import Wire

/// The TCP connections of a capture: takes segments, returns what they mean in stream order.
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
  /// A SYN that comes again sooner than this is a copy, as mirror ports make them: clients wait for
  /// a second before they try again, RFC 6298 §2.
  static let copyNanoseconds: Int64 = 100_000_000
  /// For as long a SYN may wait for its answer.
  static let answerNanoseconds: Int64 = 1_000_000_000

  let serverPorts: PortSet
  let capacity: Int
  var slots = ConnectionSlots()
  var streams = StreamTable()
  var lingering = LingeringList()
  /// Connections that the caller found.
  var detectedCount = 0
  /// Of the newest segment.
  var lastStamp = FrameStamp(number: 0, time: nil)
  /// The bytes of the event returned last, where they waited.
  private var lent: [UInt8] = []
  var strays = StraySegments()
  /// What ``finish()`` left to do: slots, the last one first.
  private var unfinished: [Int] = []

  /// A table that tracks each connection with one of `serverPorts` at one end, and those that
  /// ``open(_:direction:at:)`` names.
  ///
  /// Unless it `expectsReordering`, bytes whose receipt is acknowledged are missing at once.
  package init(
    serverPorts: some Sequence<UInt16> = [2000], capacity: Int = Self.maximumConnections,
    expectsReordering: Bool = true
  ) {
    streams.delivery.expectsReordering = expectsReordering
    self.serverPorts = PortSet(serverPorts)
    self.capacity = max(1, min(capacity, Self.maximumConnections))
  }

  /// Whether there are, or have been of late, so many connections that it pays to ask for memory before
  /// it is needed.
  package internal(set) var isCrowded = false

  /// What happened so far, over all connections.
  package var counts: ConnectionCounts { streams.delivery.counts }

  /// Whether events are held back, so that what a segment did is told only later.
  package var holdsEvents: Bool { streams.holdsEvents }

  /// The connection in a slot; nil where there is none.
  package func connection(at slot: Int) -> Connection? {
    slots.isTaken(slot) ? slots.connections[slot] : nil
  }

  /// What tells the connection in a slot from others; nil where there is none. It changes nothing: a
  /// table that is changed in its place is not copied to be asked.
  package mutating func id(at slot: Int) -> ConnectionID? {
    slots.isTaken(slot) ? slots.connections[slot].id : nil
  }

  /// The slot of the connection that a segment belongs to; nil while none is tracked.
  package func slot(for segment: TCPSegment) -> Int? {
    guard detectedCount > 0 || serverPorts.hasEnd(of: segment) else { return nil }
    return slots.find(segment, hash: slots.hash(of: segment))?.slot
  }

  /// The connection between two ends; nil where it is none that is tracked.
  package func slot(between one: Endpoint, and other: Endpoint) -> Int? {
    let none: [UInt8] = []
    return slot(
      for: TCPSegment(
        source: one, destination: other, sequenceNumber: SequenceNumber(0), flags: [],
        payload: none.span))
  }

  /// Which way a segment from `source` goes on the connection in a slot; nil where there is none.
  package func direction(of source: Endpoint, in slot: Int) -> StreamDirection? {
    slots.isTaken(slot) ? slots.connections[slot].direction(from: source) : nil
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
      streams.noteNext(
        segment.payload.count, from: segment.firstByteNumber, streams.stream(slot, direction),
        at: stamp)
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
    let isOnServerPort = serverPorts.hasEnd(of: segment)
    guard detectedCount > 0 || isOnServerPort else { return .declined }
    let hash = slots.hash(of: segment)
    let known = slots.find(segment, hash: hash)
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
    // A reset of an unknown connection begins none.
    guard known != nil || isOnServerPort && !isReset else { return .declined }
    if !joins, !isReset, !segment.flags.contains(.syn), !hasBegun(segment, known) { return .joins }
    start(stamp)
    let slot =
      known
      ?? add(
        segment, hash: hash, direction: serverPorts.direction(of: segment, told), isDetected: false,
        at: stamp)
    append(segment, to: slot, at: stamp, beginningAt: earliest)
    settle(payload: segment.payload)
    return .accepted
  }

  /// Whether a segment is on a server's port, or of a connection that is tracked.
  package func tracks(_ segment: TCPSegment) -> Bool {
    serverPorts.hasEnd(of: segment) || slot(for: segment) != nil
  }

  /// Whether both ends of a segment are on servers' ports, so that these do not say which way it goes.
  package func isBetweenServers(_ segment: TCPSegment) -> Bool {
    serverPorts.contains(segment.source.port) && serverPorts.contains(segment.destination.port)
  }

  /// Takes a segment and tracks its connection from now on, whatever its ports.
  ///
  /// `direction` says which way the segment goes, and so which end is the server.
  package mutating func open(
    _ segment: TCPSegment, direction: StreamDirection, at stamp: FrameStamp,
    beginningAt earliest: SequenceNumber? = nil
  ) {
    start(stamp)
    let hash = slots.hash(of: segment)
    let slot =
      slots.find(segment, hash: hash)?.slot
      ?? add(segment, hash: hash, direction: direction, isDetected: true, at: stamp)
    append(segment, to: slot, at: stamp, beginningAt: earliest)
    settle(payload: segment.payload)
  }

  /// Ends all connections, in the order of their numbers; ask for the events afterwards.
  package mutating func finish() {
    streams.giveUpAll()
    streams.settle(payload: Span())
    streams.delivery.closed.removeAll()
    unfinished = slots.connections.indices.filter { slots.isTaken($0) }
    unfinished.sort { slots.connections[$0].id.number > slots.connections[$1].id.number }
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
    let direction = slots.connections[slot].direction(from: segment.source)
    return streams.hasBegun(streams.stream(slot, direction))
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
    slots.touch(slot)
    if !slots.connections[slot].hasSeen(direction) { slots.connections[slot].noteSeen(direction) }
    streams.takeNext(
      segment.payload.count, slot, direction,
      acknowledging: segment.flags.contains(.ack) ? segment.acknowledgmentNumber : nil, at: stamp)
    return true
  }

  /// Returns what nothing can come before any more, and forgets what is over.
  private mutating func settle(payload: Span<UInt8>) {
    noteClosed()
    forgetOver()
    streams.settle(payload: payload)
    noteClosed()
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
    streams.delivery.arrival = streams.delivery.segmentCount
    lastStamp = stamp
  }

}

extension ConnectionTable {
  /// Takes a segment into its connection, or into a new one where it begins one.
  private mutating func append(
    _ segment: TCPSegment, to slot: Int, at stamp: FrameStamp, beginningAt earliest: SequenceNumber?
  ) {
    if segment.flags.contains(.rst) {
      slots.touch(slot)
      reset(slot, by: slots.connections[slot].direction(from: segment.source), at: stamp)
      return
    }
    // Where the streams are decides how the segment lies to them.
    streams.giveUpOverdue(streams.stream(slot, .toServer))
    streams.giveUpOverdue(streams.stream(slot, .toClient))
    var slot = strays.isEmpty ? slot : renew(slot, whereBorneOutBy: segment)
    var direction = slots.connections[slot].direction(from: segment.source)
    var place = place(of: segment, in: slot, direction)
    if place == .elsewhere {
      slot = replace(slot, with: segment, at: stamp)
      direction = slots.connections[slot].direction(from: segment.source)
      place = .near
    }
    take(segment, in: slot, direction, place, at: stamp, beginningAt: earliest)
    streams.sweep()
  }

  /// Takes what a segment says about both streams of its connection.
  mutating func take(
    _ segment: TCPSegment, in slot: Int, _ direction: StreamDirection,
    _ place: StreamReassembler.Place, at stamp: FrameStamp, beginningAt earliest: SequenceNumber?
  ) {
    slots.touch(slot)
    if !segment.opens { slots.connections[slot].noteSeen(direction) }
    let own = streams.stream(slot, direction)
    let other = streams.stream(slot, direction.opposite)
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
      strays.keep(
        StraySegments.Stray(
          source: segment.source, destination: segment.destination,
          segment: KeptSegment(segment, isForward: true, at: stamp),
          arrival: streams.delivery.arrival),
        of: own)
      streams.holdStray(own)
    }
    streams.giveUpOverdue(own)
    streams.giveUpOverdue(other)
  }

}
