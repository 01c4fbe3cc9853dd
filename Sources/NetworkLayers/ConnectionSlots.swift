import Wire

/// The connections of a table, each in a slot, found by their endpoints.
struct ConnectionSlots {
  /// Those of slots that are not taken mean nothing.
  var connections: [Connection] = []
  private var free: [Int] = []
  private(set) var index = EndpointIndex()
  /// Uses of any connection so far.
  private var useCount = 0
  /// All connections by a use of theirs, the last one or an earlier one, and some that are forgotten.
  private var uses = EarliestFirst<ConnectionID>()
  /// How many these may be at least before those that are forgotten are taken out.
  private static let minimumUses = 64

  /// Slots taken.
  var count: Int { index.count }

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
      connections.append(connection, of: ConnectionTable.maximumConnections)
    } else {
      connections[slot] = connection
    }
    index.insert(slot, hash: hash)
    touch(slot)
    uses.insert(connection.id, at: useCount)
    if uses.count > max(Self.minimumUses, 2 * count) { forgetUses() }
  }

  /// Notes that a connection was used.
  mutating func touch(_ slot: Int) {
    useCount &+= 1
    connections[slot].lastUse = useCount
  }

  /// Finds the slot unused for longest.
  ///
  /// An earlier use than a connection's last one is put off until it would be the first of all: so a use
  /// costs no more than to be noted.
  mutating func findOldest() -> Int? {
    while let first = uses.first {
      let id = first.element
      if isCurrent(id), connections[id.slot].lastUse == first.key { return id.slot }
      _ = uses.removeFirst()
      if isCurrent(id) { uses.insert(id, at: connections[id.slot].lastUse) }
    }
    return nil
  }

  private func isCurrent(_ id: ConnectionID) -> Bool {
    isTaken(id.slot) && connections[id.slot].id == id
  }

  @inline(never)  // Once in as many connections as there are.
  private mutating func forgetUses() {
    var uses = uses
    self.uses = EarliestFirst()
    uses.removeAll { !isCurrent($0.element) }
    self.uses = uses
  }

  /// Forgets a connection.
  mutating func remove(_ slot: Int) {
    guard let hash = connections[slot].hash else { return }
    connections[slot].hash = nil
    index.remove(slot, hash: hash)
    free.append(slot)
  }
}
