import NetworkLayers

/// What waits for the rest of a message in the streams of all connections, bounded.
///
/// One message has at most 65,536 bytes; 131,072 connections have 262,144 streams.
struct UnfinishedMessages: ~Copyable {
  /// Bytes that may wait: the beginnings of a thousand of the longest messages, or of some 25,000
  /// that fit into a few segments.
  static let maximumByteCount = 1 << 26

  private var budget = MemoryBudget(maximumByteCount: maximumByteCount)
  /// Messages that were forgotten, the ones that waited longest first.
  private(set) var givenUpCount = 0

  /// Takes note of what waits in a stream now, and gives up what is too much.
  mutating func note(_ slot: Int, _ direction: StreamDirection, in lanes: inout [Lane]) {
    let stream = Self.holder(slot, direction)
    budget.note(lanes[slot].waitingByteCount(direction), of: stream)
    while let oldest = budget.overdrawn(by: stream) {
      lanes[oldest / 2].giveUp(StreamDirection(rawValue: oldest % 2) ?? .toServer)
      budget.note(0, of: oldest)
      givenUpCount += 1
    }
  }

  /// Takes note that a connection is over.
  mutating func remove(_ slot: Int) {
    budget.note(0, of: Self.holder(slot, .toServer))
    budget.note(0, of: Self.holder(slot, .toClient))
  }

  private static func holder(_ slot: Int, _ direction: StreamDirection) -> Int {
    2 * slot + direction.rawValue
  }
}
