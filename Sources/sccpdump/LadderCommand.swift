import ArgumentParser
import Engine
import PcapngReader
import Rendering

/// `sccpdump ladder FILE…`: the sequence diagram.
struct LadderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ladder",
    abstract: "Draw the sequence diagram: who sent what to whom, when, and what it means.",
    discussion: """
      Examples:
        sccpdump ladder capture.pcapng
        sccpdump ladder --call @1 capture.pcapng
        sccpdump ladder --format svg -o call.svg --call @1 capture.pcapng
        sccpdump ladder --party 'Front desk=10.10.1.21' --since 09:00 capture.pcapng
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var redaction: ShownRedactionOptions

  @Option(name: .long, help: "Draw it as text, mermaid or svg.")
  var format = LadderRenderer.Form.text

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to this file rather than to standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var parties: PartyOptions

  @OptionGroup var times: TimeOptions

  @OptionGroup(title: "Findings") var rules: RuleOptions

  @Option(
    name: .long,
    help: "Explain all messages, the first of each kind for each device (once), or none.")
  var annotations = TimelineOptions.Annotations.all

  @Flag(name: .long, help: "Draw every keepalive, rather than a row for each run of them.")
  var keepalives = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Columns of a line, from 60 on; those of the terminal, or 100, without it.",
      valueName: "columns"))
  var width: Int?

  @OptionGroup var color: ColorOptions

  @OptionGroup var characters: CharacterOptions

  @OptionGroup var pager: PagerOptions

  func validate() throws {
    if let output, input.files.contains(where: { FilePaths.areSame($0, output) }) {
      throw ValidationError("--output \(output): the capture itself would be overwritten")
    }
    let widths = LadderTextOptions.minimumWidth...LadderTextOptions.maximumWidth
    if let width, !widths.contains(width) {
      throw ValidationError("--width: from \(widths.lowerBound) to \(widths.upperBound) columns")
    }
  }

  func run() throws {
    var options = LadderOptions()
    options.annotations = annotations
    options.keepAlives = keepalives ? .each : .folded
    options.names = try parties.names()
    options.times = times.time
    if format == .text { options.text = textOptions }
    let chosen = selection.subjects(times)
    let pipeline = try redaction.applied(to: input.pipeline())
    if output == nil, format == .text { pager.begin(reading: input.files) }
    let outcome = try pipeline.drawLadder(
      format, options, rules.selection, settings: rules.settings, selecting: chosen, into: output)
    outcome.report()
    let status = output == nil ? outcome.exitStatus : outcome.strictExitStatus
    if status != 0 { throw ExitCode(status) }
  }

  private var textOptions: LadderTextOptions {
    var options = LadderTextOptions()
    let terminal = output == nil ? StandardStreams.outputTerminal : nil
    options.width = width ?? terminal?.columnCount ?? options.width
    if width == nil, let terminal { Self.remark(on: terminal.columnCount) }
    options.usesColor = output == nil ? color.isColored : color.color == .always
    options.isASCII = characters.isASCII
    return options
  }

  /// Says that a terminal is too narrow, whose lines will break.
  private static func remark(on columns: Int) {
    let least = LadderTextOptions.minimumWidth
    if columns < least {
      StandardStreams.report("a ladder needs \(least) columns, and the terminal has \(columns)")
    }
  }
}

extension LadderRenderer.Form: ExpressibleByArgument {}
