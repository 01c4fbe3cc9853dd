import Foundation
import Testing

/// `sccpdump schema --story` describes what `--json --story` and the lists print.
@Suite(.enabled(if: SchemaValidator.isAvailable, "Python's jsonschema is not installed"))
struct StorySchemaTests {
  @Test(arguments: ["devices", "calls"])
  func `every line of every fixture is valid, one capture at a time and all together`(
    command: String
  ) throws {
    var lines = try Program.sccpdump([command, "--json"] + Folder.captures).outputLines
    for capture in Folder.captures {
      lines += try Program.sccpdump([command, "--json", capture]).outputLines
    }
    #expect(lines.count >= 4)
    #expect(try SchemaValidator("--story", "--strict").faults(in: lines) == [:])
  }

  @Test
  func `every line of a story is valid, and its message is one of plain JSON but for its call`()
    throws
  {
    var lines: [String] = []
    for capture in Folder.captures {
      lines += try Program.sccpdump(["--json", "--story", capture]).outputLines
    }
    #expect(try SchemaValidator("--story", "--strict").faults(in: lines) == [:])
    let plain = try Folder.captures.flatMap { try Program.sccpdump(["--json", $0]).outputLines }
    let messages = lines.filter { !$0.hasPrefix(#"{"type""#) }.map { line in
      line.replacing(/,"callNumber":[0-9]+/, with: "")
    }
    #expect(messages == plain)
    #expect(lines.count > messages.count)
  }

  @Test func `a line with a key or a label that is not named is refused`() throws {
    let line = try #require(
      try Program.sccpdump(["calls", "--json", "cucm_call.pcapng"]).outputLines.first)
    let wrong = [
      line.replacingOccurrences(of: #""result":"answered""#, with: #""result":"happy""#),
      line.replacingOccurrences(of: #""dialed":"#, with: #""dialled":"#),
      line.replacingOccurrences(of: #""type":"call""#, with: #""type":"message""#),
    ]
    #expect(wrong.allSatisfy { $0 != line })
    #expect(try SchemaValidator("--story", "--strict").faults(in: wrong).count == 3)
  }
}
