package import Wire

extension TextBuffer {
  /// Appends a time as RFC 3339 in UTC, such as `2019-07-23T20:06:49.668955Z`.
  ///
  /// The second has `digits` decimals, 0 to 9; finer ones are cut off, not rounded.
  package mutating func append(time: Timestamp, digits: Int) {
    let (day, rest) = time.seconds.floorDivided(by: 86_400)
    let date = CivilDate(daysSince1970: day)
    let secondOfDay = UInt32(truncatingIfNeeded: rest)
    if date.year < 0 { append(byte: UInt8(ascii: "-")) }
    append(decimal: date.year.magnitude, minimumDigits: 4)
    append(byte: UInt8(ascii: "-"))
    append(lastDigits: 2, of: UInt32(truncatingIfNeeded: date.month))
    append(byte: UInt8(ascii: "-"))
    append(lastDigits: 2, of: UInt32(truncatingIfNeeded: date.day))
    append(byte: UInt8(ascii: "T"))
    append(lastDigits: 2, of: secondOfDay / 3600)
    append(byte: UInt8(ascii: ":"))
    append(lastDigits: 2, of: secondOfDay / 60 % 60)
    append(byte: UInt8(ascii: ":"))
    append(lastDigits: 2, of: secondOfDay % 60)
    append(fraction: time.nanoseconds, digits: digits)
    append(byte: UInt8(ascii: "Z"))
  }

  /// Appends a duration in seconds with a decimal point, such as `0.034217`.
  ///
  /// The second has `digits` decimals, 0 to 9.
  package mutating func append(seconds nanoseconds: Int64, digits: Int) {
    if nanoseconds < 0 { append(byte: UInt8(ascii: "-")) }
    let magnitude = nanoseconds.magnitude
    append(decimal: magnitude / 1_000_000_000)
    append(fraction: UInt32(truncatingIfNeeded: magnitude % 1_000_000_000), digits: digits)
  }

  /// Appends a decimal point and as many decimals; nothing for none.
  package mutating func append(fraction nanoseconds: UInt32, digits: Int) {
    if digits == 6 { return append(millionths: nanoseconds / 1000) }  // what captures have
    guard digits > 0 else { return }
    let shown = min(digits, 9)
    append(byte: UInt8(ascii: "."))
    var value = nanoseconds
    for _ in shown..<9 { value /= 10 }
    append(decimal: value, minimumDigits: shown)
  }
}

/// A day of the proleptic Gregorian calendar.
private struct CivilDate {
  let year: Int64
  let month: Int64
  let day: Int64

  /// Counts in eras of 400 years that begin on 1 March, so that the leap day comes last.
  init(daysSince1970 days: Int64) {
    let (era, dayOfEra) = (days + 719_468).floorDivided(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

extension Int64 {
  /// Quotient rounded down and the remainder, which is never negative.
  fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
