import Rendering
import Testing
import Text

@testable import Checking

/// What two captures say differently.
@Suite struct ComparisonTests {
  /// A capture of connections, each a list of short lines.
  private func capture(_ connections: [String]...) -> NormalCapture {
    var capture = NormalCapture()
    var frame = 0
    for lines in connections {
      var connection = NormalCapture.Connection(head: "}")
      for line in lines {
        frame += 1
        let kind = String(line.prefix { $0 != " " })
        connection.lines.append(
          NormalLine(frame: frame, kind: kind, text: "{\"message\":\"\(line)\"}"))
      }
      capture.connections.append(connection)
    }
    return capture
  }

  private func signs(_ comparison: Comparison) -> String {
    comparison.connections.flatMap(\.entries).map { entry in
      switch entry {
      case .same: "="
      case .added: "+"
      case .removed: "-"
      case .changed: "~"
      }
    }.joined()
  }

  @Test func `numbers that were given otherwise are no difference`() {
    let left = capture(["A <call 1>", "B <call 2>", "A <call 1>"])
    let right = capture(["A <call 9>", "B <call 4>", "A <call 9>"])
    #expect(Comparison(left, right).isSame)
  }

  @Test func `one number for two is a difference`() {
    let left = capture(["A <call 1>", "B <call 2>", "A <call 1>", "C <call 1>"])
    let right = capture(["A <call 1>", "B <call 1>", "A <call 1>", "C <call 1>"])
    #expect(signs(Comparison(left, right)) == "==~==")
  }

  @Test func `a new call gets a new number, and those after it keep theirs`() {
    let left = capture(["A <call 1>", "B <call 1>", "D <call 1>", "A <call 2>", "C <call 2>"])
    let right = capture([
      "A <call 1>", "X <call 1>", "A <call 2>", "B <call 2>", "D <call 2>", "A <call 3>",
      "C <call 3>",
    ])
    let comparison = Comparison(left, right)
    #expect(comparison.addedCount == 2 && comparison.removedCount == 0)
    #expect(comparison.changedCount == 0)
    let added = comparison.connections.flatMap(\.entries).compactMap { entry in
      if case .added(let line) = entry { line.text } else { nil }
    }
    #expect(added.allSatisfy { $0.contains("<call 3>") })
  }

  @Test func `connections are found again in any order`() {
    let left = capture(["A", "B", "C"], ["A", "D", "E"], ["K", "K"])
    let right = capture(["K", "K"], ["A", "D", "F", "E"], ["A", "B", "C"])
    let comparison = Comparison(left, right)
    #expect(comparison.rightOrder == [2, 1, 0])
    #expect(signs(comparison) == "=======" + "+" + "====")
  }

  @Test func `connections that were cut short are not taken for shorter ones`() {
    let start = ["R", "C", "T", "K"]
    let rest = (0..<12).map { "M\($0)" }
    let left = capture(start + ["L1"] + rest, start + ["L2", "N1", "N2"])
    let right = capture(start + ["L1"] + rest.prefix(2), start + ["L2", "N1"])
    #expect(Comparison(left, right).rightOrder == [0, 1])
    #expect(Comparison(left, right).addedCount == 0)
  }

  @Test func `what is too much work is compared in its order, and that is said`() {
    let kinds = (0..<40).map { $0 % 7 }
    func side(_ order: [Int]) -> [ConnectionMatching.Content] {
      order.map { number in
        ConnectionMatching.Content(lines: (0..<40).map { 1000 * number + $0 } + [-1], kinds: kinds)
      }
    }
    // Each has its partner at the other end of the other side, where all but one line are the same.
    let left = side(Array(0..<100))
    let right = side(Array((0..<100).reversed())).map {
      ConnectionMatching.Content(lines: $0.lines.dropLast() + [-2], kinds: $0.kinds)
    }
    let full = ConnectionMatching(left, right)
    #expect(full.partners == (0..<100).reversed().map { $0 })
    #expect(full.inOrderCount == 0)
    let short = ConnectionMatching(left, right, effort: ComparisonEffort(40_000))
    #expect(short.inOrderCount > 50 && short.inOrderCount < 100)
    let compared = 100 - short.inOrderCount
    #expect(short.partners[..<compared] == full.partners[..<compared])
    #expect(short.partners[compared...] == (0..<short.inOrderCount).map { $0 }[...])
  }

  @Test func `connections that have nothing in common are missing and new`() {
    let comparison = Comparison(capture(["A", "B"]), capture(["X", "Y"]))
    #expect(signs(comparison) == "---+++")
    #expect(comparison.connections.map(\.leftNumber) == [1, nil])
    #expect(comparison.connections.map(\.rightNumber) == [nil, 1])
  }

  @Test func `fields that differ are named with both values`() {
    let before = #"{"message":"A","fields":{"a":1,"b":{"c":["x","y"]},"d":"\u001b"}}"#
    let after = #"{"message":"A","fields":{"a":2,"b":{"c":["x"]},"e":[]}}"#
    let sentences = FieldDifference.all(between: before, and: after).map(\.sentence)
    #expect(
      sentences == [
        "a: 1 became 2", #"b.c[1]: "y" is missing"#, #"d: "\u001b" is missing"#, "e: [] is new",
      ])
  }

  // MARK: - The diff

  private func diff(_ left: NormalCapture, _ right: NormalCapture) -> [String] {
    var text = TextBuffer()
    var diff = UnifiedDiff("left", "right", Palette(isEnabled: false))
    diff.append(Comparison(left, right), to: &text)
    return String(text).split(separator: "\n").map(String.init)
  }

  @Test func `a hunk has its lines' numbers, frames and surroundings`() {
    let lines = ["A", "B", "C", "D", "E", "F", "G", "H"]
    var right = lines
    right.remove(at: 3)
    #expect(
      diff(capture(lines), capture(right)) == [
        "--- left", "+++ right", "  1 × D: is missing", "@@ -4,5 +4,4 @@ connection 1",
        "  2 2  ◀ B", "  3 3  ◀ C", "- 4    ◀ D", "  5 4  ◀ E", "  6 5  ◀ F",
      ])
  }

  @Test func `differences far from each other are hunks of their own`() {
    let lines = (0..<30).map { "M\($0)" }
    var right = lines
    right[3] = "X"
    right[20] = "Y"
    let headings = diff(capture(lines), capture(right)).filter { $0.hasPrefix("@@") }
    #expect(headings == ["@@ -4,5 +4,5 @@ connection 1", "@@ -21,5 +21,5 @@ connection 1"])
  }

  @Test func `more differences than are shown are counted`() {
    let lines = (0..<3000).map { "M\($0 % 2)" }
    let limit = UnifiedDiff.maximumShownCount
    let text = diff(capture(["A"] + lines), capture(["A"]))
    #expect(text.last == "and \(3000 - limit) more lines that differ")
    #expect(text.count < limit + 10)
    let apart = (0..<20_000).map { "M\($0)" }
    let without = apart.enumerated().filter { $0.offset % 10 != 5 }.map(\.element)
    let many = diff(capture(apart), capture(without))
    #expect(many.last == "and \(2000 - limit) more lines that differ")
  }
}
