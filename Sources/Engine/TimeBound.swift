package import Wire

/// A bound in time that a person gave.
package enum TimeBound: Sendable, Equatable {
  /// A point in time.
  case at(Timestamp)
  /// Seconds and nanoseconds since midnight UTC of the day on which the capture begins.
  case ofFirstDay(seconds: Int64, nanoseconds: UInt32)

  /// The point in time that is meant in a capture that begins at `start`.
  func time(inCaptureFrom start: Timestamp) -> Timestamp {
    switch self {
    case .at(let time): return time
    case .ofFirstDay(let seconds, let nanoseconds):
      let secondsPerDay: Int64 = 86_400
      let ofDay = start.seconds % secondsPerDay
      let midnight = start.seconds &- (ofDay < 0 ? ofDay + secondsPerDay : ofDay)
      return Timestamp(seconds: midnight &+ seconds, nanoseconds: nanoseconds)
    }
  }
}
