/// Which words of a line stay together: a number and its unit or noun, as in `20 ms`, `line 1`,
/// `KeepAlive × 3` and `0x0057 (87)`, with one blank between them.
extension Span<UInt8> {
  /// The end of the word that begins at a place.
  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < count, self[end] != UInt8(ascii: " ") { end += 1 }
    return end
  }

  /// The end of the last word that stays together with this one; its own end where none does.
  func inseparableEnd(from word: Range<Int>) -> Int {
    var former = word
    while former.upperBound + 1 < count, self[former.upperBound + 1] != UInt8(ascii: " ") {
      let start = former.upperBound + 1
      let next = start..<wordEnd(from: start)
      guard isInseparable(former, next) else { break }
      former = next
    }
    return former.upperBound
  }

  private func isInseparable(_ former: Range<Int>, _ next: Range<Int>) -> Bool {
    if isTimes(former) || isTimes(next) { return true }
    if endsClause(former) { return false }
    let isNumbered = isNumber(next)
    if isNumber(former) {
      return startsLikeWord(next) || isNumbered && self[next.lowerBound] == UInt8(ascii: "(")
    }
    return startsLikeWord(former) && isNumbered
  }

  /// The multiplication sign, which stands between a noun and its number.
  private func isTimes(_ word: Range<Int>) -> Bool {
    word.count == 2 && self[word.lowerBound] == 0xc3 && self[word.lowerBound + 1] == 0x97
  }

  /// Whether a comma or the like ends a word: what follows has nothing to do with it.
  private func endsClause(_ word: Range<Int>) -> Bool {
    guard let last = word.last else { return true }
    switch self[last] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "."),
      UInt8(ascii: ")"), UInt8(ascii: "!"), UInt8(ascii: "?"):
      return true
    default: return false
    }
  }

  /// Whether a word begins with a letter, of any script, or a unit such as % or µs.
  private func startsLikeWord(_ word: Range<Int>) -> Bool {
    guard let first = word.first else { return false }
    switch self[first] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "%"):
      return true
    case 0xc2: return word.count > 1 && self[first + 1] == 0xb5  // µ
    // Letters beyond ASCII; arrows and quotation marks begin with other octets.
    case 0xc3...0xdf: return true
    default: return false
    }
  }

  /// Whether a word is a number: digits with at most one point, or hexadecimal ones after `0x`;
  /// brackets and punctuation around them do not count. Addresses and names are none.
  private func isNumber(_ word: Range<Int>) -> Bool {
    var start = word.lowerBound
    var end = word.upperBound
    if start < end, self[start] == UInt8(ascii: "(") { start += 1 }
    while end > start, endsClause(end - 1..<end) { end -= 1 }
    guard start < end else { return false }
    if end - start > 2, self[start] == UInt8(ascii: "0"), self[start + 1] == UInt8(ascii: "x") {
      return (start + 2..<end).allSatisfy { self[$0].isHexadecimalDigit }
    }
    var points = 0
    for index in start..<end {
      if self[index] == UInt8(ascii: "."), index > start {
        points += 1
      } else if !self[index].isDecimalDigit {
        return false
      }
    }
    return points < 2
  }
}

extension UInt8 {
  fileprivate var isDecimalDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  fileprivate var isHexadecimalDigit: Bool {
    isDecimalDigit || (self | 0x20) &- UInt8(ascii: "a") < 6
  }
}
