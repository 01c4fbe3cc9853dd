/// Connections that are over, and wait to be forgotten: the one that was over first is first.
struct LingeringList {
  /// Nanoseconds of capture time that a closed connection stays known, so that segments sent again
  /// or late find it: as long as Linux stays in TIME-WAIT.
  static let interval: Int64 = 60_000_000_000

  /// The connections, and the clock when they were over; those before `first` are forgotten.
  private var entries: [(connection: ConnectionID, clock: Int64)] = []
  private var first = 0

  mutating func append(_ connection: ConnectionID, at clock: Int64) {
    entries.append((connection, clock))
  }

  /// Whether the first connection is to be taken out.
  func isDue(at clock: Int64, maximumCount: Int) -> Bool {
    guard first < entries.count else { return false }
    return entries.count - first > maximumCount || clock - entries[first].clock >= Self.interval
  }

  /// Takes out the first connection that has been over for long enough, or that more than
  /// `maximumCount` followed.
  mutating func removeFirst(at clock: Int64, maximumCount: Int) -> ConnectionID? {
    guard isDue(at: clock, maximumCount: maximumCount) else {
      compact()
      return nil
    }
    first += 1
    return entries[first - 1].connection
  }

  private mutating func compact() {
    guard first > 0, first * 2 >= entries.count else { return }
    entries.removeFirst(first)
    first = 0
  }
}
