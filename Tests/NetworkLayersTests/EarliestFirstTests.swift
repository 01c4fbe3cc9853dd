import Testing
@testable import NetworkLayers

@Suite struct EarliestFirstTests {
  @Test(arguments: 0..<50)
  func `elements come by key, and by turn where keys are equal`(seed: Int) {
    var random = SeededGenerator(UInt64(seed))
    var queue = EarliestFirst<Int>()
    var waiting: [(key: Int, element: Int)] = []
    for element in 0..<300 {
      let key = Int.random(in: 0..<40, using: &random)
      queue.insert(element, at: key)
      waiting.append((key, element))
      guard Int.random(in: 0..<3, using: &random) == 0 else { continue }
      // `min` gives the first of several that are equal.
      let least = waiting.indices.min { waiting[$0].key < waiting[$1].key } ?? 0
      let expected = waiting.remove(at: least)
      #expect(queue.first?.element == expected.element)
      #expect(queue.removeFirst()?.key == expected.key)
    }
    queue.removeAll { $0.element % 5 == 0 }
    waiting.removeAll { $0.element % 5 == 0 }
    for expected in waiting.sorted(by: { ($0.key, $0.element) < ($1.key, $1.element) }) {
      #expect(queue.removeFirst()?.element == expected.element)
    }
    #expect(queue.isEmpty)
    #expect(queue.removeFirst() == nil)
  }
}
