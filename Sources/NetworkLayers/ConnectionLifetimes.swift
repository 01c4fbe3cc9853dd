import Wire

/// How connections begin and end.
extension ConnectionTable {
  /// Ends the connections that have been over for long enough, or that too many others followed.
  mutating func forgetOver() {
    while let connection = lingering.removeFirst(
      at: streams.delivery.clock, maximumCount: capacity)
    {
      if slots.connections[connection.slot].id == connection { end(connection.slot, .over) }
    }
  }

  /// Notes connections with a closed stream, by whatever segment: bytes missing before a FIN
  /// may be given up with one of another connection.
  mutating func noteClosed() {
    while let connection = streams.delivery.closed.popLast() {
      let slot = connection.slot
      if slots.isTaken(slot), slots.connections[slot].id == connection { noteOver(slot) }
    }
  }

  /// Notes that a connection was closed by both sides, or reset.
  private mutating func noteOver(_ slot: Int) {
    guard !slots.connections[slot].isOver, isOver(slot) else { return }
    slots.connections[slot].isOver = true
    lingering.append(slots.connections[slot].id, at: streams.delivery.clock)
  }

  /// Begins a connection with its first segment.
  mutating func add(
    _ segment: TCPSegment, hash: UInt32, direction: StreamDirection, isDetected: Bool,
    at stamp: FrameStamp
  ) -> Int {
    if slots.count >= capacity, let oldest = slots.findOldest() {
      if !isOver(oldest) { streams.delivery.counts.givenUpConnections += 1 }
      end(oldest, .givenUp)
    }
    let slot = slots.takeFree()
    let isToServer = direction == .toServer
    let connection = Connection(
      id: ConnectionID(number: streams.delivery.counts.connections, slot: slot),
      client: isToServer ? segment.source : segment.destination,
      server: isToServer ? segment.destination : segment.source, hash: hash,
      isDetected: isDetected)
    slots.insert(connection, hash: hash)
    isCrowded = slots.count >= Self.crowd
    streams.add(connection.id)
    streams.delivery.counts.connections += 1
    if isDetected {
      detectedCount += 1
      streams.delivery.counts.foundConnections += 1
    }
    // A SYN that is to open the connection says so itself.
    if !segment.flags.contains(.syn) || !segment.flags.isDisjoint(with: [.ack, .rst]) {
      streams.note(.joined(connection.ends), streams.stream(slot, direction), at: stamp)
    }
    return slot
  }

  /// Returns all that waits in a connection, and forgets it.
  mutating func end(_ slot: Int, _ reason: StreamEvent.EndReason) {
    guard slots.isTaken(slot) else { return }
    streams.flush(slot)
    noteUnanswered(slot)
    streams.note(.ended(reason), streams.stream(slot, .toServer), at: lastStamp)
    if slots.connections[slot].isOneSided, streams.haveBytes(slot) {
      streams.delivery.counts.oneSidedConnections += 1
    }
    if slots.connections[slot].isDetected { detectedCount -= 1 }
    strays.remove(streams.stream(slot, .toServer))
    strays.remove(streams.stream(slot, .toClient))
    slots.remove(slot)
  }

  func isOver(_ slot: Int) -> Bool {
    slots.connections[slot].isReset || streams.areClosed(slot)
  }

  /// Ends a connection for another one between the same ends, which a segment begins; returns the
  /// slot of that.
  mutating func replace(
    _ slot: Int, with segment: TCPSegment, at stamp: FrameStamp
  ) -> Int {
    let old = slots.connections[slot]
    // The client tries again with another sequence number.
    let attemptCount = segment.opens && old.isUnanswered ? old.attemptCount : 0
    if attemptCount > 0 { slots.connections[slot].attemptCount = 0 }
    end(slot, .replaced)
    let new = add(
      segment, hash: slots.hash(of: segment),
      direction: old.isDetected
        ? old.direction(from: segment.source) : serverPorts.direction(of: segment),
      isDetected: old.isDetected, at: stamp)
    slots.connections[new].attemptCount = attemptCount
    return new
  }

  /// Ends both streams where they are.
  mutating func reset(_ slot: Int, by direction: StreamDirection, at stamp: FrameStamp) {
    guard !slots.connections[slot].isReset else { return }
    slots.connections[slot].isReset = true
    slots.connections[slot].noteSeen(direction)
    streams.flush(slot)
    streams.note(.reset, streams.stream(slot, direction), at: stamp)
    noteOver(slot)
  }
}
