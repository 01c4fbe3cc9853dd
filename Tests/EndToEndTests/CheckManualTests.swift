import CaptureBuilder
import Foundation
import Testing

/// The examples that the manual gives for regression checks, as they are written there.
@Suite struct CheckManualTests {
  /// The lines of the first block of a language on the page about regression checks.
  private func block(_ language: String) throws -> [String] {
    let text = try Documentation.page("RegressionChecks")
    let start = text.lines.drop { $0 != "```\(language)" }.dropFirst()
    return Array(start.prefix { $0 != "```" })
  }

  @Test func `the shell script tells the three outcomes apart`() throws {
    let script = try block("bash")
    #expect(script.first == "#!/bin/bash")
    try Folder.withTemporary { folder in
      try script.joined(separator: "\n")
        .write(to: folder.appending(path: "check-scenario"), atomically: true, encoding: .utf8)
      try Data(try CheckScenario().file()).write(to: folder.appending(path: "a.pcapng"))
      let command = "bash check-scenario a.pcapng golden.sccp.jsonl"
      let missing = try Program.shell(command, in: folder)
      #expect(missing.status == 2)
      #expect(missing.output == "the signalling could not be checked\n")
      let update = "sccpdump check --update --golden golden.sccp.jsonl a.pcapng"
      #expect(try Program.shell(update, in: folder).status == 0)
      try Data(try CheckScenario(.other).file()).write(to: folder.appending(path: "a.pcapng"))
      let same = try Program.shell(command, in: folder)
      #expect(same.status == 0)
      #expect(same.output == "the signalling is what it was\n")
      var scenario = CheckScenario()
      scenario.called.removeLast()
      try Data(try scenario.file()).write(to: folder.appending(path: "a.pcapng"))
      let changed = try Program.shell(command, in: folder)
      #expect(changed.status == 1)
      #expect(changed.outputLines.last?.contains(update) == true)
    }
  }

  @Test func `the step of the workflow checks the captures of its folder`() throws {
    let lines = try block("yaml")
    let step = try #require(lines.last { $0.contains("run: ") })
    let command = step.replacing(#/^.*run: /#, with: "")
    #expect(command.hasPrefix("sccpdump/.build/release/sccpdump check captures"))
    try Folder.withTemporary { folder in
      let captures = folder.appending(path: "captures")
      let binaries = folder.appending(path: "sccpdump/.build/release")
      for folder in [captures, binaries] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      try FileManager.default.createSymbolicLink(
        at: binaries.appending(path: "sccpdump"), withDestinationURL: Program.sccpdump)
      try Data(try CheckScenario().file()).write(to: captures.appending(path: "a.pcapng"))
      #expect(try Program.shell(command, in: folder).status == 2)
      #expect(try Program.shell("sccpdump check --update captures", in: folder).status == 0)
      #expect(try Program.shell(command, in: folder).status == 0)
    }
  }
}
