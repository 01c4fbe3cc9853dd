import CaptureBuilder
import Glibc

/// Builds the captures of `Fixtures/` from their scenarios: `swift run sccpfixtures [FOLDER]`.
@main
struct SCCPFixtures {
  static func main() {
    let folder = CommandLine.arguments.dropFirst().first ?? "Fixtures"
    do {
      for fixture in Fixture.all {
        let bytes = try fixture.build()
        try FixtureFile(path: "\(folder)/\(fixture.name)").write(bytes)
        print("\(folder)/\(fixture.name): \(bytes.count) bytes")
      }
    } catch {
      print("sccpfixtures: \(error)")
      exit(1)
    }
  }
}
