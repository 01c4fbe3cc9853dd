import Text
package import Wire

/// A bound in time that a person gave.
package enum TimeBound: Sendable, Equatable {
  /// A point in time.
  case at(Timestamp)
  /// Seconds and nanoseconds since midnight of the day on which the capture begins, in UTC or in
  /// the time zone of the process.
  case ofFirstDay(seconds: Int64, nanoseconds: UInt32, isLocal: Bool = false)

  /// The bound as a time of day of the process's time zone, where it is one.
  package var local: TimeBound {
    switch self {
    case .at: self
    case .ofFirstDay(let seconds, let nanoseconds, _):
      .ofFirstDay(seconds: seconds, nanoseconds: nanoseconds, isLocal: true)
    }
  }

  /// The point in time that is meant in a capture that begins at `start`.
  func time(inCaptureFrom start: Timestamp) -> Timestamp {
    switch self {
    case .at(let time): return time
    case .ofFirstDay(let seconds, let nanoseconds, let isLocal):
      let secondsPerDay: Int64 = 86_400
      let shift = isLocal ? LocalZone.offset(at: start.seconds) : 0
      let first = start.seconds &+ shift
      let ofDay = first % secondsPerDay
      let midnight = first &- (ofDay < 0 ? ofDay + secondsPerDay : ofDay)
      let meant = midnight &+ seconds
      // Clocks may have been changed since the capture began.
      let zone = isLocal ? LocalZone.offset(at: meant &- shift) : 0
      return Timestamp(seconds: meant &- zone, nanoseconds: nanoseconds)
    }
  }
}
