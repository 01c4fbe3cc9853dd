/// How much of a second one tick of an interface's clock is: the byte of `if_tsresol`.
///
/// Draft §4.2, table of interface options: a negative power of 10, or of 2 when the top bit is set.
package struct TimestampResolution: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// 10⁻⁶, which holds where nothing is said.
  package static let microseconds = TimestampResolution(rawValue: 6)
  /// 10⁻⁹.
  package static let nanoseconds = TimestampResolution(rawValue: 9)

  /// Whether the power is of 2.
  package var isBinary: Bool { rawValue & 0x80 != 0 }

  /// The power without its sign: 0 to 127.
  package var exponent: Int { Int(rawValue & 0x7f) }

  /// Decimals of a second to show: those that a tick has, up to 9, and 9 for a power of 2.
  package var digits: Int { isBinary ? 9 : min(exponent, 9) }
}
