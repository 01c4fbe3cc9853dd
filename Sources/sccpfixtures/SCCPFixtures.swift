import CaptureBuilder
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Builds the captures of `Fixtures/` from their scenarios: `swift run sccpfixtures [FOLDER]`; or
/// what the fuzz targets begin with: `swift run sccpfixtures --corpus FOLDER`.
@main
struct SCCPFixtures {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    do {
      if arguments.first == "--corpus" {
        try writeCorpus(to: arguments.dropFirst().first ?? "corpus")
      } else {
        try writeFixtures(to: arguments.first ?? "Fixtures")
      }
    } catch {
      print("sccpfixtures: \(error)")
      exit(1)
    }
  }

  private static func writeFixtures(to folder: String) throws {
    for fixture in Fixture.all {
      let bytes = try fixture.build()
      try FixtureFile(path: "\(folder)/\(fixture.name)").write(bytes)
      print("\(folder)/\(fixture.name): \(bytes.count) bytes")
    }
  }

  /// A folder for each target, and the dictionary `fuzz.dict`.
  private static func writeCorpus(to folder: String) throws {
    try FixtureFile.makeFolder(folder)
    var counts: [String: Int] = [:]
    for seed in try Corpus.seeds() {
      if counts[seed.target] == nil { try FixtureFile.makeFolder("\(folder)/\(seed.target)") }
      counts[seed.target, default: 0] += 1
      try FixtureFile(path: "\(folder)/\(seed.target)/\(seed.name)").write(seed.bytes)
    }
    try FixtureFile(path: "\(folder)/fuzz.dict").write(Array(Corpus.dictionary.utf8))
    for (target, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(folder)/\(target): \(count) seeds")
    }
  }
}
