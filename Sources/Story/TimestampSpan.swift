import Wire

extension Timestamp {
  /// Whole seconds from `earlier` to this, at most what nanoseconds can count; 0 where the clock
  /// went back between them.
  func seconds(since earlier: Timestamp) -> Int64 {
    (nanoseconds(since: earlier) ?? 0) / 1_000_000_000
  }
}
