import SCCP

/// What must hold of a message, beside its header version, for a layout of it to apply.
package struct ReferenceCondition: Equatable, Sendable {
  /// Data lengths of the messages that have the layout.
  package var lengths = shortest...Int.max
  /// What its bytes must show as well, in words; empty where the length decides alone.
  package var remark = ""

  /// The identifier alone, which the data length counts.
  private static let shortest = 4

  static let none = ReferenceCondition()

  /// This condition and another one; nil where no message can meet both.
  func and(_ other: ReferenceCondition) -> ReferenceCondition? {
    let lower = max(lengths.lowerBound, other.lengths.lowerBound)
    let upper = min(lengths.upperBound, other.lengths.upperBound)
    guard lower <= upper else { return nil }
    let remarks = [remark, other.remark].filter { !$0.isEmpty }
    return ReferenceCondition(lengths: lower...upper, remark: remarks.joined(separator: ", "))
  }

  /// The shortest data length, where there is one above that of an empty body.
  var lowestLength: Int? { lengths.lowerBound > Self.shortest ? lengths.lowerBound : nil }

  /// The longest data length, where there is one.
  var highestLength: Int? { lengths.upperBound < Int.max ? lengths.upperBound : nil }

  /// The condition in words, empty where there is none.
  package var words: String {
    let length: String =
      switch (lowestLength, highestLength) {
      case (nil, nil): ""
      case (nil, let high?): "data length up to \(high)"
      case (let low?, nil): "data length from \(low) on"
      case (let low?, let high?):
        low == high ? "data length \(low)" : "data length \(low) to \(high)"
      }
    return [length, remark].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// For each of the forms, when it is the first whose condition holds; nil where it never is.
  static func each(of forms: [Item.Form]) -> [ReferenceCondition?] {
    var rest: ReferenceCondition? = ReferenceCondition()
    var conditions: [ReferenceCondition?] = []
    for form in forms {
      switch form.condition {
      case .always:
        conditions.append(rest)
        rest = nil
      case .lengthOver(let length):
        conditions.append(rest?.and(from(length + 1)))
        rest = rest?.and(upTo(length))
      case .lengthUnder(let length):
        conditions.append(rest?.and(upTo(length - 1)))
        rest = rest?.and(from(length))
      case .padded(let length, let word, let gap):
        let remark =
          "bytes \(gap.lowerBound)–\(gap.upperBound - 1) all 0 and the uint32 at \(word) not 0"
        conditions.append(
          rest?.and(ReferenceCondition(lengths: length...length, remark: remark)))
        rest = rest?.and(ReferenceCondition(remark: "otherwise"))
      }
    }
    return conditions
  }

  private static func from(_ length: Int) -> ReferenceCondition {
    ReferenceCondition(lengths: max(length, shortest)...Int.max)
  }

  private static func upTo(_ length: Int) -> ReferenceCondition {
    ReferenceCondition(lengths: shortest...max(length, shortest))
  }
}
