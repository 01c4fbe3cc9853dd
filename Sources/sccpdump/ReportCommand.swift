import ArgumentParser
import Engine
import PcapngReader
import Rendering
import Text

/// `sccpdump report FILE… -o X.html`: the page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page of HTML with everything: findings, devices, calls, the ladder.",
    discussion: """
      The page is one file that needs no network and no program but a browser.

      Examples:
        sccpdump report capture.pcapng -o capture.html
        sccpdump report --device SEP001122334455 ring_*.pcapng -o phone.html
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var redaction: ShownRedactionOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the page to this file; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String

  @OptionGroup var parties: PartyOptions

  @OptionGroup(title: "Findings") var rules: RuleOptions

  func validate() throws {
    if input.files.contains(where: { $0 != "-" && FilePaths.areSame($0, output) }) {
      throw ValidationError("--output \(output): the capture itself would be overwritten")
    }
  }

  func run() throws {
    let pipeline = try redaction.applied(to: input.pipeline())
    var options = PageOptions()
    options.names = try parties.names()
    options.fileNames = pipeline.captures.paths.map { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return name == "-" ? "standard input" : FileName.shown(name)
    }
    let outcome = try pipeline.makePage(
      options, rules.selection, settings: rules.settings, selecting: selection.subjects,
      into: output == "-" ? nil : output)
    outcome.report()
    if outcome.strictExitStatus != 0 { throw ExitCode(outcome.strictExitStatus) }
  }
}
