import Wire

/// What one connection holds back while one of its directions waits for missing bytes: events of
/// both, each direction in the order of its stream, to be given out in the order of arrival.
struct HeldEvents {
  /// An event with the bytes that it is about.
  private struct Held {
    let record: EventQueue.Record
    let bytes: [UInt8]
    /// For a gap, the frame before it.
    let previous: FrameStamp?
  }

  /// One direction's events; those given out stay at the front until they are half of all.
  private struct Line {
    var events: [Held] = []
    var head = 0
    var byteCount = 0

    var count: Int { events.count - head }
    var first: EventQueue.Record? { count > 0 ? events[head].record : nil }

    mutating func removeFirst() -> Held {
      let event = events[head]
      byteCount -= event.bytes.count
      head += 1
      if head * 2 >= events.count {
        events.removeFirst(head)
        head = 0
      }
      return event
    }
  }

  private var toServer = Line()
  private var toClient = Line()

  var isEmpty: Bool { toServer.count == 0 && toClient.count == 0 }

  /// Whether more is held than may wait in one direction, or in all connections.
  func isOverfull(in room: WaitingRoom) -> Bool {
    max(toServer.count, toClient.count) > WaitingRoom.maximumPiecesPerStream
      || max(toServer.byteCount, toClient.byteCount) > WaitingRoom.maximumBytesPerStream
      || room.isOverfull
  }

  /// Takes the events from `start` on out of a queue; `payload` is that of the segment that caused
  /// them.
  mutating func take(
    from start: Int, of queue: inout EventQueue, payload: Span<UInt8>, room: inout WaitingRoom
  ) {
    for index in start..<queue.count {
      let record = queue[index]
      let bytes = queue.takeBytes(of: record, payload: payload)
      let previous = record.kind == .gap ? queue.frameBefore(record) : nil
      room.enter(bytes.count)
      let held = Held(record: record, bytes: bytes, previous: previous)
      switch record.stream.direction {
      case .toServer:
        toServer.byteCount += bytes.count
        toServer.events.append(held)
      case .toClient:
        toClient.byteCount += bytes.count
        toClient.events.append(held)
      }
    }
    queue.removeLast(queue.count - start)
  }

  /// Gives out the events that nothing still missing can come before.
  ///
  /// The two numbers say, for a direction that waits, with which segment the first of its bytes
  /// behind the missing ones came.
  mutating func release(
    to queue: inout EventQueue, waitingToServer: Int?, waitingToClient: Int?,
    room: inout WaitingRoom
  ) {
    while true {
      let one = toServer.first?.arrival
      let other = toClient.first?.arrival
      let isToServer: Bool
      if let one, one <= other ?? waitingToClient ?? .max {
        isToServer = true
      } else if let other, other <= one ?? waitingToServer ?? .max {
        isToServer = false
      } else {
        return
      }
      let held = isToServer ? toServer.removeFirst() : toClient.removeFirst()
      room.leave(held.bytes.count)
      queue.append(held.record, bytes: held.bytes, previous: held.previous)
    }
  }
}
