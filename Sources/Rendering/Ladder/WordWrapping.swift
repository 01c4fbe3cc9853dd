import Text

extension String {
  /// The words in lines of no more columns. A number and its unit or noun stay together where a line
  /// has room for them, and a word that is wider than a line is broken.
  func wrapped(to width: Int) -> [String] {
    var lines = WrappedLines(width: width)
    let bytes = utf8.span
    var start = 0
    while start < bytes.count {
      let word = start..<bytes.wordEnd(from: start)
      let end = word.isEmpty ? start : bytes.inseparableEnd(from: word)
      lines.append(String(copying: bytes.extracting(start..<end)))
      start = end + 1
    }
    return lines.finished
  }
}

/// Lines that are filled with words.
private struct WrappedLines {
  private let width: Int
  private var lines: [String] = []
  private var current = ""
  private var columns = 0

  init(width: Int) {
    self.width = width
  }

  /// The lines, at least one.
  var finished: [String] {
    current.isEmpty && !lines.isEmpty ? lines : lines + [current]
  }

  /// Appends words that stay together, apart from what is there already.
  mutating func append(_ words: String) {
    let wordColumns = words.columnCount
    if wordColumns > width, words.utf8.contains(UInt8(ascii: " ")) {
      for word in words.split(separator: " ") { append(String(word)) }
      return
    }
    if !current.isEmpty, columns + 1 + wordColumns > width { endLine() }
    if !current.isEmpty {
      current += " "
      columns += 1
    }
    if wordColumns > width {
      appendBroken(words)
    } else {
      current += words
      columns += wordColumns
    }
  }

  private mutating func appendBroken(_ word: String) {
    for scalar in word.unicodeScalars {
      if columns + scalar.columnCount > width { endLine() }
      current.unicodeScalars.append(scalar)
      columns += scalar.columnCount
    }
  }

  private mutating func endLine() {
    lines.append(current)
    (current, columns) = ("", 0)
  }
}
