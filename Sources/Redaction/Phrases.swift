import SCCP
import Wire

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

  /// How many bytes at the beginning of a text say only what the rest is.
  static func beginningByteCount(of text: [UInt8]) -> Int {
    beginnings.first { text.starts(with: $0) }?.count ?? 0
  }
}
