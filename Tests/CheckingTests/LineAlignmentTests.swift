import Testing

@testable import Checking

/// Which lines of two lists are the same.
@Suite struct LineAlignmentTests {
  /// The lines that are the same, with as much effort as a comparison has.
  private func aligned(_ left: [Int], _ right: [Int]) -> [(Int, Int)] {
    var effort = ComparisonEffort(ComparisonEffort.maximumAlignmentSteps)
    return LineAlignment(left, right, &effort).pairs
  }

  @Test func `without effort, what begins and ends the same is found, and lines that are single`() {
    let left = [1, 2, 50, 3, 4, 3, 4, 60, 5], right = [1, 2, 50, 4, 3, 4, 3, 60, 5]
    var effort = ComparisonEffort(0)
    let pairs = LineAlignment(left, right, &effort).pairs
    #expect(effort.isExhausted)
    #expect(pairs.map(\.0) == [0, 1, 2, 7, 8])
    #expect(aligned(left, right).count == 8)
  }

  /// Whether pairs are of equal lines and rise on both sides.
  private func isSound(_ pairs: [(Int, Int)], _ left: [Int], _ right: [Int]) -> Bool {
    zip(pairs, pairs.dropFirst()).allSatisfy { $0.0 < $1.0 && $0.1 < $1.1 }
      && pairs.allSatisfy { left[$0.0] == right[$0.1] }
  }

  /// The most lines that can be the same, by the textbook's table.
  private func longestCommonCount(_ left: [Int], _ right: [Int]) -> Int {
    var row = [Int](repeating: 0, count: right.count + 1)
    for one in left {
      var diagonal = 0
      for (column, other) in right.enumerated() {
        let above = row[column + 1]
        row[column + 1] = one == other ? diagonal + 1 : max(above, row[column])
        diagonal = above
      }
    }
    return row[right.count]
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `among lines that all repeat, the most that can be are the same`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // Every line is there three times at each end, so that none is single anywhere.
    let frame = [0, 1, 2, 0, 1, 2, 0, 1, 2]
    let lists = (0..<2).map { side in
      [90 + side] + frame
        + (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
          Int.random(in: 0..<3, using: &generator)
        } + frame + [92 + side]
    }
    let pairs = aligned(lists[0], lists[1])
    #expect(isSound(pairs, lists[0], lists[1]))
    #expect(pairs.count == longestCommonCount(lists[0], lists[1]))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `lists of any lines are aligned soundly`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let lists = (0..<2).map { _ in
      (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
        Int.random(in: 0..<30, using: &generator)
      }
    }
    let pairs = aligned(lists[0], lists[1])
    #expect(isSound(pairs, lists[0], lists[1]))
  }

  @Test(arguments: 0...20, [0, 1, 7])
  func `lines put in anywhere are all that differs`(place: Int, count: Int) {
    let left = (0..<20).map { $0 % 6 }
    var right = left
    right.insert(contentsOf: repeatElement(99, count: count), at: place)
    for (one, other) in [(left, right), (right, left)] {
      let pairs = aligned(one, other)
      #expect(isSound(pairs, one, other))
      #expect(pairs.count == left.count)
    }
  }

  @Test func `equal and empty lists are no trouble`() {
    #expect(aligned([], []).isEmpty)
    #expect(aligned([1, 2], []).isEmpty)
    #expect(aligned([], [1]).isEmpty)
    #expect(aligned([1, 1, 1], [1, 1, 1]).map(\.0) == [0, 1, 2])
  }

  @Test func `beyond the limit a stretch counts as changed as a whole`() {
    let count = LineAlignment.maximumEditCount
    // Lines that repeat, so that nothing splits them, and have nothing in common but one.
    let left = [0] + (0..<count).map { 1 + $0 % 2 } + [9]
    let right = [0] + (0..<count).map { 3 + $0 % 2 } + [9]
    let pairs = aligned(left, right)
    #expect(pairs.map(\.0) == [0, left.count - 1])
  }

  @Test func `a hundred thousand lines with a thousand insertions take no time worth a word`() {
    var generator = SeededGenerator(seed: 7)
    let left = (0..<100_000).map { _ in Int.random(in: 0..<50_000, using: &generator) }
    var right = left
    for _ in 0..<1000 { right.insert(-1, at: Int.random(in: 0..<right.count, using: &generator)) }
    let pairs = aligned(left, right)
    #expect(isSound(pairs, left, right))
    #expect(pairs.count == left.count)
  }
}

/// SplitMix64: the same numbers at every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }
}
