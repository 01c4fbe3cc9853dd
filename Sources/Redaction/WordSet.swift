/// Words of ASCII in small letters, which are found in texts in either case.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
  /// All words, one after the other.
  private var pool: [UInt8] = []
  /// Where words lie in the pool, each in the first free place from the one on that its hash says; at
  /// least every second place is free.
  private var slots: [Range<Int>?]
  /// A bit for each length of a word.
  private var lengths: UInt64 = 0

  init(arrayLiteral words: String...) {
    slots = Array(repeating: nil, count: 4)
    while slots.count < 2 * words.count { slots += slots }
    for word in words {
      let start = pool.count
      pool += word.utf8
      var slot = slot(of: pool, start..<pool.count)
      while slots[slot] != nil { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = start..<pool.count
      lengths |= 1 << UInt64(pool.count - start)
    }
  }

  /// Whether a part of a text is one of the words.
  func contains(_ text: [UInt8], _ part: Range<Int>) -> Bool {
    guard part.count < 64, lengths >> UInt64(part.count) & 1 == 1 else { return false }
    var slot = slot(of: text, part)
    while let word = slots[slot] {
      if word.count == part.count,
        zip(word, part).allSatisfy({ pool[$0] == text[$1].lowercased })
      {
        return true
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  /// FNV-1a.
  private func slot(of text: [UInt8], _ part: Range<Int>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in part { hash = (hash ^ UInt64(text[index].lowercased)) &* 0x0100_0000_01b3 }
    return Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
  }
}
