import Wire

extension Timestamp {
  /// Whole seconds from `earlier` to this; held at the ends of what nanoseconds can count.
  func seconds(since earlier: Timestamp) -> Int64 {
    nanoseconds(since: earlier) / 1_000_000_000
  }
}
