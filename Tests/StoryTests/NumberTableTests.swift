import Testing

@testable import Story

/// A table of numbers does what a dictionary does.
@Suite struct NumberTableTests {
  /// Numbers that come and go as those of connections do, some of them with the same home.
  @Test(arguments: 1...4) func `what was put in and not taken out is there`(_ stride: Int) {
    var table = NumberTable<String>()
    var dictionary: [Int: String] = [:]
    for step in 0..<2000 {
      let number = step * stride
      table[number] = "\(step)"
      dictionary[number] = "\(step)"
      // Those that began first go, but for every seventh, in another order than they came.
      let gone = (step - 40) ^ 3
      if gone >= 0, gone % 7 != 0 {
        #expect(
          table.removeValue(forKey: gone * stride) == dictionary.removeValue(forKey: gone * stride))
      }
    }
    #expect(table.count == dictionary.count)
    #expect(table.keys.sorted() == dictionary.keys.sorted())
    #expect(table.values.sorted() == dictionary.values.sorted())
    for number in 0..<2000 * stride { #expect(table[number] == dictionary[number]) }
  }

  @Test func `a value is changed where it lies, made where there is none, and goes by nil`() {
    var table = NumberTable<[Int]>()
    table[3]?.append(1)
    #expect(table.isEmpty)
    table[3, default: []].append(1)
    table[3]?.append(2)
    table[19, default: [7]].append(8)
    #expect(table[3] == [1, 2])
    #expect(table[19] == [7, 8])
    #expect(table[35, default: []].isEmpty)
    table[3] = nil
    #expect(table[3] == nil)
    #expect(table[19] == [7, 8])
    #expect(table.count == 1)
    table.removeAll()
    #expect(table.keys.isEmpty)
  }
}
