extension TextBuffer {
  /// Appends text from a capture so that nothing in it can act on a terminal or deceive a reader.
  ///
  /// Control characters become `\x1b`, characters that steer the direction or hide become
  /// `\u{202e}`; a tab or a line break becomes `\t` or `\n`, and a byte of a ``FileName`` that is no
  /// UTF-8 `\xe9`.
  package mutating func append(visible bytes: Span<UInt8>) {
    let start = count
    if append(plainBeginningOf: 0..<bytes.count, in: bytes) == bytes.count { return }
    truncate(to: start)
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
      case _ where scalar.isInvisible: append(numberOf: scalar)
      default: append(visibleOrByte: scalar)
      }
      index += length ?? 1
    }
  }

  /// Appends a character, or the byte of a file's name that it stands for.
  private mutating func append(visibleOrByte scalar: Unicode.Scalar) {
    guard let byte = FileName.byte(behind: scalar) else { return append(scalar: scalar) }
    append("\\x")
    append(hexadecimal: UInt64(byte), digits: 2)
  }

  /// Appends a character's number, as `\u{202e}`.
  package mutating func append(numberOf scalar: Unicode.Scalar) {
    append("\\u{")
    let digits = scalar.value > 0xfffff ? 6 : scalar.value > 0xffff ? 5 : 4
    append(hexadecimal: UInt64(scalar.value), digits: digits)
    append("}")
  }
}

extension Span<UInt8> {
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
  /// line separators, noncharacters, and what Unicode has programs ignore that cannot show it
  /// (joiners, fillers, tags); but not the variation selectors of emoji.
  package var isInvisible: Bool {
    if value < 0xad { return false }
    return switch value {
    case 0xad, 0x34f, 0x61c, 0x115f...0x1160, 0x17b4...0x17b5, 0x180b...0x180f, 0x200b...0x200f,
      0x2028...0x202e, 0x2060...0x206f, 0x3164, 0xfdd0...0xfdef, 0xfeff, 0xffa0, 0xfff0...0xfffb,
      0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0xe0000...0xe0fff:
      true
    default: value & 0xfffe == 0xfffe
    }
  }
}
