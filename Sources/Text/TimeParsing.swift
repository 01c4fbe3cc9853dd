package import Wire

extension Timestamp {
  /// Reads a time of RFC 3339, such as `2019-07-23T20:06:49.668955Z` or `…+02:00`; the time of
  /// day, the seconds and the zone (then UTC) may be left out.
  package init?(rfc3339 text: String) {
    var rest = Substring(text)
    guard let year = rest.takeNumber(digits: 4), rest.take("-"),
      let month = rest.takeNumber(digits: 2), rest.take("-"),
      let day = rest.takeNumber(digits: 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var second = Self.daysSince1970(year: year, month: month, day: day) * 86_400
    var nanoseconds: Int64 = 0
    if rest.take("T") || rest.take("t") || rest.take(" ") {
      guard let hour = rest.takeNumber(digits: 2), rest.take(":"),
        let minute = rest.takeNumber(digits: 2), hour < 24, minute < 60
      else { return nil }
      second += hour * 3600 + minute * 60
      if rest.take(":") {
        guard let seconds = rest.takeNumber(digits: 2), seconds <= 60 else { return nil }
        second += seconds
      }
      if rest.take(".") {
        guard let fraction = rest.takeFraction() else { return nil }
        nanoseconds = fraction
      }
    }
    guard let offset = rest.takeZone(), rest.isEmpty else { return nil }
    self.init(
      seconds: second - offset, nanoseconds: UInt32(truncatingIfNeeded: nanoseconds))
  }

  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Substring {
  fileprivate mutating func take(_ character: Character) -> Bool {
    guard first == character else { return false }
    removeFirst()
    return true
  }

  fileprivate mutating func takeNumber(digits: Int) -> Int64? {
    let digitsText = prefix(digits)
    guard digitsText.count == digits, digitsText.allSatisfy(\.isASCIIDigit) else { return nil }
    removeFirst(digits)
    return Int64(digitsText)
  }

  /// The digits after a decimal point, as nanoseconds; finer ones are passed over.
  fileprivate mutating func takeFraction() -> Int64? {
    let digits = prefix(while: \.isASCIIDigit)
    guard !digits.isEmpty else { return nil }
    removeFirst(digits.count)
    let nine = (String(digits) + "000000000").prefix(9)
    return Int64(nine)
  }

  /// Seconds that the zone is ahead of UTC.
  fileprivate mutating func takeZone() -> Int64? {
    if isEmpty || take("Z") || take("z") { return 0 }
    let isAhead = take("+")
    guard isAhead || take("-"), let hour = takeNumber(digits: 2), take(":"),
      let minute = takeNumber(digits: 2)
    else { return nil }
    let offset = hour * 3600 + minute * 60
    return isAhead ? offset : -offset
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
