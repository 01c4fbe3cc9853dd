import Wire

/// Where the connections of a golden file begin, found in one pass without its lines being kept.
package struct GoldenIndex {
  /// The offset of each connection's first line.
  private(set) var starts: [Int] = []
  /// The offset of the last line, which holds the frames.
  private(set) var end: Int?
  private var offset = 0
  private var lineStart = 0
  private var frames = FramesLine()

  package init() {}

  /// Where a line says what it is: after the brace and the quotation mark.
  private static let tellingPlace = 2

  /// Takes the next bytes of the file.
  package mutating func append(_ bytes: Span<UInt8>) {
    var place = 0
    while end == nil, place < bytes.count {
      let lineEnd =
        bytes.firstIndex(of: UInt8(ascii: "\n"), in: place..<bytes.count) ?? bytes.count
      let telling = lineStart + Self.tellingPlace - offset
      if (place..<lineEnd).contains(telling) {
        switch bytes[telling] {
        case UInt8(ascii: "c"): starts.append(lineStart)
        case UInt8(ascii: "f"): end = lineStart
        default: break
        }
      }
      if end == nil {
        place = lineEnd + 1
        if lineEnd < bytes.count { lineStart = offset + place }
      } else {
        place = telling + 1
      }
    }
    if end != nil {
      for index in place..<bytes.count { frames.append(bytes[index]) }
    }
    offset += bytes.count
  }

  /// Whether the file has its last line, to its end, and nothing after it.
  var isWhole: Bool { frames.isWhole }
}

/// Reads the last line of a golden file, which is not compared, for whether it is whole.
private struct FramesLine {
  /// What comes before the lists; the first letter of the word has been read.
  private static let beginning = Array("rames\":".utf8)

  private var readCount = 0
  private var depth = 0
  private var former = UInt8(ascii: ":")
  private var isSound = true
  /// After the brace at the end.
  private var hasEnded = false

  var isWhole: Bool { isSound && hasEnded }

  mutating func append(_ byte: UInt8) {
    if readCount < Self.beginning.count {
      isSound = isSound && byte == Self.beginning[readCount]
      readCount += 1
    } else if hasEnded {
      isSound = isSound && (byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n"))
    } else {
      isSound = isSound && takes(byte)
      former = byte
    }
  }

  /// Whether a byte of the lists may come after the one before it.
  private mutating func takes(_ byte: UInt8) -> Bool {
    let isAfterValue = former.isDigit || former == UInt8(ascii: "]")
    switch byte {
    case UInt8(ascii: "["):
      depth += 1
      return !isAfterValue && (depth > 1) == (former != UInt8(ascii: ":"))
    case UInt8(ascii: "]"):
      depth -= 1
      return depth >= 0 && (isAfterValue || former == UInt8(ascii: "["))
    case UInt8(ascii: ","): return depth > 0 && isAfterValue
    case UInt8(ascii: "}"):
      hasEnded = true
      return depth == 0 && former == UInt8(ascii: "]")
    default: return byte.isDigit && depth > 0 && former != UInt8(ascii: "]")
    }
  }
}
