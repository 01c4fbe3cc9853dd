/// Finds which connection of one capture is which of another, whatever order they began in.
///
/// Connections that say the same belong together; of the others, those that have the most in
/// common. Where several fit alike, the first of each side are taken.
struct ConnectionMatching {
  /// Pairs of connections that are compared for what they have in common; beyond that, those left
  /// over are taken in their order. A million comparisons take some seconds.
  static let maximumComparisonCount = 1_000_000

  /// Below this part of the shorter one's lines in common, two connections have nothing to do with
  /// each other.
  private static let minimumShare = 0.3

  /// For each connection of the left side its place on the right; nil for one that is missing there.
  private(set) var partners: [Int?]

  /// What a connection says: all of its lines, and only what kinds of messages they are, both as
  /// numbers.
  struct Content {
    let lines: [Int]
    let kinds: [Int]
  }

  init(_ left: [Content], _ right: [Content]) {
    partners = Array(repeating: nil, count: left.count)
    var free: Set<Int> = Set(right.indices)
    matchEqual(left, right, &free)
    let open = left.indices.filter { partners[$0] == nil }
    let others = free.sorted()
    if open.count * others.count > Self.maximumComparisonCount {
      for (one, other) in zip(open, others) { partners[one] = other }
    } else {
      matchAlike(open, others, left, right)
    }
  }

  private mutating func matchEqual(
    _ left: [Content], _ right: [Content], _ free: inout Set<Int>
  ) {
    var places: [[Int]: [Int]] = [:]
    for (place, content) in right.enumerated().reversed() {
      places[content.lines, default: []].append(place)
    }
    for (place, content) in left.enumerated() {
      guard let partner = places[content.lines]?.popLast() else { continue }
      partners[place] = partner
      free.remove(partner)
    }
  }

  private mutating func matchAlike(
    _ open: [Int], _ others: [Int], _ left: [Content], _ right: [Content]
  ) {
    let leftCounts = open.map { Counts(left[$0]) }
    let rightCounts = others.map { Counts(right[$0]) }
    var candidates: [(likeness: Likeness, left: Int, right: Int)] = []
    for (one, counts) in zip(open, leftCounts) {
      for (other, otherCounts) in zip(others, rightCounts) {
        if let likeness = counts.likeness(to: otherCounts, minimum: Self.minimumShare) {
          candidates.append((likeness, one, other))
        }
      }
    }
    candidates.sort {
      ($1.likeness.common, $0.likeness.lineCount, $0.left, $0.right)
        < ($0.likeness.common, $1.likeness.lineCount, $1.left, $1.right)
    }
    var taken: Set<Int> = []
    for candidate in candidates
    where partners[candidate.left] == nil && taken.insert(candidate.right).inserted {
      partners[candidate.left] = candidate.right
    }
  }
}

/// How much two connections have in common: no share of it, because one that was cut short may have
/// a larger share in common with a short one that says something else.
private struct Likeness {
  /// Lines, which count, and kinds of messages.
  let common: Int
  /// Lines of both: where two have as much in common, the shorter one fits better.
  let lineCount: Int
}

/// How often a connection has each of its lines.
private struct Counts {
  private var lines: [Int: Int] = [:]
  private var kinds: [Int: Int] = [:]
  private let count: Int

  init(_ content: ConnectionMatching.Content) {
    for line in content.lines { lines[line, default: 0] += 1 }
    for kind in content.kinds { kinds[kind, default: 0] += 1 }
    count = content.lines.count
  }

  /// How much both have in common; nil where it is too little.
  func likeness(to other: Counts, minimum: Double) -> Likeness? {
    let commonKinds = Self.common(kinds, other.kinds)
    let shorter = max(min(count, other.count), 1)
    guard Double(commonKinds) >= minimum * Double(shorter) else { return nil }
    return Likeness(
      common: 2 * Self.common(lines, other.lines) + commonKinds, lineCount: count + other.count)
  }

  private static func common(_ left: [Int: Int], _ right: [Int: Int]) -> Int {
    let (fewer, more) = left.count < right.count ? (left, right) : (right, left)
    return fewer.reduce(0) { $0 + min($1.value, more[$1.key] ?? 0) }
  }
}
