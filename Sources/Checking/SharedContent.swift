/// The connections of one side by what they say, to find what another connection has in common
/// with each of them without comparing it with each.
struct SharedContent {
  /// How often a connection says something.
  private struct Posting {
    let place: Int32
    let count: Int32
  }

  private var lines: [Int: [Posting]] = [:]
  private var kinds: [Int: [Posting]] = [:]
  /// Lines of each connection.
  private let lineCounts: [Int]
  /// Steps that sorting a candidate takes, beside those for finding it.
  private static let candidateSteps = 16

  init(_ contents: [ConnectionMatching.Content]) {
    lineCounts = contents.map(\.lines.count)
    for (place, content) in contents.enumerated() {
      Self.note(content.lines, place, &lines)
      Self.note(content.kinds, place, &kinds)
    }
  }

  private static func note(_ numbers: [Int], _ place: Int, _ postings: inout [Int: [Posting]]) {
    for (number, count) in counts(of: numbers) {
      postings[number, default: []].append(
        Posting(place: Int32(clamping: place), count: Int32(clamping: count)))
    }
  }

  private static func counts(of numbers: [Int]) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    return counts
  }

  /// What a connection has in common with each that it has enough in common with; nil where the
  /// effort does not suffice.
  func likenesses(
    to content: ConnectionMatching.Content, minimum: Double, _ effort: inout ComparisonEffort
  ) -> [(place: Int, likeness: Likeness)]? {
    let own = (Self.counts(of: content.lines), Self.counts(of: content.kinds))
    var steps = lineCounts.count
    for line in own.0.keys { steps += lines[line]?.count ?? 0 }
    for kind in own.1.keys { steps += kinds[kind]?.count ?? 0 }
    guard effort.spend(steps) else { return nil }
    let commonLines = Self.common(own.0, lines, lineCounts.count)
    let commonKinds = Self.common(own.1, kinds, lineCounts.count)
    var found: [(Int, Likeness)] = []
    let count = content.lines.count
    for place in lineCounts.indices {
      let shorter = max(min(count, lineCounts[place]), 1)
      guard Double(commonKinds[place]) >= minimum * Double(shorter) else { continue }
      found.append(
        (
          place,
          Likeness(
            common: 2 * Int(commonLines[place]) + Int(commonKinds[place]),
            lineCount: count + lineCounts[place])
        ))
    }
    return effort.spend(found.count * Self.candidateSteps) ? found : nil
  }

  private static func common(
    _ counts: [Int: Int], _ postings: [Int: [Posting]], _ placeCount: Int
  ) -> [Int32] {
    var common = [Int32](repeating: 0, count: placeCount)
    for (number, count) in counts {
      guard let entries = postings[number] else { continue }
      let own = Int32(clamping: count)
      for entry in entries { common[Int(entry.place)] &+= min(own, entry.count) }
    }
    return common
  }
}

/// How much two connections have in common: no share of it, because one that was cut short may have
/// a larger share in common with a short one that says something else.
struct Likeness {
  /// Lines, which count twice, and kinds of messages.
  let common: Int
  /// Lines of both: where two have as much in common, the shorter one fits better.
  let lineCount: Int
}
