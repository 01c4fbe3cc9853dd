import Wire

/// Events that are held back while a stream waits for missing bytes: whatever those bytes complete
/// may have to be told before them.
///
/// They are returned in the order of arrival over all connections, each stream in its own order.
struct HeldEvents {
  /// An event with the bytes that it is about.
  private struct Held {
    let record: EventQueue.Record
    let bytes: [UInt8]
    /// For a gap, the frame before it.
    let previous: FrameStamp?
  }

  private var events = EarliestFirst<Held>()

  var isEmpty: Bool { events.isEmpty }

  /// Takes the events from `start` on out of a queue; `payload` is that of the segment that caused
  /// them.
  mutating func take(
    from start: Int, of queue: inout EventQueue, payload: Span<UInt8>, room: inout WaitingRoom
  ) {
    for index in start..<queue.count {
      let record = queue[index]
      let bytes = queue.takeBytes(of: record, payload: payload)
      let previous = record.kind.isGap ? queue.frameBefore(record) : nil
      room.enter(bytes.count)
      events.insert(Held(record: record, bytes: bytes, previous: previous), at: record.arrival)
    }
    queue.removeLast(queue.count - start)
  }

  /// Gives out the events that nothing still missing can come before: those up to the arrival
  /// `horizon`, or all where nothing is missing.
  mutating func release(
    to queue: inout EventQueue, upTo horizon: Int?, room: inout WaitingRoom
  ) {
    while let key = events.firstKey, key <= horizon ?? .max, let entry = events.removeFirst() {
      room.leave(entry.element.bytes.count)
      queue.append(
        entry.element.record, bytes: entry.element.bytes, previous: entry.element.previous)
    }
  }
}
