#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The time zone of the process, as `TZ` or the system names it.
///
/// The C library reads the time zone database; a zone that it does not know is UTC.
package enum LocalZone {
  private static let setUp: Void = tzset()

  /// Seconds that local clocks were ahead of UTC at a time; 0 where no calendar reaches that far.
  package static func offset(at seconds: Int64) -> Int64 {
    _ = setUp
    var fields = unsafe tm()
    var time = time_t(seconds)
    // SAFETY: localtime_r reads one number and writes one structure, and both are ours.
    guard unsafe localtime_r(&time, &fields) != nil else { return 0 }
    return unsafe Int64(fields.tm_gmtoff)
  }
}
