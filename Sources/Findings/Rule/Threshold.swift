/// A limit that a rule goes by, and that a user may set.
package struct Threshold: Sendable {
  /// What it is called after the rule's identifier; the first of a rule needs no name.
  package let name: String
  /// What it limits.
  package let meaning: String
  package let unit: Unit
  /// The value where nobody sets another.
  package let value: Double

  package init(_ name: String, _ value: Double, _ unit: Unit, _ meaning: String) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.value = value
  }

  /// What its number counts.
  package enum Unit: Sendable {
    case seconds, percent, count, factor, milliseconds

    /// What stands after a number of it.
    var symbol: String {
      switch self {
      case .seconds: " s"
      case .percent: " %"
      case .milliseconds: " ms"
      case .factor: " times"
      case .count: ""
      }
    }
  }

  /// The default as it is shown.
  package var shown: String { Self.text(of: value) + unit.symbol }

  static func text(of value: Double) -> String {
    if value == value.rounded(), let whole = Int64(exactly: value) { return "\(whole)" }
    return "\(value)"
  }

  /// Reads a number with its unit: `5`, `5s`, `200ms`, `2min`, `10%`; nil for anything else.
  func parse(_ text: String) -> Double? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number.isFinite, number >= 0, number <= 1e9 else {
      return nil
    }
    let suffix = text.dropFirst(digits.count).drop { $0 == " " }
    switch (unit, suffix) {
    case (_, ""): return number
    case (.seconds, "s"), (.milliseconds, "ms"), (.percent, "%"): return number
    case (.seconds, "ms"): return number / 1000
    case (.seconds, "min"): return number * 60
    case (.seconds, "h"): return number * 3600
    case (.milliseconds, "s"): return number * 1000
    default: return nil
    }
  }
}
