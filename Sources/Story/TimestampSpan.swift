package import Wire

/// Tells once a second of a capture's time that it goes on.
package struct SecondClock: Sendable {
  /// The newest second that was told; nil before the first.
  private var second: Int64?

  package init() {}

  /// Whether a second has begun since the last time that it was said.
  package mutating func goes(to time: Timestamp?) -> Bool {
    guard let time else { return false }
    if let second, time.seconds <= second { return false }
    second = time.seconds
    return true
  }
}

extension Timestamp {
  /// Whole seconds from `earlier` to this, at most what nanoseconds can count; 0 where the clock
  /// went back between them.
  func seconds(since earlier: Timestamp) -> Int64 {
    (nanoseconds(since: earlier) ?? 0) / 1_000_000_000
  }
}
