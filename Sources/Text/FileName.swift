/// File names as text, whatever bytes they are made of.
///
/// To a system a name is bytes; a String is Unicode. Each byte that is not part of UTF-8 becomes one
/// of the characters from U+10FF00 to U+10FF7F, which are for private use. Where a name itself has
/// one of these, its four bytes are kept the same way. So each name has one text, and the text leads
/// back to the name.
package enum FileName {
  private static let standIns: ClosedRange<UInt32> = 0x10ff00...0x10ff7f

  /// The text for a name of these bytes.
  package static func text(of name: Span<UInt8>) -> String {
    var text = TextBuffer()
    var index = 0
    while index < name.count {
      let length = name.utf8CharacterByteCount(at: index)
      let scalar = name.scalar(at: index, byteCount: length ?? 1)
      if length != nil, !standIns.contains(scalar.value) {
        text.append(scalar: scalar)
      } else {
        for place in index..<index + (length ?? 1) {
          text.append(scalar: standIn(for: name[place]))
        }
      }
      index += length ?? 1
    }
    return String(text)
  }

  /// The bytes of the name that a text is for.
  package static func bytes(of text: String) -> [UInt8] {
    // The first byte of each character that stands for another byte.
    if !text.utf8.contains(0xf4) { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let byte = byte(behind: scalar) {
        bytes.append(byte)
      } else {
        bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    return bytes
  }

  /// The name that a text is for, as functions of C take it.
  package static func cString(of text: String) -> [CChar] {
    bytes(of: text).map { CChar(bitPattern: $0) } + [0]
  }

  /// A name as people read it, and programs that read Unicode: a byte that is no UTF-8 as `\xe9`.
  package static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { standIns.contains($0.value) }) else { return text }
    var shown = TextBuffer()
    for scalar in text.unicodeScalars {
      if let byte = byte(behind: scalar) {
        shown.append("\\x")
        shown.append(hexadecimal: UInt64(byte), digits: 2)
      } else {
        shown.append(scalar: scalar)
      }
    }
    return String(shown)
  }

  private static func standIn(for byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(0x10ff00 | UInt32(byte & 0x7f)) ?? "\u{fffd}"
  }

  /// The byte that a character stands for; nil for one that stands for itself.
  static func byte(behind scalar: Unicode.Scalar) -> UInt8? {
    standIns.contains(scalar.value) ? 0x80 | UInt8(truncatingIfNeeded: scalar.value) : nil
  }
}
