import ArgumentParser
import Engine

/// `sccpdump extract FILE… -o OUT`: chosen packets as a capture.
struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Copy chosen packets into a new capture.",
    discussion: """
      Without a selection, takes all packets of SCCP connections. What is copied stays as it is: \
      comments, interfaces, times, blocks of other programs.

      Examples:
        sccpdump extract --device SEP001122334455 -o phone.pcapng ring_*.pcapng
        sccpdump extract --call @3 --with-media -o call.pcapng capture.pcapng
        sccpdump extract --all -o plain.pcapng capture.pcapng.zst
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var messages: MessageSelectionOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The capture to write; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String

  @Flag(name: .long, help: "Also take the RTP and RTCP packets of the media that are ordered.")
  var withMedia = false

  @Flag(name: .long, help: "Take all packets of the connections of what is selected.")
  var wholeConnections = false

  @Flag(name: .long, help: "Take every packet.")
  var all = false

  func validate() throws {
    guard all else { return }
    if withMedia || wholeConnections {
      throw ValidationError("--all takes every packet, so it goes without the other choices")
    }
    if !messages.selection(of: selection.subjects).isOpen || input.filter != nil {
      throw ValidationError("--all takes every packet, so it goes without a selection")
    }
  }

  func run() throws {
    let pipeline = input.pipeline(selection: messages.selection(of: selection.subjects))
    let choice: Extraction.Choice =
      all ? .everything : .selected(wholeConnections: wholeConnections, withMedia: withMedia)
    let outcome = try Extraction(pipeline.captures, choice).run(pipeline, to: output)
    outcome.report()
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }
}
