/// Finds which connection of one capture is which of another, whatever order they began in.
///
/// Connections that say the same belong together; of the others, those that have the most in
/// common. Where several fit alike, the first of each side are taken.
struct ConnectionMatching {
  /// Below this part of the shorter one's lines in common, two connections have nothing to do with
  /// each other.
  private static let minimumShare = 0.3

  /// For each connection of the left side its place on the right; nil for one that is missing there.
  private(set) var partners: [Int?]
  /// Connections that were taken in their order, because comparing all of them with each other is
  /// too much work.
  private(set) var inOrderCount = 0

  /// What a connection says: all of its lines, and only what kinds of messages they are, both as
  /// numbers.
  struct Content {
    let lines: [Int]
    let kinds: [Int]
  }

  init(
    _ left: [Content], _ right: [Content],
    effort: ComparisonEffort = ComparisonEffort(ComparisonEffort.maximumMatchingSteps)
  ) {
    partners = Array(repeating: nil, count: left.count)
    var free: Set<Int> = Set(right.indices)
    matchEqual(left, right, &free)
    let open = left.indices.filter { partners[$0] == nil }
    let others = free.sorted()
    if open.isEmpty || others.isEmpty { return }
    matchAlike(open, others, left, right, effort)
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
    _ open: [Int], _ others: [Int], _ left: [Content], _ right: [Content],
    _ effort: ComparisonEffort
  ) {
    var effort = effort
    let index = SharedContent(others.map { right[$0] })
    var candidates: [Candidate] = []
    var comparedCount = 0
    for (place, one) in open.enumerated() {
      guard let all = index.likenesses(to: left[one], minimum: Self.minimumShare, &effort) else {
        break
      }
      for (other, likeness) in all {
        candidates.append(Candidate(likeness, left: place, right: other))
      }
      comparedCount += 1
    }
    candidates.sort()
    var taken = [Bool](repeating: false, count: others.count)
    for candidate in candidates {
      let (one, other) = candidate.places
      guard partners[open[one]] == nil, !taken[other] else { continue }
      taken[other] = true
      partners[open[one]] = others[other]
    }
    if comparedCount == open.count { return }
    let rest = others.indices.lazy.filter { !taken[$0] }
    for (one, other) in zip(open[comparedCount...], rest) {
      partners[one] = others[other]
      inOrderCount += 1
    }
  }
}

/// Two connections that may belong together; the best comes first.
private struct Candidate: Comparable {
  /// What is compared: more in common first, then fewer lines.
  private let rank: UInt64
  /// Then the first on the left, then on the right.
  private let order: UInt64

  init(_ likeness: Likeness, left: Int, right: Int) {
    let common = UInt32.max - UInt32(clamping: likeness.common)
    rank = UInt64(common) << 32 | UInt64(UInt32(clamping: likeness.lineCount))
    order = UInt64(UInt32(clamping: left)) << 32 | UInt64(UInt32(clamping: right))
  }

  var places: (left: Int, right: Int) {
    (Int(order >> 32), Int(order & UInt64(UInt32.max)))
  }

  static func < (one: Candidate, other: Candidate) -> Bool {
    one.rank == other.rank ? one.order < other.order : one.rank < other.rank
  }
}
