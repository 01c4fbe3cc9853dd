package import Wire

/// The form in which a person wants to read times.
package enum TimeForm: String, CaseIterable, Sendable {
  /// RFC 3339 in UTC.
  case utc
  /// RFC 3339 in the time zone of the process (`TZ`), with its offset.
  case local
  /// Seconds since the first packet of the capture.
  case relative
  /// Seconds since the time shown before.
  case delta
  /// Seconds since 1970-01-01T00:00:00Z.
  case epoch

  /// Whether it is a distance in time, which is a number of seconds.
  package var isDistance: Bool { self == .relative || self == .delta }

  /// Whether it shows the days of a calendar.
  package var hasDays: Bool { self == .utc || self == .local }

  /// Whether two times are on one day; true where the form shows no days.
  package func isSameDay(_ one: Timestamp, _ other: Timestamp) -> Bool {
    !hasDays || day(of: one) == day(of: other)
  }

  /// Days since 1970-01-01 where clocks show this form.
  private func day(of time: Timestamp) -> Int64 {
    let secondsOfDay: Int64 = 86_400
    let offset = self == .local ? LocalZone.offset(at: time.seconds) : 0
    let (shown, overflow) = time.seconds.addingReportingOverflow(offset)
    let seconds = overflow ? time.seconds : shown
    return seconds / secondsOfDay - (seconds % secondsOfDay < 0 ? 1 : 0)
  }
}
