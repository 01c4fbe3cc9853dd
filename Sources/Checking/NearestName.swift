import Text

/// Finding the name that a person who mistyped it meant.
package enum NearestName {
  /// The longest text that names are compared with, letter by letter.
  private static let maximumLength = 64

  /// The name that is most like a text; the first of several that are. Nil where none is like it.
  package static func nearest(to text: String, in names: some Sequence<String>) -> String? {
    let typed = letters(of: text)
    return likeliest(typed, names.filter { isLike(typed, letters(of: $0)) })?.name
  }

  /// `; the nearest is X`, for the name that is most like a text; empty where none is like it.
  package static func clause(for text: String, in names: some Sequence<String>) -> String {
    nearest(to: text, in: names).map { "; the nearest is \($0)" } ?? ""
  }

  /// Names in the order of their likeness to a text, those that are as like it as they come.
  package static func sorted(_ names: [String], byLikenessTo text: String) -> [String] {
    let typed = letters(of: text)
    return names.enumerated()
      .map { (distance: EditDistance(from: typed, to: letters(of: $1)).whole, place: $0, name: $1) }
      .sorted { ($0.distance, $0.place) < ($1.distance, $1.place) }
      .map(\.name)
  }

  private static func letters(of text: String) -> [UInt8] {
    Array(text.lowercased().utf8.prefix(maximumLength))
  }

  private static func likeliest(
    _ typed: [UInt8], _ names: some Sequence<String>
  ) -> (name: String, distance: Int)? {
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = EditDistance(from: typed, to: letters(of: name)).whole
      if distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    return best
  }

  /// Whether a person may have meant a name: one is a part of the other, or at most a third of the
  /// letters are wrong, and two of a short word.
  private static func isLike(_ typed: [UInt8], _ name: [UInt8]) -> Bool {
    let (short, long) = typed.count < name.count ? (typed, name) : (name, typed)
    if short.isEmpty { return false }
    let shortestPart = 3
    if short.count >= shortestPart,
      (0...long.count - short.count).contains(where: { long[$0...].starts(with: short) })
    {
      return true
    }
    return EditDistance(from: typed, to: name).whole
      <= min(short.count / 2, max(2, short.count / 3))
  }

  /// The name that a text is a slip of: at most half of its letters are wrong, and no more than
  /// two of them. Nil where there is none.
  package static func near(_ text: String, in names: some Sequence<String>) -> String? {
    guard let (name, wrong) = likeliest(letters(of: text), names) else { return nil }
    return wrong <= min(2, text.utf8.count / 2) ? name : nil
  }
}
