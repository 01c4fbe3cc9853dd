/// Reads single values of an expectation file.
enum NodeReader {
  /// The members of a mapping by their keys, which must all be known ones.
  static func members<Key>(
    of node: DocumentNode, known: Key.Type
  ) throws(ExpectationError) -> [Key: DocumentNode]
  where Key: CaseIterable & Hashable & RawRepresentable<String> {
    let names = Key.allCases.map(\.rawValue)
    guard case .mapping(let members) = node.content else {
      throw ExpectationError(
        node.place,
        "a mapping with the keys \(names.joined(separator: ", ")) is expected, not \(node.noun)")
    }
    var values: [Key: DocumentNode] = [:]
    for member in members {
      guard let key = Key(rawValue: member.key) else {
        throw ExpectationError(
          member.place,
          "the key \(member.key.quoted) is not known here"
            + NearestName.hint(for: member.key, among: names))
      }
      values[key] = member.value
    }
    return values
  }

  /// The entries of a list, at least one.
  static func entries(
    of node: DocumentNode, _ noun: String
  ) throws(ExpectationError) -> [DocumentNode] {
    guard case .sequence(let entries) = node.content else {
      throw ExpectationError(node.place, "a list of \(noun) is expected, not \(node.noun)")
    }
    if entries.isEmpty { throw ExpectationError(node.place, "a list without \(noun)") }
    return entries
  }

  static func text(_ node: DocumentNode) throws(ExpectationError) -> String {
    guard case .scalar(let text) = node.content else {
      throw ExpectationError(node.place, "text is expected, not \(node.noun)")
    }
    return text
  }

  /// One text, or a list of them.
  static func texts(
    _ node: DocumentNode, _ noun: String, maximum: Int
  ) throws(ExpectationError) -> [(text: String, place: TextPlace)] {
    if case .scalar(let text) = node.content { return [(text, node.place)] }
    var texts: [(text: String, place: TextPlace)] = []
    for entry in try entries(of: node, noun) {
      guard texts.count < maximum else {
        throw ExpectationError(entry.place, "more than \(maximum) \(noun)")
      }
      texts.append((try text(entry), entry.place))
    }
    return texts
  }

  static func pattern(_ node: DocumentNode) throws(ExpectationError) -> TextPattern {
    let source = try text(node)
    if source.isEmpty { throw ExpectationError(node.place, "a name or number is expected") }
    guard let pattern = TextPattern(source) else { throw tooLong(node.place) }
    return pattern
  }

  static func tooLong(_ place: TextPlace) -> ExpectationError {
    ExpectationError(place, "a pattern of more than \(TextPattern.maximumByteCount) bytes")
  }

  static func timeLimit(_ node: DocumentNode) throws(ExpectationError) -> TimeLimit {
    let text = try text(node)
    guard let limit = TimeLimit(text) else {
      throw ExpectationError(
        node.place,
        "\(text.quoted) is no time up to a day; times are written as \(TimeLimit.form)")
    }
    return limit
  }
}
