/// Which lines of two lists are the same, found as diff tools find it.
///
/// Lines that each list has once are found first (patience); what lies between them is compared by
/// Myers' algorithm, which finds the fewest lines to take out and put in.
struct LineAlignment {
  /// Edits up to which Myers' algorithm looks for the fewest: it takes time and memory that grow
  /// with their square, and 2,000 take 16 MB. Beyond that, a stretch without a line that is single
  /// in both lists counts as changed as a whole.
  static let maximumEditCount = 2000
  /// How often a stretch is split at lines that became single in it.
  private static let maximumDepth = 64

  /// Places of the same lines, rising in both lists.
  private(set) var pairs: [(Int, Int)] = []

  private struct Stretch {
    var left: Range<Int>
    var right: Range<Int>
    let depth: Int
  }

  /// Aligns two lists of lines, which are given as numbers: equal ones for equal lines.
  ///
  /// Where the effort does not suffice, a stretch counts as changed as a whole.
  init(_ left: [Int], _ right: [Int], _ effort: inout ComparisonEffort) {
    var open = [Stretch(left: left.indices, right: right.indices, depth: 0)]
    while var stretch = open.popLast() {
      matchEnds(of: &stretch, left, right)
      if stretch.left.isEmpty || stretch.right.isEmpty { continue }
      guard let anchors = Self.anchors(stretch, left, right, &effort) else { continue }
      if anchors.isEmpty {
        matchFewestEdits(of: stretch, left, right, &effort)
        continue
      }
      var (leftStart, rightStart) = (stretch.left.lowerBound, stretch.right.lowerBound)
      for (leftPlace, rightPlace) in anchors {
        pairs.append((leftPlace, rightPlace))
        open.append(
          Stretch(
            left: leftStart..<leftPlace, right: rightStart..<rightPlace, depth: stretch.depth + 1))
        (leftStart, rightStart) = (leftPlace + 1, rightPlace + 1)
      }
      open.append(
        Stretch(
          left: leftStart..<stretch.left.upperBound, right: rightStart..<stretch.right.upperBound,
          depth: stretch.depth + 1))
    }
    pairs.sort { $0.0 < $1.0 }
  }

  private mutating func matchEnds(of stretch: inout Stretch, _ left: [Int], _ right: [Int]) {
    var (leftRange, rightRange) = (stretch.left, stretch.right)
    while let one = leftRange.first, let other = rightRange.first, left[one] == right[other] {
      pairs.append((one, other))
      leftRange = leftRange.dropFirst()
      rightRange = rightRange.dropFirst()
    }
    while let one = leftRange.last, let other = rightRange.last, left[one] == right[other] {
      pairs.append((one, other))
      leftRange = leftRange.dropLast()
      rightRange = rightRange.dropLast()
    }
    (stretch.left, stretch.right) = (leftRange, rightRange)
  }

  // MARK: - Patience

  /// Steps of looking at a line of a stretch: some entries of dictionaries.
  private static let anchorSteps = 8

  /// Lines that are single on both sides, as many as rise on both; nil where both sides have no
  /// line in common, or the effort does not suffice.
  private static func anchors(
    _ stretch: Stretch, _ left: [Int], _ right: [Int], _ effort: inout ComparisonEffort
  ) -> [(Int, Int)]? {
    // What is said once about all lines is linear; only what is said again is to be bounded.
    let steps = (stretch.left.count + stretch.right.count) * anchorSteps
    if stretch.depth > 0, !effort.spend(steps) { return nil }
    var places: [Int: (left: Int?, right: Int?, isSingle: Bool)] = [:]
    for place in stretch.left {
      places[left[place]] = (place, nil, places[left[place]] == nil)
    }
    var hasCommon = false
    for place in stretch.right {
      guard let known = places[right[place]] else { continue }
      hasCommon = true
      places[right[place]] = (known.left, place, known.isSingle && known.right == nil)
    }
    guard hasCommon else { return nil }
    if stretch.depth >= maximumDepth { return [] }
    let single = stretch.left.compactMap { place -> (Int, Int)? in
      guard let found = places[left[place]], found.isSingle, let other = found.right else {
        return nil
      }
      return (place, other)
    }
    return longestRise(single)
  }

  /// The longest part whose second numbers rise; the first ones do already.
  private static func longestRise(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    // The pair that ends the best rise of each length, and the pair before each.
    var ends: [Int] = []
    var before = [Int?](repeating: nil, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var rise: [(Int, Int)] = []
    var next = ends.last
    while let index = next {
      rise.append(pairs[index])
      next = before[index]
    }
    return rise.reversed()
  }

  // MARK: - Myers

  /// Matches lines so that the fewest are left over, where these are no more than
  /// ``maximumEditCount``.
  ///
  /// E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986: diagonal `k` holds how far
  /// in the left list one comes with `edits` edits, `k` of them more from the left than from the
  /// right.
  private mutating func matchFewestEdits(
    of stretch: Stretch, _ left: [Int], _ right: [Int], _ effort: inout ComparisonEffort
  ) {
    let (leftCount, rightCount) = (stretch.left.count, stretch.right.count)
    let (leftStart, rightStart) = (stretch.left.lowerBound, stretch.right.lowerBound)
    var history: [[Int32]] = []
    var reach: [Int32] = [0]
    for edits in 0...min(leftCount + rightCount, Self.maximumEditCount) {
      guard effort.spend(2 * edits + 1) else { return }
      var next = [Int32](repeating: 0, count: 2 * edits + 1)
      for k in stride(from: -edits, through: edits, by: 2) {
        var x = edits == 0 ? 0 : Self.step(to: k, edits, reach)
        var y = x - k
        while x < leftCount, y < rightCount, left[leftStart + x] == right[rightStart + y] {
          x += 1
          y += 1
        }
        next[k + edits] = Int32(truncatingIfNeeded: x)
        if x >= leftCount, y >= rightCount {
          history.append(next)
          trace(history, stretch)
          return
        }
      }
      history.append(next)
      reach = next
    }
  }

  /// How far in the left list one comes on a diagonal with one edit more.
  private static func step(to k: Int, _ edits: Int, _ reach: [Int32]) -> Int {
    // Diagonal k of the row before, which has one edit less, is at k + edits - 1.
    let below = k + 1 <= edits - 1 ? Int(reach[k + edits]) : nil
    let above = k - 1 >= 1 - edits ? Int(reach[k + edits - 2]) + 1 : nil
    return max(below ?? -1, above ?? -1)
  }

  /// Walks back from the end and notes the lines that are the same.
  private mutating func trace(_ history: [[Int32]], _ stretch: Stretch) {
    let (leftStart, rightStart) = (stretch.left.lowerBound, stretch.right.lowerBound)
    var (x, y) = (stretch.left.count, stretch.right.count)
    for edits in stride(from: history.count - 1, through: 0, by: -1) {
      let k = x - y
      var (fromX, fromY) = (0, 0)
      if edits > 0 {
        let row = history[edits - 1]
        let below = k + 1 <= edits - 1 ? Int(row[k + edits]) : -1
        let above = k - 1 >= 1 - edits ? Int(row[k + edits - 2]) + 1 : -1
        fromX = max(below, above)
        fromY = fromX - k
      }
      while x > fromX, y > fromY {
        x -= 1
        y -= 1
        pairs.append((leftStart + x, rightStart + y))
      }
      if edits > 0 {
        let row = history[edits - 1]
        let below = k + 1 <= edits - 1 ? Int(row[k + edits]) : -1
        if below == fromX { y -= 1 } else { x -= 1 }
      }
    }
  }
}
