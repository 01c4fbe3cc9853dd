import Testing

@testable import Story

/// A short table does what a dictionary does, for so many keys.
@Suite struct ShortTableTests {
  @Test func `a key has the value that it was given last, until it is taken out`() {
    var table = ShortTable<UInt32, String>()
    table[7] = "one"
    table[9] = "two"
    table[7] = "three"
    #expect(table[7] == "three")
    #expect(table.keys == [7, 9])
    table[7] = nil
    table[8] = nil
    #expect(table[7] == nil)
    #expect(table[9] == "two")
    table.removeAll { $0 == "two" }
    #expect(table.isEmpty)
  }

  /// Whatever a capture holds, a search stays short.
  @Test func `of more keys than the legs of a connection, the first are given up`() {
    var table = ShortTable<Int, Int>()
    for key in 0..<1000 { table[key] = key }
    #expect(table.count == StoryLimits.maximumLegs)
    #expect(table[999] == 999)
    #expect(table[1000 - StoryLimits.maximumLegs] == 1000 - StoryLimits.maximumLegs)
    #expect(table[999 - StoryLimits.maximumLegs] == nil)
  }
}
