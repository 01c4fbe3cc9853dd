import SCCP

/// What the text of a field is expected to be; only what has this shape may stay.
enum TextShape: UInt8, Sendable {
  /// Anything, such as a name.
  case free
  /// What servers have phones display.
  case prompt
  case softKeyLabel
  case version
  case dateTemplate
  /// Figures with their names: those of a call's quality, and of what a device can do.
  case figures
  /// Why a device went away.
  case alarm
  /// Why a server refuses a device.
  case refusal
  /// XML, or an address of the web.
  case document

  /// The parts of a text that have the shape, in their order.
  ///
  /// With `keepsPhrases` texts that servers send to all phones are such a part.
  func keptParts(of text: [UInt8], keepsPhrases: Bool) -> [Range<Int>] {
    switch self {
    case .free: []
    case .prompt:
      Phrases.codes(in: text) + (keepsPhrases ? Phrases.parts(of: text) : [])
    case .softKeyLabel:
      Phrases.codes(in: text) + (keepsPhrases && Phrases.contain(text) ? [text.indices] : [])
    case .version: VersionShape.fits(text) ? [text.indices] : []
    case .dateTemplate: Self.isDateTemplate(text) ? [text.indices] : []
    case .figures: FigureWords.keptParts(of: text)
    case .alarm: AlarmWords.keptParts(of: text)
    case .refusal:
      Phrases.contain(text)
        ? [text.indices] : Phrases.codes(in: text) + AlarmWords.keptParts(of: text)
    case .document: DocumentWords.keptParts(of: text)
    }
  }

  /// Whether a text says in which order phones show day, month and year, such as `D.M.Y` or `M/D/YA`.
  private static func isDateTemplate(_ text: [UInt8]) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    guard parts.count == 3 else { return false }
    let letters = parts.map { part in part.prefix { $0 == part.first } }
    // An A says that hours are counted to 12.
    return letters.compactMap(\.first?.lowercased).sorted() == Array("dmy".utf8)
      && zip(parts, letters).allSatisfy { part, same in
        let rest = part.dropFirst(same.count)
        return rest.isEmpty || rest.elementsEqual([UInt8(ascii: "A")])
      }
  }
}

/// A word or a number in a text.
struct TextToken {
  let place: Range<Int>
  let isNumber: Bool

  /// The tokens of a text: letters in a row, and digits in a row.
  static func tokens(of text: [UInt8]) -> [TextToken] {
    var tokens: [TextToken] = []
    var index = 0
    while index < text.count {
      let isNumber = text[index].isDigit
      guard isNumber || text[index].isLetter else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, isNumber ? text[index].isDigit : text[index].isLetter { index += 1 }
      tokens.append(TextToken(place: start..<index, isNumber: isNumber))
    }
    return tokens
  }

  /// Whether the token after another stands so close that they are parts of one word.
  func touches(_ other: TextToken) -> Bool { place.upperBound == other.place.lowerBound }
}
