import Testing

/// What the README shows is what happens.
@Suite struct ReadmeTests {
  /// Blank lines at the ends do not count: a block reads better without them.
  private func trimmed(_ lines: [String]) -> [String] {
    var rest = lines[...]
    while rest.last == "" { rest.removeLast() }
    return Array(rest)
  }

  @Test(.enabled(if: Program.has("jq"), "jq is not installed"), arguments: Readme.file.examples)
  func `a command prints what stands under it`(example: Readme.Example) throws {
    let run = try Program.shell("set -o pipefail; " + example.command, in: Folder.package)
    #expect(trimmed(run.outputLines) == trimmed(example.output))
  }

  @Test(arguments: Readme.file.commands)
  func `a command without its output works`(command: String) throws {
    let run = try Program.shell(command, in: Folder.package)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output != "")
  }

  @Test func `there are examples of the timeline and of the JSON`() {
    #expect(Readme.file.examples.contains { $0.output.contains { $0.contains("💡") } })
    #expect(Readme.file.examples.contains { $0.command.contains("| jq") })
    #expect(Readme.file.commands.count > 5)
  }

  @Test func `the test command stands first in the only block of its section`() {
    #expect(Readme.file.testBlocks.count == 1)
    #expect(Readme.file.testBlocks.first?.first?.hasPrefix("swift test") == true)
  }

  @Test func `every option that the README names exists, and the other way round`() throws {
    let help = try Program.sccpdump("timeline", "--help").output
    let known = Set(help.matches(of: /--[a-z]+(-[a-z]+)*/).map { String($0.0) })
    let text = try Program.shell("cat README.md", in: Folder.package).output
    for option in known where option != "--version" && option != "--help" {
      #expect(text.contains(option), "the README does not name \(option)")
    }
  }
}
