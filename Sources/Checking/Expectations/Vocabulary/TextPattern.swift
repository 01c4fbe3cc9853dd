import Text

/// Text with wildcards: `*` stands for any characters, `?` for one, `\` takes the next as it is.
///
/// The whole text has to fit. One place to go back to is enough for `*`, so a
/// comparison takes at most the product of both lengths, whatever the pattern.
package struct TextPattern: Equatable, Sendable {
  /// As it was written.
  package let source: String
  private let tokens: [Token]
  /// Whether a capital letter of ASCII fits the small one, and the other way round.
  private let ignoresCase: Bool

  /// The longest pattern, in bytes; no name, number or prompt of the protocol is longer.
  package static let maximumByteCount = 512

  private enum Token: Equatable, Sendable {
    case byte(UInt8)
    /// `?`
    case character
    /// `*`
    case run
  }

  /// Whether it has no wildcard, so that one name alone fits.
  package var isLiteral: Bool {
    tokens.allSatisfy { token in
      if case .byte = token { true } else { false }
    }
  }

  /// Nil for a pattern that is too long.
  package init?(_ source: String, ignoringCase ignoresCase: Bool = false) {
    guard source.utf8.count <= Self.maximumByteCount else { return nil }
    var tokens: [Token] = []
    var isEscaped = false
    for byte in source.utf8 {
      switch byte {
      case _ where isEscaped:
        tokens.append(.byte(byte))
        isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "*"): if tokens.last != .run { tokens.append(.run) }
      case UInt8(ascii: "?"): tokens.append(.character)
      default: tokens.append(.byte(byte))
      }
    }
    // A backslash at the end stands for itself.
    if isEscaped { tokens.append(.byte(UInt8(ascii: "\\"))) }
    self.source = source
    self.ignoresCase = ignoresCase
    self.tokens = tokens
  }

  /// The text that alone fits; nil where there is a wildcard.
  package var literal: String? {
    var bytes: [UInt8] = []
    for token in tokens {
      guard case .byte(let byte) = token else { return nil }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  package func matches(_ text: String) -> Bool {
    matches(text.utf8.span)
  }

  /// Whether UTF-8 text fits from its first byte to its last.
  func matches(_ text: Span<UInt8>) -> Bool {
    var (token, index) = (0, 0)
    // Where the last `*` stands, and the text after what it stands for.
    var retry: (token: Int, index: Int)?
    while index < text.count {
      if token < tokens.count {
        switch tokens[token] {
        case .run:
          retry = (token + 1, index)
          token += 1
          continue
        case .character:
          index += text.utf8CharacterByteCount(at: index) ?? 1
          token += 1
          continue
        case .byte(let byte) where fits(byte, text[index]):
          index += 1
          token += 1
          continue
        case .byte: break
        }
      }
      guard let former = retry else { return false }
      retry = (former.token, former.index + 1)
      (token, index) = (former.token, former.index + 1)
    }
    return tokens[token...].allSatisfy { $0 == .run }
  }

  private func fits(_ byte: UInt8, _ other: UInt8) -> Bool {
    byte == other || ignoresCase && byte.smallLetter == other.smallLetter
  }
}

extension UInt8 {
  /// The small letter of a capital one of ASCII; any other byte as it is.
  fileprivate var smallLetter: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
