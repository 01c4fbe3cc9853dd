import Checking
import Testing

/// A name is offered only where it is like what was typed.
@Suite struct NearestNameTests {
  private static let names = ["srst", "rtp-loss", "stats-loss", "from", "junit", "addresses"]

  @Test(arguments: [
    ("srt", "srst"), ("loss", "rtp-loss"), ("form", "from"), ("junt", "junit"),
    ("adresses", "addresses"), ("RTP-LOST", "rtp-loss"), ("my-junit-file", "junit"),
  ])
  func `what is like a name is answered with it`(typed: String, name: String) {
    #expect(NearestName.nearest(to: typed, in: Self.names) == name)
    #expect(NearestName.clause(for: typed, in: Self.names) == "; the nearest is \(name)")
  }

  @Test(arguments: [
    "nope", "", "x", "foo", "codec-differs", String(repeating: "s", count: 100_000),
  ])
  func `what is like none is answered with none`(typed: String) {
    #expect(NearestName.nearest(to: typed, in: Self.names) == nil)
    #expect(NearestName.clause(for: typed, in: Self.names) == "")
    #expect(NearestName.nearest(to: typed, in: []) == nil)
  }

  @Test func `names are sorted by their likeness`() {
    let numbers = ["4711", "2001", "2010", "2000"]
    #expect(
      NearestName.sorted(numbers, byLikenessTo: "2010") == ["2010", "2000", "2001", "4711"])
    #expect(NearestName.sorted([], byLikenessTo: "2010") == [])
  }
}
