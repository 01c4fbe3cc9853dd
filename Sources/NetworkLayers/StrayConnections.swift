/// Connections that begin with a segment far from the one known between the same ends, without a SYN.
extension ConnectionTable {
  /// How a segment lies to the connection that its endpoints have.
  mutating func place(
    of segment: TCPSegment, in slot: Int, _ direction: StreamDirection
  ) -> StreamReassembler.Place {
    let own = streams.stream(slot, direction)
    guard segment.flags.contains(.syn) else {
      return streams.place(of: segment, in: own, isOver: isOver(slot))
    }
    let other = streams.stream(slot, direction.opposite)
    return beginsAnew(segment, slot, own, other) ? .elsewhere : .near
  }

  /// Begins another connection with a segment that was too far from the known one, where a later
  /// segment goes on after it or acknowledges it; returns the slot of the connection.
  mutating func renew(_ slot: Int, whereBorneOutBy segment: TCPSegment) -> Int {
    guard !segment.flags.contains(.syn), let stray = takeStray(slot, borneOutBy: segment) else {
      return slot
    }
    let first = stray.segment.segment(between: stray.source, and: stray.destination)
    streams.delivery.counts.straySegments -= 1
    let start = streams.delivery.events.count
    // Where the wait was given up, what came later has been told.
    if streams.isStrayHeld(slot), streams.areSettled(slot, before: stray.arrival) {
      streams.delivery.arrival = stray.arrival
    }
    let stamp = stray.segment.head.stamp
    let slot = replace(slot, with: first, at: stamp)
    let direction = slots.connections[slot].direction(from: first.source)
    take(first, in: slot, direction, .near, at: stamp, beginningAt: nil)
    streams.keepBytes(from: start, payload: first.payload)
    streams.delivery.arrival = streams.delivery.segmentCount
    return slot
  }

  /// Takes out the stray segment that another goes on after, or acknowledges.
  private mutating func takeStray(
    _ slot: Int, borneOutBy segment: TCPSegment
  ) -> StraySegments.Stray? {
    let own = streams.stream(slot, slots.connections[slot].direction(from: segment.source))
    let number = segment.firstByteNumber
    if segment.byteCount > 0, streams.openStrayEnd(own) == number {
      return strays.take(own, endingAt: number)
    }
    let other = streams.stream(slot, own.direction.opposite)
    let acknowledgment = segment.acknowledgmentNumber
    guard segment.flags.contains(.ack), streams.openStrayEnd(other) == acknowledgment else {
      return nil
    }
    return strays.take(other, endingAt: acknowledgment)
  }
}
