/// A point in time: seconds and nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Two numbers rather than one, because a capture can hold 64-bit ticks of any resolution, which
/// one count of nanoseconds cannot.
package struct Timestamp: Hashable, Comparable, Sendable {
  /// Whole seconds, rounded towards the past.
  package let seconds: Int64
  /// What is left: 0 to 999 999 999.
  package let nanoseconds: UInt32

  package init(seconds: Int64, nanoseconds: UInt32) {
    self.seconds = seconds
    self.nanoseconds = min(nanoseconds, 999_999_999)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// Nanoseconds from `earlier` to this; negative when it is later, and held at the ends of
  /// `Int64` (292 years).
  package func nanoseconds(since earlier: Timestamp) -> Int64 {
    let (difference, wrapped) = seconds.subtractingReportingOverflow(earlier.seconds)
    let (scaled, overflow) = difference.multipliedReportingOverflow(by: 1_000_000_000)
    if wrapped || overflow { return self < earlier ? .min : .max }
    let (sum, carried) = scaled.addingReportingOverflow(
      Int64(nanoseconds) - Int64(earlier.nanoseconds))
    return carried ? (self < earlier ? .min : .max) : sum
  }
}

/// A frame's place in its file and in time.
package struct FrameStamp: Equatable, Sendable {
  /// The frame's number in its file, from 1.
  package var number: Int
  /// When it was captured; nil where the capture does not say (Simple Packet Block).
  package var time: Timestamp?
  /// Decimals of a second that the capture's resolution has: 0 to 9.
  package var timeDigits: Int
  /// Which of the files given it is in, from 0.
  package var file: Int

  package init(number: Int, time: Timestamp?, timeDigits: Int = 6, file: Int = 0) {
    self.number = number
    self.time = time
    self.timeDigits = timeDigits
    self.file = file
  }
}
