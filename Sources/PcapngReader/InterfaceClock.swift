package import Wire

/// Turns an interface's ticks into points in time.
///
/// Draft §4.2, `if_tsresol` and `if_tsoffset`; §4.3, Timestamp. Parts of a nanosecond are cut off.
package struct InterfaceClock: Equatable, Sendable {
  package let resolution: TimestampResolution
  /// Seconds to add to every time of the interface.
  package let offsetSeconds: Int64
  /// For powers of 10 up to 19; 0 for all others.
  private let ticksPerSecond: UInt64
  /// For powers of 10 up to 9, a nanosecond or coarser; 0 for all others.
  private let nanosecondsPerTick: UInt64

  package init(resolution: TimestampResolution = .microseconds, offsetSeconds: Int64 = 0) {
    self.resolution = resolution
    self.offsetSeconds = offsetSeconds
    let exponent = resolution.isBinary ? .max : resolution.exponent
    ticksPerSecond = Self.powerOfTen(exponent) ?? 0
    nanosecondsPerTick = exponent <= 9 ? Self.powerOfTen(9 - exponent) ?? 0 : 0
  }

  /// The time of `ticks`; held at the ends of what a timestamp can say.
  @inline(__always)  // Once per packet.
  package func timestamp(ticks: UInt64) -> Timestamp {
    let (seconds, nanoseconds) = split(ticks)
    let whole: Int64
    if let small = Int64(exactly: seconds) {
      let (sum, overflow) = small.addingReportingOverflow(offsetSeconds)
      whole = overflow ? .max : sum
    } else {
      whole = Int64(clamping: Int128(seconds) + Int128(offsetSeconds))
    }
    return Timestamp(seconds: whole, nanoseconds: UInt32(truncatingIfNeeded: nanoseconds))
  }

  /// Whole seconds, and the nanoseconds below them.
  @inline(__always)  // Once per packet.
  private func split(_ ticks: UInt64) -> (seconds: UInt64, nanoseconds: UInt64) {
    if nanosecondsPerTick > 0 {
      let (seconds, rest) = ticks.quotientAndRemainder(dividingBy: ticksPerSecond)
      return (seconds, rest * nanosecondsPerTick)
    }
    return splitOther(ticks)
  }

  /// The same for ticks that are finer than a nanosecond, or parts of a second by powers of two.
  @inline(never)
  private func splitOther(_ ticks: UInt64) -> (seconds: UInt64, nanoseconds: UInt64) {
    let exponent = resolution.exponent
    if resolution.isBinary {
      // 2⁶⁴ ticks times 10⁹ are fewer than 2⁹⁴.
      let nanoseconds = (UInt128(ticks) * 1_000_000_000) >> UInt128(exponent)
      let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
      return (UInt64(truncatingIfNeeded: seconds), UInt64(truncatingIfNeeded: rest))
    }
    // Where a tick is finer than 10⁻¹⁹ s, 64 bits of them do not make a second.
    let (seconds, rest) =
      ticksPerSecond > 0 ? ticks.quotientAndRemainder(dividingBy: ticksPerSecond) : (0, ticks)
    let ticksPerNanosecond = Self.powerOfTen(exponent - 9)
    return (seconds, ticksPerNanosecond.map { rest / $0 } ?? 0)
  }

  /// 10 to the power of `exponent`; nil when 64 bits cannot hold it.
  private static func powerOfTen(_ exponent: Int) -> UInt64? {
    guard (0...19).contains(exponent) else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
