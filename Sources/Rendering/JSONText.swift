package import Text
import Wire

/// JSON, appended piece by piece.
extension TextBuffer {
  /// Appends a string with its quotes; characters that a terminal or an editor would act on are
  /// escaped.
  package mutating func append(jsonString bytes: Span<UInt8>) {
    append(byte: UInt8(ascii: "\""))
    append(jsonEscaped: bytes)
    append(byte: UInt8(ascii: "\""))
  }

  package mutating func append(jsonString text: String) {
    append(jsonString: text.utf8.span)
  }

  /// Puts text that was made harmless for a terminal before, from `start` on, as the inside of a
  /// string in the place of what it was; as it is, where JSON itself wants nothing escaped.
  mutating func escapeHarmless(from start: Int) {
    if !span.extracting(start...).isPlainInJSON { escapeJSON(from: start) }
  }

  /// Puts text from `start` on, as the inside of a string, in the place of what it was.
  mutating func escapeJSON(from start: Int) {
    if span.extracting(start...).isPlainASCIIInJSON { return }
    var raw: [UInt8] = []
    raw.append(span.extracting(start...))
    truncate(to: start)
    append(jsonEscaped: raw.span)
  }

  /// Appends the inside of a string. Bytes that are not UTF-8 are read as Latin-1.
  private mutating func append(jsonEscaped bytes: Span<UInt8>) {
    if bytes.isPlainASCIIInJSON {
      append(bytes)
      return
    }
    var runStart = 0
    var index = 0
    while index < bytes.count {
      if bytes[index].standsForItselfInJSON {
        index += 1
        continue
      }
      let length = bytes.utf8CharacterByteCount(at: index)
      let scalar = bytes.scalar(at: index, byteCount: length ?? 1)
      if let length, length > 1, !scalar.isEscapedInJSON {
        index += length
        continue
      }
      append(bytes.extracting(runStart..<index))
      append(jsonEscaped: scalar)
      index += length ?? 1
      runStart = index
    }
    append(bytes.extracting(runStart..<bytes.count))
  }

  private mutating func append(jsonEscaped scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": append("\\\"")
    case "\\": append("\\\\")
    case "\n": append("\\n")
    case "\r": append("\\r")
    case "\t": append("\\t")
    case _ where scalar.isEscapedInJSON:
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        append("\\u")
        append(hexadecimal: UInt64(unit), digits: 4)
      }
    default: append(scalar: scalar)
    }
  }
}

extension Unicode.Scalar {
  /// Whether an editor or a terminal would act on it.
  fileprivate var isEscapedInJSON: Bool {
    value < 0x20 || (0x7f..<0xa0).contains(value) || isInvisible
  }
}

extension UInt8 {
  /// Whether a byte is an ASCII character that a JSON string holds as it is.
  fileprivate var standsForItselfInJSON: Bool {
    self >= 0x20 && self < 0x7f && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
  }
}
