import Foundation
import Testing

/// The program goes without Foundation: it starts faster, and a static binary is smaller.
@Suite struct LinkageTests {
  private func sources() throws -> [URL] {
    let folder = Folder.package.appending(path: "Sources")
    let files = FileManager.default.enumerator(atPath: folder.path)
    return (files?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".swift") }
      .map { folder.appending(path: $0) }
  }

  @Test func `no source imports Foundation`() throws {
    let sources = try sources()
    #expect(sources.count > 100)
    for file in sources {
      let text = try String(contentsOf: file, encoding: .utf8)
      let imports = text.lines.filter { $0.contains(/^\s*(\S+\s+)*import\s+Foundation/) }
      #expect(imports == [], "\(file.lastPathComponent)")
    }
  }

  @Test(.enabled(if: Program.has("ldd"), "ldd is not installed"))
  func `the program is not linked with Foundation`() throws {
    let run = try Program.run("ldd", [Program.sccpdump.path])
    #expect(run.output.contains("libc.so"))
    #expect(!run.output.contains("libFoundation.so"))
  }
}
