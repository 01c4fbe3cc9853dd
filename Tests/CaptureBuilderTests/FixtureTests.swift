import CaptureBuilder
import Foundation
import Testing

/// The committed captures are what their scenarios build.
@Suite struct FixtureTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  @Test(arguments: Fixture.all)
  func `the committed file is what the scenario builds`(fixture: Fixture) throws {
    let file = Self.folder.appendingPathComponent(fixture.name)
    let committed = try [UInt8](Data(contentsOf: file))
    let built = try fixture.build()
    #expect(built == committed, "run `swift run sccpfixtures` and look at what changed")
  }

  @Test func `every committed capture has a scenario`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".pcapng") }
    #expect(files.sorted() == Fixture.all.map(\.name).sorted())
  }

  @Test(arguments: Fixture.all)
  func `a scenario builds the same bytes every time`(fixture: Fixture) throws {
    #expect(try fixture.build() == fixture.build())
  }
}

extension Fixture: CustomTestStringConvertible {
  /// The file's name, for the log.
  public var testDescription: String { name }
}
