import Testing

/// A way to damage a capture at one of its bytes.
enum Mutation: String, CaseIterable, CustomTestStringConvertible {
  /// The capture ends before the byte.
  case cut
  // One byte.
  case zero, ones, complement
  // A number that begins at the byte: that of a length or a count, wherever there is one.
  case zeroWord, onesWord, doubledWord, thousandfoldWord, doubledNetworkHalf

  var testDescription: String { rawValue }

  func applied(to bytes: [UInt8], at index: Int) -> [UInt8] {
    var changed = bytes
    switch self {
    case .cut: changed.removeSubrange(index...)
    case .zero: changed[index] = 0
    case .ones: changed[index] = 0xff
    case .complement: changed[index] = ~changed[index]
    case .zeroWord: changed.changeWord(at: index) { _ in 0 }
    case .onesWord: changed.changeWord(at: index) { _ in .max }
    case .doubledWord: changed.changeWord(at: index) { $0 &* 2 }
    case .thousandfoldWord: changed.changeWord(at: index) { $0 &* 1000 }
    case .doubledNetworkHalf:
      guard index + 2 <= changed.count else { break }
      let half = (UInt16(changed[index]) << 8 | UInt16(changed[index + 1])) &* 2
      changed[index] = UInt8(half >> 8)
      changed[index + 1] = UInt8(truncatingIfNeeded: half)
    }
    return changed
  }
}

extension [UInt8] {
  /// Changes the little-endian number of four bytes at `index`, where there is one.
  fileprivate mutating func changeWord(at index: Int, _ change: (UInt32) -> UInt32) {
    guard index + 4 <= count else { return }
    let old = (0..<4).reduce(UInt32(0)) { $0 | UInt32(self[index + $1]) << UInt32(8 * $1) }
    let new = change(old)
    for place in 0..<4 {
      self[index + place] = UInt8(truncatingIfNeeded: new >> UInt32(8 * place))
    }
  }
}
