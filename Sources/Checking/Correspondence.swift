/// Finds out which placeholder of one side is which of the other, from lines that say the same.
struct Correspondence {
  private struct Pair: Hashable {
    let left: Placeholder
    let right: Placeholder
  }

  private var votes: [Pair: Int] = [:]
  /// In the order of their first votes, which decides where several have as many.
  private var pairs: [Pair] = []

  /// Takes note of what the lines of a connection of both sides say.
  mutating func note(
    _ left: NormalCapture.Connection, _ leftContent: ConnectionMatching.Content,
    _ right: NormalCapture.Connection, _ rightContent: ConnectionMatching.Content,
    _ effort: inout ComparisonEffort
  ) {
    note(left.head, right.head)
    let same = LineAlignment(leftContent.lines, rightContent.lines, &effort).pairs
    var (one, other) = (0, 0)
    for (leftPlace, rightPlace) in same + [(left.lines.count, right.lines.count)] {
      // Messages of one kind whose other fields differ say it too.
      let kinds = LineAlignment(
        Array(leftContent.kinds[one..<leftPlace]), Array(rightContent.kinds[other..<rightPlace]),
        &effort)
      for (before, after) in kinds.pairs {
        note(left.lines[one + before].text, right.lines[other + after].text)
      }
      if leftPlace < left.lines.count, rightPlace < right.lines.count {
        note(left.lines[leftPlace].text, right.lines[rightPlace].text)
      }
      (one, other) = (leftPlace + 1, rightPlace + 1)
    }
  }

  private mutating func note(_ left: String, _ right: String) {
    let before = PlaceholderText.placeholders(in: left)
    let after = PlaceholderText.placeholders(in: right)
    guard before.map(\.kind) == after.map(\.kind) else { return }
    for (one, other) in zip(before, after) {
      let pair = Pair(left: one, right: other)
      if votes[pair] == nil { pairs.append(pair) }
      votes[pair, default: 0] += 1
    }
  }

  /// What the right side's placeholders are called on the left; those that belong to none of the
  /// left get numbers after all of them, in the order of the lines.
  func translation(beyond left: [NormalCapture.Connection]) -> Renumbering {
    var names: [Placeholder: Placeholder] = [:]
    var taken: Set<Placeholder> = []
    let ranked = pairs.enumerated().sorted {
      (votes[$1.element] ?? 0, $0.offset) < (votes[$0.element] ?? 0, $1.offset)
    }
    for (_, pair) in ranked where names[pair.right] == nil && !taken.contains(pair.left) {
      names[pair.right] = pair.left
      taken.insert(pair.left)
    }
    var counts: [Placeholder.Kind: Int] = [:]
    for connection in left {
      for text in [connection.head] + connection.lines.map(\.text) {
        for placeholder in PlaceholderText.placeholders(in: text) {
          counts[placeholder.kind] = max(counts[placeholder.kind] ?? 0, placeholder.number)
        }
      }
    }
    return Renumbering(names, counts: counts)
  }
}

extension Renumbering {
  /// A connection of one side with the placeholders of the other.
  mutating func translated(_ connection: NormalCapture.Connection) -> NormalCapture.Connection {
    var connection = connection
    connection.head = rewriting(connection.head)
    for index in connection.lines.indices {
      connection.lines[index].text = rewriting(connection.lines[index].text)
    }
    return connection
  }
}
