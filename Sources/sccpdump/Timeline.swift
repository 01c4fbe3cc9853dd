import ArgumentParser
import Checking
import Engine
import Rendering
import Text

/// `sccpdump [timeline] FILE…`: the timeline, or JSON Lines.
struct Timeline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Print the annotated timeline, or JSON Lines.",
    discussion: """
      Examples:
        sccpdump --call @3 --verbose capture.pcapng
        sccpdump --number 2001 --exclude ui capture.pcapng
        sccpdump --message 'Register*,Reset' ring_*.pcapng
        sccpdump --findings capture.pcapng
        sccpdump --oneline capture.pcapng | rg 'CallState.*RingIn'
        tcpdump -i eth0 -U -w - tcp port 2000 | sccpdump -
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var shards: ShardOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var messages: MessageSelectionOptions
  @OptionGroup var redaction: ShownRedactionOptions

  @Flag(name: .long, help: "Print JSON Lines: one object for each message.")
  var json = false

  @Flag(
    name: .long,
    help: ArgumentHelp(
      """
      Name the call of each message, and tell of each call when it is over; with --json also of \
      devices, streams and the whole.
      """))
  var story = false

  @Flag(
    name: .long,
    help: ArgumentHelp(
      """
      Say at its frame what is wrong, as `sccpdump diagnose` finds it; the captures are read twice.
      """))
  var findings = false

  @Flag(
    name: .long,
    help: "Print a line for each message: frame, time, device, arrow, name, values, remarks.")
  var oneline = false

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
    help: "Explain all messages, with each sentence once for each device (once), or none.")
  var annotations = TimelineOptions.Annotations.all

  @OptionGroup var parties: PartyOptions

  @OptionGroup var times: TimeOptions

  @Flag(name: .customLong("show-secrets"), help: "Print media keys and salts.")
  var showSecrets = false

  @OptionGroup var color: ColorOptions

  @OptionGroup var characters: CharacterOptions

  @OptionGroup var pager: PagerOptions

  func validate() throws {
    if detail, !json { throw ValidationError("--detail needs --json") }
    if oneline, json { throw ValidationError("--oneline and --json are two forms: choose one") }
    if findings, json || oneline {
      throw ValidationError(
        "--findings is about the timeline; --json --story and `sccpdump diagnose` have them as JSON"
      )
    }
    if oneline, verbose || hex {
      throw ValidationError("--verbose and --hex add lines, so they go without --oneline")
    }
  }

  func run() throws {
    pager.begin(reading: input.files)
    let outcome = try json ? runJSON() : runTimeline()
    outcome.report(withTotals: !json && !oneline)
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }

  private func pipeline() throws -> Pipeline {
    let subjects = selection.subjects(times)
    return try redaction.applied(
      to: input.pipeline(shard: shards.shard, selection: messages.selection(of: subjects)))
  }

  private func runJSON() throws -> Outcome {
    var options = JSONLinesRenderer.Options()
    options.isDetailed = detail
    options.showsSecrets = showSecrets
    options.showsAnnotations = annotations != .none
    return try pipeline().printJSON(options, story: story)
  }

  private func runTimeline() throws -> Outcome {
    var options = Self.options(isColored: color.isColored, isASCII: characters.isASCII)
    options.annotations = annotations
    options.times = times.time
    options.names = try parties.names()
    options.showsKeepAlives = keepalives
    let devices = selection.device.flatMap(\.patterns)
    options.isOneDevice = devices.count == 1 && devices.allSatisfy(\.isLiteral)
    options.isVerbose = verbose
    options.showsHex = hex
    options.showsSecrets = showSecrets
    let pipeline = try pipeline()
    guard oneline else {
      return try Self.print(pipeline, options, story: story, findings: findings)
    }
    return try Self.printLines(pipeline, options)
  }

  /// The form of a timeline where nothing else is asked for.
  static func options(isColored: Bool, isASCII: Bool) -> TimelineOptions {
    var options = TimelineOptions()
    options.width = StandardStreams.outputTerminal?.columnCount
    options.usesColor = isColored
    options.isASCII = isASCII
    return options
  }

  /// Prints the timeline under the names of the captures; returns what is left to say when that is done.
  static func print(
    _ pipeline: Pipeline, _ options: TimelineOptions, story: Bool = false, findings: Bool = false
  ) throws -> Outcome {
    var options = options
    options.fileNames = pipeline.captures.names
    options.headings = pipeline.captures.namesOfOpenable
    return try pipeline.printTimeline(options, story: story, findings: findings)
  }

  /// Prints a line for each message; returns what is left to say when that is done.
  static func printLines(_ pipeline: Pipeline, _ options: TimelineOptions) throws -> Outcome {
    var options = options
    options.fileNames = pipeline.captures.names
    return try pipeline.printLines(options)
  }
}

extension TimelineOptions.Annotations: ExpressibleByArgument {}
