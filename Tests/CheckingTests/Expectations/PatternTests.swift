import Testing
@testable import Checking

/// Wildcards and times.
@Suite struct PatternTests {
  /// The plainest way to compare: every way to divide the text.
  private func fits(_ pattern: Substring, _ text: Substring) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return fits(pattern.dropFirst(), text) || !text.isEmpty && fits(pattern, text.dropFirst())
    }
    guard let letter = text.first, first == "?" || first == letter else { return false }
    return fits(pattern.dropFirst(), text.dropFirst())
  }

  @Test func `wildcards agree with the plainest way to compare`() throws {
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let letters: [Character] = ["a", "b", "é"]
    for _ in 0..<20_000 {
      let text = String((0..<random(8)).map { _ in letters[random(3)] })
      let pattern = String(
        (0..<random(6)).map { _ in random(2) == 0 ? ["*", "?"][random(2)] : letters[random(3)] })
      let compiled = try #require(TextPattern(pattern))
      #expect(compiled.matches(text) == fits(pattern[...], text[...]), "\(pattern) \(text)")
    }
  }

  @Test(arguments: [
    (#"\*"#, "*", true), (#"\*"#, "x", false), (#"a\?"#, "a?", true), (#"a\\b"#, #"a\b"#, true),
    (#"a\"#, #"a\"#, true), ("", "", true), ("", "a", false), ("SEP*", "SEP001", true),
    ("sep*", "SEP001", false), ("**", "", true), ("?", "é", true),
  ])
  func `a backslash takes the next character as it is`(
    pattern: String, text: String, fits: Bool
  ) throws {
    #expect(try #require(TextPattern(pattern)).matches(text) == fits)
  }

  @Test func `no pattern takes long`() throws {
    let pattern = try #require(TextPattern(String(repeating: "a*", count: 200) + "b"))
    let text = String(repeating: "a", count: 60_000)
    let clock = ContinuousClock()
    let elapsed = clock.measure { #expect(!pattern.matches(text)) }
    #expect(elapsed < .seconds(20))
    #expect(TextPattern(String(repeating: "x", count: 513)) == nil)
  }

  @Test(arguments: [
    ("2s", 2_000_000_000), ("500ms", 500_000_000), ("1m30s", 90_000_000_000),
    ("1.5s", 1_500_000_000), ("250us", 250_000), ("0.5ms", 500_000), ("24h", 86_400_000_000_000),
    ("1h2m3s4ms", 3_723_004_000_000),
  ])
  func `times are read and written`(text: String, nanoseconds: Int) throws {
    let limit = try #require(TimeLimit(text))
    #expect(limit.nanoseconds == Int64(nanoseconds))
    #expect(TimeLimit(limit.description) == limit)
  }

  @Test(arguments: [
    "", "2", "s", "2 s", "-2s", "2s2", "1.s", ".5s", "25h", "0s", "99999999999999999999s", "2x",
    "1e3s", "٢s", "9223372036854775807h",
  ])
  func `what is no time up to a day is refused`(text: String) {
    #expect(TimeLimit(text) == nil)
  }

  @Test func `measured times have at most three decimals`() {
    #expect(TimeLimit.words(for: 812_345_678) == "812.345ms")
    #expect(TimeLimit.words(for: 1_200_000_000) == "1.2s")
    #expect(TimeLimit.words(for: 950) == "0.95us")
    #expect(TimeLimit.words(for: .min) == "9223372036.854s")
  }
}
