import SCCP
import Text

/// Texts that servers send to all phones, and that say nothing about anybody.
enum Phrases {
  /// In small letters, as bytes.
  private static let all: Set<[UInt8]> = {
    var phrases: Set<[UInt8]> = []
    for names in [ValueNames.displayLabels200, .displayLabels36] {
      for entry in names.entries { phrases.insert(entry.spoken.utf8.map(\.lowercased)) }
    }
    return phrases
  }()

  /// Words that stand before a party's number or name.
  private static let beginnings = ["From ", "To ", "For ", "By ", "Forwarded for "].map {
    Array($0.utf8)
  }

  /// Whether a whole text is such a phrase.
  static func contain(_ text: [UInt8]) -> Bool {
    all.contains(text.map(\.lowercased))
  }

  /// The whole text where it is such a phrase, or what of its beginning says only what the rest is.
  static func parts(of text: [UInt8]) -> [Range<Int>] {
    if contain(text) { return [text.indices] }
    return beginnings.first { text.starts(with: $0) }.map { [0..<$0.count] } ?? []
  }

  /// Places of two bytes that stand for a phrase: 0x80 or 0x1e, and its number.
  static func codes(in text: [UInt8]) -> [Range<Int>] {
    var codes: [Range<Int>] = []
    var index = 0
    while index < text.count {
      let table: ValueNames? =
        switch text[index] {
        case 0x80: .displayLabels200
        case 0x1e: .displayLabels36
        default: nil
        }
      if let table, index + 1 < text.count, table.entry(for: UInt32(text[index + 1])) != nil {
        codes.append(index..<index + 2)
        index += 2
      } else {
        index += text[index] < 0x80 ? 1 : text.span.utf8CharacterByteCount(at: index) ?? 1
      }
    }
    return codes
  }
}
