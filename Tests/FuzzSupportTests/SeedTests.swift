import CaptureBuilder
import FuzzSupport
import Testing

/// What the fuzzer begins with is good, so that whatever it finds it found itself.
@Suite struct SeedTests {
  /// Made once: encoding every message in each version takes a while.
  private static let seeds = Result { try Corpus.seeds() }

  @Test(arguments: FuzzTarget.allCases)
  func `every seed keeps the promises of its target`(target: FuzzTarget) throws {
    let seeds = try Self.seeds.get().filter { $0.target == target.rawValue }
    #expect(seeds.count >= 15)
    #expect(Set(seeds.map(\.name)).count == seeds.count)
    for seed in seeds {
      #expect(throws: Never.self, "\(seed.name)") { try target.run(seed.bytes.span) }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func `no seed breaks a promise where it ends early`(target: FuzzTarget) throws {
    let seeds = try Self.seeds.get().filter { $0.target == target.rawValue && $0.bytes.count < 300 }
    // Where there are many, each ends in other places than the one before.
    let step = seeds.count / 10 + 1
    for (number, seed) in seeds.enumerated() {
      for length in stride(from: number % step, to: seed.bytes.count, by: step) {
        let part = Array(seed.bytes[..<length])
        #expect(throws: Never.self, "\(seed.name), \(length) bytes") { try target.run(part.span) }
      }
    }
  }

  @Test func `every seed belongs to a target`() throws {
    let targets = Set(FuzzTarget.allCases.map(\.rawValue))
    #expect(Set(try Self.seeds.get().map(\.target)) == targets)
  }

  @Test func `the dictionary has libFuzzer's form`() {
    let lines = Corpus.dictionary.split(separator: "\n")
    #expect(lines.count > 200)
    for line in lines { #expect(line.wholeMatch(of: /"(\\x[0-9a-f]{2})+"/) != nil, "\(line)") }
  }
}
