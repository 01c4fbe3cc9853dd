/// A connection's name within a run.
package struct ConnectionID: Hashable, Sendable {
  /// Counts connections from 0 in the order of their first segment; never used twice.
  package let number: Int
  /// Its place in the table, used again once it ended: callers keep arrays by it.
  package let slot: Int

  package init(number: Int, slot: Int) {
    self.number = number
    self.slot = slot
  }
}
