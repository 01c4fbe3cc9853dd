/// The header versions that a stream has had.
struct VersionSet: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// Whether there was none but 0.
  var isUndecided: Bool { words == (0, 0, 0, 0) || words == (1, 0, 0, 0) }

  @inline(__always)
  mutating func insert(_ version: UInt32) {
    let bit = UInt64(1) << UInt64(version & 63)
    switch version >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  func contains(_ version: UInt32) -> Bool {
    let word =
      switch version >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word & UInt64(1) << UInt64(version & 63) != 0
  }
}
