import ArgumentParser
import Rendering

/// `sccpdump [timeline] FILE…`: the timeline, or JSON Lines.
struct Timeline: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the annotated timeline, or JSON Lines.")

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions

  @Flag(name: .long, help: "Print JSON Lines: one object for each message.")
  var json = false

  @Flag(name: .long, help: "With --json: raw bytes, and each value's number, offset and length.")
  var detail = false

  @Flag(name: [.short, .long], help: "Print every field under its message.")
  var verbose = false

  @Flag(name: .long, help: "Print the bytes of each message.")
  var hex = false

  @Flag(name: .long, help: "Print every keepalive, rather than a line for each run of them.")
  var keepalives = false

  @Option(
    name: .long,
    help: "Explain all messages, the first of each kind for each device (once), or none.")
  var annotations = TimelineOptions.Annotations.all

  @Flag(name: .customLong("show-secrets"), help: "Print media keys and salts.")
  var showSecrets = false

  @Option(
    name: .long, help: "Use colours: auto (on a terminal, unless NO_COLOR is set), always or never."
  )
  var color = ColorChoice.auto

  @Flag(name: .long, help: "Print ASCII characters only.")
  var ascii = false

  func validate() throws {
    if detail, !json { throw ValidationError("--detail needs --json") }
  }

  func run() throws {
    let outcome = try json ? runJSON() : runTimeline()
    // The line that says why a file could not be read on is the last word then.
    outcome.report(withTotals: !json && !outcome.hasFailed)
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }

  private func runJSON() throws -> Outcome {
    var options = JSONLinesRenderer.Options()
    options.isDetailed = detail
    options.showsSecrets = showSecrets
    options.showsAnnotations = annotations != .none
    let pipeline = Pipeline(input, selection)
    options.fileNames = pipeline.captures.paths.count > 1 ? pipeline.captures.paths : []
    return try pipeline.run { [options] in JSONLinesRenderer(options) }
  }

  private func runTimeline() throws -> Outcome {
    let terminal = StandardStreams.outputTerminal
    var options = TimelineOptions()
    options.width = terminal?.columnCount
    options.usesColor = color.isColored(onTerminal: terminal != nil)
    options.isASCII = ascii
    options.annotations = annotations
    options.showsKeepAlives = keepalives
    options.isVerbose = verbose
    options.showsHex = hex
    options.showsSecrets = showSecrets
    let pipeline = Pipeline(input, selection)
    options.fileNames = pipeline.captures.names
    return try pipeline.run { [options] in TimelineRenderer(options) }
  }
}

extension TimelineOptions.Annotations: ExpressibleByArgument {}

/// When to use colours.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// `NO_COLOR` (no-color.org) counts where it is set to anything but nothing.
  func isColored(onTerminal: Bool) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: onTerminal && StandardStreams.environment("NO_COLOR").isEmpty
    }
  }
}
