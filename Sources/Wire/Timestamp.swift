/// A point in time: seconds and nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Two numbers rather than one, because a capture can hold 64-bit ticks of any resolution, which
/// one count of nanoseconds cannot.
@usableFromInline
package struct Timestamp: Hashable, Comparable, Sendable {
  /// Whole seconds, rounded towards the past.
  @usableFromInline package let seconds: Int64
  /// What is left: 0 to 999 999 999.
  @usableFromInline package let nanoseconds: UInt32
  /// How often the clock of its capture had been set back: no time is known between two settings. It
  /// says nothing of which time is meant, and does not count where times are compared.
  @usableFromInline package var clockSetting: UInt16 = 0

  /// No time is before this.
  package static let earliest = Timestamp(seconds: .min, nanoseconds: 0)

  @inlinable
  package init(seconds: Int64, nanoseconds: UInt32) {
    self.seconds = seconds
    self.nanoseconds = min(nanoseconds, 999_999_999)
  }

  @inlinable
  package static func == (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds == right.seconds && left.nanoseconds == right.nanoseconds
  }

  @inlinable
  package func hash(into hasher: inout Hasher) {
    hasher.combine(seconds)
    hasher.combine(nanoseconds)
  }

  @inlinable
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds == right.seconds
      ? left.nanoseconds < right.nanoseconds : left.seconds < right.seconds
  }

  /// Nanoseconds from `earlier` to this, at most `Int64.max` (292 years).
  ///
  /// Nil when `earlier` is later than this, or the clock of the capture was set back between the two:
  /// no time is negative, and how much time passed is not known.
  @inlinable
  package func nanoseconds(since earlier: Timestamp) -> Int64? {
    clockSetting == earlier.clockSetting ? distance(from: earlier) : nil
  }

  /// Nanoseconds from `earlier` to this as they read, whatever happened to the clock; nil when
  /// `earlier` is later.
  @inlinable
  package func distance(from earlier: Timestamp) -> Int64? {
    if self < earlier { return nil }
    let (difference, wrapped) = seconds.subtractingReportingOverflow(earlier.seconds)
    let (scaled, overflow) = difference.multipliedReportingOverflow(by: 1_000_000_000)
    if wrapped || overflow { return .max }
    let (sum, carried) = scaled.addingReportingOverflow(
      Int64(nanoseconds) - Int64(earlier.nanoseconds))
    return carried ? .max : sum
  }

  /// How much earlier than the packet before it a packet can be, in nanoseconds, while the clock
  /// runs as it should: network cards and merged captures put packets a little out of order.
  package static let maximumDisorder: Int64 = 1_000_000_000

  /// Nanoseconds by which the clock of a capture went back from `former` to this; nil where it did
  /// not, or by no more than ``maximumDisorder``.
  package func nanosecondsBack(from former: Timestamp) -> Int64? {
    guard let back = former.distance(from: self), back > Self.maximumDisorder else {
      return nil
    }
    return back
  }
}

/// A frame's place in its file and in time.
@usableFromInline
package struct FrameStamp: Equatable, Sendable {
  /// The frame's number in its file, from 1.
  @usableFromInline package var number: Int
  /// When it was captured; nil where the capture does not say (Simple Packet Block).
  @usableFromInline package var time: Timestamp?
  // In as few bytes as they need, because much of what is remembered of a capture are stamps.
  @usableFromInline let timeDigitCount: UInt8
  @usableFromInline let fileNumber: UInt32

  @inlinable
  package init(number: Int, time: Timestamp?, timeDigits: Int = 6, file: Int = 0) {
    self.number = number
    self.time = time
    timeDigitCount = UInt8(truncatingIfNeeded: timeDigits)
    fileNumber = UInt32(truncatingIfNeeded: file)
  }

  /// Decimals of a second that the capture's resolution has: 0 to 9.
  @inlinable package var timeDigits: Int { Int(timeDigitCount) }
  /// Which of the files given it is in, from 0.
  @inlinable package var file: Int { Int(fileNumber) }

  /// Nanoseconds from an earlier frame to this; nil where one of the two has no time, or the
  /// capture's clock went back between them.
  @inlinable
  package func nanoseconds(since earlier: FrameStamp) -> Int64? {
    guard let time, let start = earlier.time else { return nil }
    return time.nanoseconds(since: start)
  }
}
