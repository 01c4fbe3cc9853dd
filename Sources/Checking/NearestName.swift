/// Finding the name that a person who mistyped it meant.
package enum NearestName {
  /// The longest text that names are compared with, letter by letter.
  private static let maximumLength = 64

  /// The name that is most like a text; the first of several that are. Nil where there is none.
  package static func nearest(to text: String, in names: some Sequence<String>) -> String? {
    let typed = Array(text.lowercased().utf8.prefix(maximumLength))
    var best: (name: String, distance: Int)?
    for name in names {
      let letters = Array(name.lowercased().utf8.prefix(maximumLength))
      let distance = distance(from: typed, to: letters)
      if distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    return best?.name
  }

  /// The name that a text is a slip of: at most half of its letters are wrong, and no more than
  /// two of them. Nil where there is none.
  package static func near(_ text: String, in names: some Sequence<String>) -> String? {
    guard let name = nearest(to: text, in: names) else { return nil }
    let wrong = distance(
      from: Array(text.lowercased().utf8.prefix(maximumLength)),
      to: Array(name.lowercased().utf8.prefix(maximumLength)))
    return wrong <= min(2, text.utf8.count / 2) ? name : nil
  }

  /// How many letters must be put in, taken out or changed to make a word another one.
  private static func distance(from typed: [UInt8], to name: [UInt8]) -> Int {
    var row = Array(0...typed.count)
    for (place, letter) in name.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for column in typed.indices {
        let above = row[column + 1]
        row[column + 1] = min(
          above + 1, row[column] + 1, diagonal + (letter == typed[column] ? 0 : 1))
        diagonal = above
      }
    }
    return row[typed.count]
  }
}
