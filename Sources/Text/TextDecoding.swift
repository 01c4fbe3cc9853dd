extension Span<UInt8> {
  /// Whether every byte is an ASCII character.
  package var isASCII: Bool {
    var union: UInt8 = 0
    for index in indices { union |= self[index] }
    return union < 0x80
  }

  /// Bytes of the UTF-8 character that begins at `index`; nil where the bytes are none.
  ///
  /// Well-formed as the Unicode Standard, table 3-7, says: no overlong forms, no surrogates.
  package func utf8CharacterByteCount(at index: Int) -> Int? {
    let first = self[index]
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch first {
      case 0x00...0x7f: (1, 0...0)
      case 0xc2...0xdf: (2, 0x80...0xbf)
      case 0xe0: (3, 0xa0...0xbf)
      case 0xed: (3, 0x80...0x9f)
      case 0xe1...0xef: (3, 0x80...0xbf)
      case 0xf0: (4, 0x90...0xbf)
      case 0xf1...0xf3: (4, 0x80...0xbf)
      case 0xf4: (4, 0x80...0x8f)
      default: (0, 0...0)
      }
    guard length > 0, length <= count - index else { return nil }
    if length == 1 { return 1 }
    guard second.contains(self[index + 1]) else { return nil }
    for place in 2..<Swift.max(length, 2) where self[index + place] & 0xc0 != 0x80 { return nil }
    return length
  }

  /// Whether the bytes are well-formed UTF-8.
  package var isUTF8: Bool {
    var index = 0
    while index < count {
      guard let length = utf8CharacterByteCount(at: index) else { return false }
      index += length
    }
    return true
  }
}

extension TextBuffer {
  /// Appends text of unknown encoding: UTF-8 where it is well-formed, otherwise the encoding that is
  /// given, and without one Latin-1.
  package mutating func append(decoding bytes: Span<UInt8>, by encoding: TextEncoding? = nil) {
    if bytes.isASCII || bytes.isUTF8 {
      append(bytes)
    } else if let encoding {
      encoding.append(bytes, to: &self)
    } else {
      for index in bytes.indices {
        append(scalar: Unicode.Scalar(bytes[index]))
      }
    }
  }
}
