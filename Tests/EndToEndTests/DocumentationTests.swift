import Testing

/// What the README and the manual show is what happens.
@Suite struct DocumentationTests {
  /// Blank lines at the ends do not count: a block reads better without them.
  private func trimmed(_ lines: [String]) -> [String] {
    var rest = lines[...]
    while rest.last == "" { rest.removeLast() }
    return Array(rest)
  }

  @Test(
    .enabled(if: Program.has("jq"), "jq is not installed"), arguments: Documentation.all.examples)
  func `a command prints what stands under it`(example: Documentation.Example) throws {
    let run = try Program.shell("set -o pipefail; " + example.command, in: Folder.package)
    #expect(trimmed(run.outputLines) == trimmed(example.output))
  }

  @Test(arguments: Documentation.all.commands)
  func `a command without its output works`(command: String) throws {
    let run = try Program.shell(command, in: Folder.package)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output != "")
  }

  @Test func `there are examples of the timeline and of the JSON`() {
    #expect(Documentation.all.examples.contains { $0.output.contains { $0.contains("💡") } })
    #expect(Documentation.all.examples.contains { $0.command.contains("| jq") })
    #expect(Documentation.all.commands.count > 5)
  }

  @Test func `the test command stands first in the only block of its section`() {
    #expect(Documentation.all.testBlocks.count == 1)
    #expect(Documentation.all.testBlocks.first?.first?.hasPrefix("swift test") == true)
  }

  @Test func `the manual names every option of the timeline`() throws {
    let help = try Program.sccpdump("timeline", "--help").output
    let known = Set(help.matches(of: /--[a-z]+(-[a-z]+)*/).map { String($0.0) })
    let text = try Program.shell("cat Sources/sccpdump/Manual.docc/*.md", in: Folder.package).output
    for option in known where option != "--version" && option != "--help" {
      #expect(text.contains(option), "the manual does not name \(option)")
    }
  }

  @Test func `the manual's first page names all others, and links lead somewhere`() throws {
    let command = """
      cd Sources/sccpdump/Manual.docc
      for page in *.md; do
        [ $page = Manual.md ] || grep -q "($page)" Manual.md || echo "Manual.md lacks $page"
        for link in $(grep -o '](\\([A-Za-z./-]*\\)' $page | sed 's/^](//'); do
          case $link in https) continue ;; esac
          [ -e $link ] || echo "$page: no $link"
        done
      done
      """
    #expect(try Program.shell(command, in: Folder.package).output == "")
  }
}
