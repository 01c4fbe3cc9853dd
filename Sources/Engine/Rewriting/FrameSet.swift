import Wire

/// Frames of some captures: a bit for each, so that a selection of a long capture stays small.
package struct FrameSet {
  private static let bitsPerWord = 64

  /// For each capture a bit for each frame.
  private var words: [[UInt64]] = []
  /// Frames in the set.
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func insert(_ place: FramePlace) {
    guard place.file >= 0, place.number > 0 else { return }
    while words.count <= place.file { words.append([]) }
    let word = place.number / Self.bitsPerWord
    if words[place.file].count <= word {
      let missing = word + 1 - words[place.file].count
      words[place.file].append(contentsOf: repeatElement(0, count: missing))
    }
    let bit = UInt64(1) << UInt64(place.number % Self.bitsPerWord)
    if words[place.file][word] & bit == 0 { count += 1 }
    words[place.file][word] |= bit
  }

  func contains(_ place: FramePlace) -> Bool {
    guard words.indices.contains(place.file) else { return false }
    let word = place.number / Self.bitsPerWord
    guard words[place.file].indices.contains(word) else { return false }
    return words[place.file][word] >> UInt64(place.number % Self.bitsPerWord) & 1 == 1
  }
}
