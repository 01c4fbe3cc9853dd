/// How long something may take, as people write it: `500ms`, `2s`, `1m30s`, `1.5s`.
package struct TimeLimit: Equatable, Sendable {
  package let nanoseconds: Int64

  /// A day: nobody waits longer for an answer, and sums of times stay far from overflow.
  package static let maximumNanoseconds: Int64 = 86_400_000_000_000

  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// What a limit looks like, for messages and the schema.
  static let form = "500ms, 2s, 1.5s or 1m30s"
  /// The form of a limit as a regular expression (ECMA 262).
  static let expression = #"^([0-9]+(\.[0-9]+)?(h|m|s|ms|us))+$"#

  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("h", 3_600_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("m", 60_000_000_000),
    ("s", 1_000_000_000),
  ]

  /// Nil for what is no time, or none from 1 nanosecond to a day.
  package init?(_ text: String) {
    var rest = Substring(text)
    var sum: Int64 = 0
    repeat {
      guard let part = Self.takePart(of: &rest) else { return nil }
      let (added, overflow) = sum.addingReportingOverflow(part)
      guard !overflow, added <= Self.maximumNanoseconds else { return nil }
      sum = added
    } while !rest.isEmpty
    guard sum > 0 else { return nil }
    nanoseconds = sum
  }

  /// A number and its unit, in nanoseconds.
  private static func takePart(of rest: inout Substring) -> Int64? {
    guard let whole = takeDigits(of: &rest), let number = Int64(whole) else { return nil }
    var decimals: Substring = ""
    if rest.first == "." {
      rest.removeFirst()
      guard let digits = takeDigits(of: &rest) else { return nil }
      decimals = digits
    }
    guard let unit = units.first(where: { rest.hasPrefix($0.name) }) else { return nil }
    rest.removeFirst(unit.name.count)
    let (product, overflow) = number.multipliedReportingOverflow(by: unit.nanoseconds)
    guard !overflow, let fraction = Int64((decimals + "000000000").prefix(9)) else { return nil }
    // Less than a unit: an hour of nanoseconds times a fraction of nine digits still fits 128 bits.
    let part = Int128(fraction) * Int128(unit.nanoseconds) / 1_000_000_000
    let (sum, carried) = product.addingReportingOverflow(Int64(part))
    return carried ? nil : sum
  }

  private static func takeDigits(of rest: inout Substring) -> Substring? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    return digits
  }
}

extension TimeLimit: CustomStringConvertible {
  /// The limit as it may be written, in the units that it needs.
  package var description: String {
    let (minutes, rest) = nanoseconds.quotientAndRemainder(dividingBy: 60_000_000_000)
    let whole = minutes > 0 ? "\(minutes)m" : ""
    if rest == 0 { return whole.isEmpty ? "0s" : whole }
    return whole + Self.words(for: rest)
  }

  /// A time that was measured, such as `812ms` or `1.204s`.
  static func words(for nanoseconds: Int64) -> String {
    let magnitude = nanoseconds.magnitude
    let unit: (name: String, size: UInt64) =
      magnitude >= 1_000_000_000
      ? ("s", 1_000_000_000)
      : magnitude >= 1_000_000 ? ("ms", 1_000_000) : ("us", 1_000)
    let (whole, part) = magnitude.quotientAndRemainder(dividingBy: unit.size)
    let thousandths = part * 1000 / unit.size
    var decimals = String(1000 + thousandths).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return "\(whole)" + (decimals.isEmpty ? "" : ".\(decimals)") + unit.name
  }
}
