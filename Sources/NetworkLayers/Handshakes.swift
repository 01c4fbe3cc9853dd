import Wire

/// What a SYN says.
extension ConnectionTable {
  /// Takes what a SYN says about both streams.
  mutating func greet(
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
      guard !slots.connections[slot].isAccepted else { return }
      slots.connections[slot].isAccepted = true
      streams.note(.accepted, own, at: stamp)
    } else {
      slots.connections[slot].openingSegmentCount &+= 1
      let clock = streams.delivery.clock
      guard
        !slots.connections[slot].isOpened
          || clock - slots.connections[slot].attemptedAt >= Self.copyNanoseconds
      else { return }
      slots.connections[slot].isOpened = true
      slots.connections[slot].attemptCount += 1
      slots.connections[slot].attemptedAt = clock
      let connection = slots.connections[slot]
      streams.note(
        .opened(connection.ends, attempt: connection.attemptCount), own, at: stamp)
    }
  }

  /// Whether a SYN is that of another connection than the one known, rather than sent again.
  func beginsAnew(
    _ segment: TCPSegment, _ slot: Int, _ own: StreamID, _ other: StreamID
  ) -> Bool {
    let isSame = streams.hasBegun(own) && streams.initial(of: own) == segment.firstByteNumber
    guard segment.flags.contains(.ack) else {
      if isOver(slot) { return true }
      return streams.hasBegun(own) ? !isSame : streams.hasBegun(other)
    }
    if isSame { return false }
    // Before the server accepts, an old connection of its own may have answered the SYN.
    guard !slots.connections[slot].isAccepted, streams.isUntouched(own) else { return true }
    return streams.hasBegun(other)
      && !(0...Self.maximumOpeningBytes).contains(
        streams.initial(of: other).distance(to: segment.acknowledgmentNumber))
  }

  /// Notes that the client's SYNs had no answer, unless the capture ends too soon after the only one.
  mutating func noteUnanswered(_ slot: Int) {
    let connection = slots.connections[slot]
    guard connection.isUnanswered,
      connection.attemptCount > 1
        || streams.delivery.clock - connection.attemptedAt >= Self.answerNanoseconds
    else { return }
    streams.note(
      .unanswered(attempts: connection.attemptCount), streams.stream(slot, .toServer),
      at: lastStamp)
  }
}

extension TCPSegment {
  /// Whether it is a SYN that asks for a connection.
  var opens: Bool { flags.contains(.syn) && !flags.contains(.ack) }
}
