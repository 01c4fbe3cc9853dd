package import Wire

/// Turns a scenario's times, ticks since its beginning, into points in time.
package struct ScenarioClock: Sendable {
  /// When tick 0 is, in seconds since 1970-01-01T00:00:00Z.
  package let start: Int64
  /// Ticks of a second: a million, or a thousand million.
  package let ticksPerSecond: Int64

  package static func microseconds(since start: Int64) -> ScenarioClock {
    ScenarioClock(start: start, ticksPerSecond: 1_000_000)
  }

  package static func nanoseconds(since start: Int64) -> ScenarioClock {
    ScenarioClock(start: start, ticksPerSecond: 1_000_000_000)
  }

  package func time(at ticks: Int) -> Timestamp {
    let fraction = Int64(ticks) % ticksPerSecond * (1_000_000_000 / ticksPerSecond)
    return Timestamp(
      seconds: start + Int64(ticks) / ticksPerSecond,
      nanoseconds: UInt32(truncatingIfNeeded: fraction))
  }
}
