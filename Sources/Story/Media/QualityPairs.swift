import Wire

/// The pairs of a key and a value in the quality text of ConnectionStatisticsRes: a pair ends at `;`
/// or `,`, its words are separated by `=` and blanks.
///
/// Three forms are known: `MLQK=4.2;…`, `Log 1: mos 4.2, …`, and the first with other members.
package struct QualityPairs: ~Escapable {
  private let text: Span<UInt8>
  private var index: Int

  /// The last two words of a pair.
  package struct Pair {
    package let key: Range<Int>
    package let value: Range<Int>
    package let wordCount: Int
  }

  /// Begins at a place in a text.
  @_lifetime(copy text)
  package init(_ text: Span<UInt8>, from start: Int = 0) {
    self.text = text
    index = start
  }

  /// The next pair with two words or more; nil where there is none.
  package mutating func next() -> Pair? {
    var key = 0..<0
    var value = 0..<0
    var wordCount = 0
    while index < text.count {
      let byte = text[index]
      if Self.ends(byte) {
        index += 1
        if wordCount > 1 { break }
        wordCount = 0
      } else if Self.separates(byte) {
        index += 1
      } else {
        (key, value) = (value, takeWord())
        wordCount += 1
      }
    }
    return wordCount > 1 ? Pair(key: key, value: value, wordCount: wordCount) : nil
  }

  private mutating func takeWord() -> Range<Int> {
    let start = index
    while index < text.count, !Self.ends(text[index]), !Self.separates(text[index]) { index += 1 }
    return start..<index
  }

  private static func ends(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
  }

  private static func separates(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: " ")
  }
}
