/// An encoding that texts may be in where they are not UTF-8: one with a byte for each character, such
/// as CP1251, or UTF-8 itself, for texts that were cut inside a character.
///
/// Encodings with more bytes a character are refused: bytes of their characters are also codes that
/// phones show a phrase for, or ASCII, and nothing says which is meant.
package final class TextEncoding: Sendable {
  /// Why an encoding is not taken.
  package enum Refusal: Error, Equatable {
    /// iconv knows none of this name.
    case unknown
    /// ASCII characters are not themselves in it.
    case withoutASCII
    /// Characters have more than one byte.
    case multibyte
  }

  /// The characters of the bytes from 0x80 on; empty for UTF-8.
  private let characters: [Unicode.Scalar]
  private static let replacement: Unicode.Scalar = "\u{fffd}"

  /// The encoding that iconv(3) knows by a name.
  package init(named name: String) throws(Refusal) {
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }),
      let converter = EncodingConverter(from: name)
    else { throw .unknown }
    if converter.character(of: Array("ä".utf8)) == .scalar("ä"),
      converter.character(of: Array("€".utf8)) == .scalar("€")
    {
      characters = []
      return
    }
    for byte in UInt8(0x20)...0x7e {
      switch converter.character(of: [byte]) {
      case .scalar(Unicode.Scalar(byte)): break
      case .unfinished: throw .multibyte
      default: throw .withoutASCII
      }
    }
    var characters: [Unicode.Scalar] = []
    for byte in UInt8(0x80)...0xff {
      switch converter.character(of: [byte]) {
      case .scalar(let scalar): characters.append(scalar)
      case .none: characters.append(Self.replacement)
      case .unfinished: throw .multibyte
      }
    }
    self.characters = characters
  }

  /// Appends text in this encoding; what is no character of it becomes U+FFFD.
  func append(_ bytes: Span<UInt8>, to text: inout TextBuffer) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        text.append(scalar: Unicode.Scalar(byte))
        index += 1
      } else if !characters.isEmpty {
        text.append(scalar: characters[Int(byte & 0x7f)])
        index += 1
      } else if let length = bytes.utf8CharacterByteCount(at: index) {
        text.append(bytes.extracting(index..<index + length))
        index += length
      } else {
        text.append(scalar: Self.replacement)
        index += 1
      }
    }
  }
}

extension TextEncoding.Refusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown: "iconv knows no encoding of this name"
    case .withoutASCII: "ASCII is not a part of this encoding"
    case .multibyte:
      "characters of this encoding have several bytes, some of them the codes by which phones show "
        + "phrases; UTF-8 and encodings with one byte a character can be read"
    }
  }
}
