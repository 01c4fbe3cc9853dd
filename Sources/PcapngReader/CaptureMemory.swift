/// The memory that captures which are open at one time take together: for the bytes that are being
/// looked at, for unpacking them, and for what is kept of their sections and interfaces.
///
/// For one thread, which reads them all.
package final class CaptureMemory {
  /// Four captures with the largest windows that zstd has, or 256 with those of its usual levels.
  package static let maximumByteCount = 512 << 20

  fileprivate let maximum: Int
  fileprivate var claimed = 0

  package init(maximumByteCount: Int = maximumByteCount) {
    maximum = maximumByteCount
  }

  /// What there is to say where the budget does not suffice.
  var exceeded: CaptureError.Fact { .memoryAboveMaximum(maximum: maximum) }
}

/// What one holder has of a budget; goes back when the holder does.
struct MemoryShare: ~Copyable {
  let budget: CaptureMemory
  private(set) var byteCount = 0

  /// A share of so many bytes, whatever is left: for the little that every capture needs.
  init(of budget: CaptureMemory, byteCount: Int = 0) {
    self.budget = budget
    self.byteCount = byteCount
    budget.claimed += byteCount
  }

  /// Makes the share as large as `count` bytes, if it is not; false where so much is not left.
  mutating func extend(to count: Int) -> Bool {
    guard count > byteCount else { return true }
    let wanted = count - byteCount
    guard wanted <= budget.maximum - budget.claimed else { return false }
    budget.claimed += wanted
    byteCount = count
    return true
  }

  deinit {
    budget.claimed -= byteCount
  }
}
