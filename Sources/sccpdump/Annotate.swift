import ArgumentParser
import Engine

/// `sccpdump annotate FILE… -o OUT`: the timeline as comments of packets.
struct Annotate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Copy captures with what the timeline says as comments, for Wireshark.",
    discussion: """
      Every packet stays. Packets that complete a message get its sentence and what is wrong with \
      it as comments, and addresses of devices get their names.

      Examples:
        sccpdump annotate -o annotated.pcapng capture.pcapng
        sccpdump annotate --device SEP001122334455 -o annotated.pcapng capture.pcapng
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var messages: MessageSelectionOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The capture to write; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String

  func run() throws {
    let pipeline = input.pipeline(selection: messages.selection(of: selection.subjects))
    let outcome = try CaptureAnnotation(pipeline.captures).run(pipeline, to: output)
    outcome.report()
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }
}
