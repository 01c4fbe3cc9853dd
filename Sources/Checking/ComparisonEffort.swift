/// The work that comparing two captures may still take.
///
/// Finding which connections belong together, and the fewest lines that differ, takes work that
/// grows with the square of what differs. Both are bounded in steps, not in seconds, so that the
/// result is the same on every machine.
struct ComparisonEffort {
  /// Steps for finding which connections belong together: those that two captures of some 2,000
  /// connections need, or about a second.
  static let maximumMatchingSteps = 1 << 27
  /// Steps for aligning lines, about a second too.
  static let maximumAlignmentSteps = 1 << 27

  /// Steps that are left.
  private(set) var remaining: Int
  /// Whether something was left undone.
  private(set) var isExhausted = false

  init(_ steps: Int) {
    remaining = steps
  }

  /// Takes steps from what is left; false, and nothing is taken, where there are not so many.
  mutating func spend(_ steps: Int) -> Bool {
    guard steps <= remaining else {
      isExhausted = true
      return false
    }
    remaining -= steps
    return true
  }
}
