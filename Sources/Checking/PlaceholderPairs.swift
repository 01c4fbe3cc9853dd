import Text
import Wire

/// Which placeholder of one capture is which of another.
struct PlaceholderPairs {
  /// Values of a kind whose numbers are paired; beyond it nothing is told.
  private static let maximumNumber = 1 << 20

  /// By kind and number, the number on the other side; 0 where there is none yet.
  private var numbers: [Placeholder.Kind: (rights: [Int32], lefts: [Int32])] = [:]

  /// Takes two placeholders for one; false where either was another one before.
  mutating func pair(_ left: Placeholder, _ right: Placeholder) -> Bool {
    guard left.kind == right.kind, max(left.number, right.number) <= Self.maximumNumber else {
      return false
    }
    return Self.pair(left.number, right.number, in: &numbers[left.kind, default: ([], [])])
  }

  private static func pair(
    _ left: Int, _ right: Int, in numbers: inout (rights: [Int32], lefts: [Int32])
  ) -> Bool {
    note(left, right, in: &numbers.rights) && note(right, left, in: &numbers.lefts)
  }

  private static func note(_ number: Int, _ other: Int, in others: inout [Int32]) -> Bool {
    if number >= others.count {
      let missing = max(number + 1, 2 * others.count) - others.count
      others.append(contentsOf: repeatElement(0, count: missing))
    }
    if others[number] == 0 { others[number] = Int32(truncatingIfNeeded: other) }
    return Int(others[number]) == other
  }

  /// Whether a text is the same as a line, but for the numbers of placeholders that are pairs.
  mutating func areSame(_ text: borrowing TextBuffer, _ line: [UInt8]) -> Bool {
    let left = text.span
    let right = line.span
    var (one, other) = (0, 0)
    while one < left.count {
      // Up to the next placeholder both are the same, byte for byte.
      let place = left.firstIndex(of: UInt8(ascii: "<"), in: one..<left.count) ?? left.count
      let length = place - one
      guard length <= right.count - other,
        left.extracting(one..<place).equals(right.extracting(other..<other + length))
      else { return false }
      (one, other) = (place, other + length)
      if one == left.count { break }
      if let before = PlaceholderText.placeholder(in: left, at: one) {
        guard other < right.count, right[other] == UInt8(ascii: "<"),
          let after = PlaceholderText.placeholder(in: right, at: other),
          pair(before.placeholder, after.placeholder)
        else { return false }
        (one, other) = (before.end, after.end)
      } else {
        guard other < right.count, right[other] == UInt8(ascii: "<") else { return false }
        one += 1
        other += 1
      }
    }
    return other == right.count
  }
}
