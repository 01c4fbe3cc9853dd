import Text
import Wire

/// The words for what there is, where nothing is as a selection wants it.
enum MissWords {
  /// Values named in a sentence.
  private static let maximumNamed = 6

  /// That nothing is as wanted, and what there is.
  static func reason(
    _ fact: String, _ wanted: [String], _ introduction: String, _ values: [String]
  ) -> String {
    let fact = "\(fact) \(wanted.joined(separator: " or "))"
    return values.isEmpty ? fact : "\(fact); \(introduction) \(list(values))"
  }

  /// The first of some values, and how many more there are.
  static func list(_ values: [String]) -> String {
    let more = values.count - maximumNamed
    return values.prefix(maximumNamed).joined(separator: ", ")
      + (more > 0 ? " and \(more) more" : "")
  }

  static func text(_ time: Timestamp) -> String {
    var text = TextBuffer()
    text.append(time: time, digits: 6)
    return String(text)
  }
}
