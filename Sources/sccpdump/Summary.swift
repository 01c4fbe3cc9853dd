import ArgumentParser
import Engine
import Rendering

/// `sccpdump summary FILE…`: one screen of what captures hold.
struct Summary: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Tell on one screen what is in captures: who, what happened, what is wrong.",
    discussion: """
      Examples:
        sccpdump summary capture.pcapng
        sccpdump summary --since 09:00 --until 10:00 ring_*.pcapng
        sccpdump summary --json capture.pcapng | jq .callResults
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var separation: SeparationOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var redaction: ShownRedactionOptions

  @Flag(name: .long, help: "Print a JSON object.")
  var json = false

  @OptionGroup var times: TimeOptions

  @OptionGroup var color: ColorOptions

  @OptionGroup var characters: CharacterOptions

  @OptionGroup var pager: PagerOptions

  func run() throws {
    pager.begin(reading: input.files)
    let subjects = selection.subjects(times)
    let pipeline = try redaction.applied(to: input.pipeline(selection: Selection(subjects)))
    var options = ListFormOptions.options(
      json ? .json : .table, isColored: color.isColored, isASCII: characters.isASCII)
    options.context = ListContext(fileNames: [], times: times.time)
    try separation.print(of: pipeline, options) { try $0.printSummary($1) }
  }
}
