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
}
