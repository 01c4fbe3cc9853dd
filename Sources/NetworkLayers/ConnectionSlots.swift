/// The connections of a table, each in a slot, found by their endpoints.
struct ConnectionSlots {
  /// Those of slots that are not taken mean nothing.
  var connections: [Connection] = []
  private var free: [Int] = []
  private var index = EndpointIndex()
  private var recency = RecencyList()

  /// Slots taken.
  var count: Int { index.count }
  /// The slot unused for longest.
  var oldest: Int? { recency.oldest }

  func isTaken(_ slot: Int) -> Bool {
    connections.indices.contains(slot) && connections[slot].hash != nil
  }

  /// Equal for the segments of both directions.
  @inline(__always)  // Else the segment is copied to be looked at.
  func hash(of segment: TCPSegment) -> UInt32 {
    index.hash(segment.source, segment.destination)
  }

  /// The slot of a segment's connection, and which way the segment goes; nil where it has none.
  @inline(__always)  // Else the segment is copied to be looked at.
  func find(
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

  /// A slot for a connection to be inserted.
  mutating func takeFree() -> Int {
    free.popLast() ?? connections.count
  }

  /// Puts a connection into the slot that it says, one from ``takeFree()``.
  mutating func insert(_ connection: Connection, hash: UInt32) {
    let slot = connection.id.slot
    if slot == connections.count {
      connections.append(connection)
    } else {
      connections[slot] = connection
    }
    index.insert(slot, hash: hash)
    recency.insert(slot)
  }

  /// Notes that a connection was used.
  mutating func touch(_ slot: Int) {
    recency.touch(slot)
  }

  /// Forgets a connection.
  mutating func remove(_ slot: Int) {
    guard let hash = connections[slot].hash else { return }
    connections[slot].hash = nil
    index.remove(slot, hash: hash)
    recency.remove(slot)
    free.append(slot)
  }
}
