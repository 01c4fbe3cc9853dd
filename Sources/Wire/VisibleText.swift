extension TextBuffer {
  /// Appends text from a capture so that nothing in it can act on a terminal or deceive a reader.
  ///
  /// Control characters become `\x1b`, characters that steer the direction or hide become
  /// `\u{202e}`; a tab or a line break becomes `\t` or `\n`.
  package mutating func append(visible bytes: Span<UInt8>) {
    if bytes.isPrintableASCII {
      append(bytes)
      return
    }
    var index = 0
    while index < bytes.count {
      let length = bytes.utf8CharacterByteCount(at: index)
      let scalar = bytes.scalar(at: index, byteCount: length ?? 1)
      switch scalar.value {
      case 0x09: append("\\t")
      case 0x0a: append("\\n")
      case 0x0d: append("\\r")
      case 0..<0x20, 0x7f..<0xa0:
        append("\\x")
        append(hexadecimal: UInt64(scalar.value), digits: 2)
      case _ where scalar.isInvisible:
        append("\\u{")
        append(hexadecimal: UInt64(scalar.value), digits: scalar.value > 0xffff ? 5 : 4)
        append("}")
      default: append(scalar: scalar)
      }
      index += length ?? 1
    }
  }
}

extension Span<UInt8> {
  /// Whether every byte is a printable ASCII character.
  package var isPrintableASCII: Bool {
    for index in indices where self[index] &- 0x20 >= 0x5f { return false }
    return true
  }

  /// The character of `byteCount` bytes at `index`, which ``utf8CharacterByteCount(at:)`` found; a
  /// byte that is no UTF-8 is read as Latin-1.
  package func scalar(at index: Int, byteCount: Int) -> Unicode.Scalar {
    guard byteCount > 1 else { return Unicode.Scalar(self[index]) }
    var value = UInt32(self[index]) & (0x7f >> UInt32(byteCount))
    for place in 1..<byteCount { value = value << 6 | UInt32(self[index + place]) & 0x3f }
    return Unicode.Scalar(value) ?? "\u{fffd}"
  }
}

extension Unicode.Scalar {
  /// Whether a reader cannot see it, or it changes how others are seen: bidirectional controls,
  /// joiners, fillers and whatever else Unicode has renderers ignore, line separators, tags, and
  /// noncharacters. What chooses the form of a letter or an emoji is left as it is.
  package var isInvisible: Bool {
    if value < 0xad { return false }
    return switch value {
    case 0xad, 0x34f, 0x61c, 0x115f...0x1160, 0x17b4...0x17b5, 0x180e, 0x200b...0x200f,
      0x2028...0x202e, 0x2060...0x206f, 0x3164, 0xfdd0...0xfdef, 0xfeff, 0xffa0, 0xfff0...0xfffb,
      0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0xe0000...0xe0fff:
      true
    default: value & 0xfffe == 0xfffe
    }
  }
}
