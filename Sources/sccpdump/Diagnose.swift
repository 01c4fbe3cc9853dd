import ArgumentParser
import Checking
import Engine
import Findings
import Rendering
import Story
import Text

/// `sccpdump diagnose FILE…`: what is wrong in the captures.
struct Diagnose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Find what is wrong: why a phone does not register, or nobody hears anything.",
    usage: """
      sccpdump diagnose [<options>] <file> ...
      sccpdump diagnose --rules
      sccpdump diagnose --explain <rule>
      """,
    discussion: """
      Examples:
        sccpdump diagnose capture.pcapng
        sccpdump diagnose --fail-on warning --ignore reset-ordered nightly.pcapng
        sccpdump diagnose --rule rtp-loss --set rtp-loss=2% capture.pcapng
        sccpdump diagnose --explain reg-stuck
        sccpdump diagnose --baseline known.txt --report junit=x.xml nightly.pcapng

      Each finding has the device, the frames that show it and what to check next; a finding that \
      comes again is counted. --rules lists what is looked for, --explain tells one rule with its \
      limits, which --set changes. A baseline is a file of findings that are known and passed \
      over; --update-baseline writes it, and somebody adds the reasons.

      Exit status: 0 nothing as bad as --fail-on, 1 something is, 2 a capture or another file could \
      not be read or written, or nothing fits the selection, 64 wrong usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "Captures, as `sccpdump help timeline` describes them; - is standard input.",
      valueName: "file"), completion: .file())
  var files: [String] = []

  @OptionGroup var reading: ReadingOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Read only packets that a BPF expression selects.", valueName: "expression"))
  var filter: String?

  @OptionGroup var shards: ShardOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var redaction: ShownRedactionOptions

  @OptionGroup(title: "What is looked for") var rules: RuleOptions

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "End with status 1 where a finding is as bad as this: error, warning, note or never.",
      valueName: "severity"))
  var failOn = AlarmingSeverity.error

  @OptionGroup var baseline: BaselineOptions

  @OptionGroup(title: "Reports") var reports: ReportOptions

  @Flag(name: .long, help: "Print JSON Lines: one object for each finding.")
  var json = false

  @Flag(name: .customLong("rules"), help: "List the rules.")
  var listsRules = false

  @Option(
    name: .long, help: ArgumentHelp("Tell what a rule looks for and means.", valueName: "rule"),
    completion: .list(FindingRule.all.map(\.id)))
  var explain: String?

  @OptionGroup var time: TimeOptions

  @OptionGroup var color: ColorOptions

  @OptionGroup var characters: CharacterOptions

  @OptionGroup var pager: PagerOptions

  func validate() throws {
    if listsRules || explain != nil { return }
    if files.isEmpty { throw ValidationError("name a capture file, or - for standard input") }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("- is named more than once, but there is one standard input")
    }
    if json, reports.isForStandardOutput {
      throw ValidationError("--json and a report for standard output: write the report into a file")
    }
  }

  func run() throws {
    if !json { pager.begin(reading: files) }
    if listsRules || explain != nil {
      try printRules()
      return
    }
    var known = try baseline.load()
    let pipeline = try redaction.applied(
      to: Pipeline(
        CaptureSet(files), filter: filter, ports: reading.port, encoding: reading.encoding,
        shard: shards.shard))
    var options = FindingOptions()
    options.isJSON = json
    options.width = StandardStreams.outputTerminal?.columnCount
    options.usesColor = color.isColored
    options.isASCII = characters.isASCII
    let captures = pipeline.captures
    let chosen = selection.subjects(time)
    options.context = ListContext(
      fileNames: captures.paths.count > 1 ? captures.paths : [], times: time.time)
    let outcome = try pipeline.diagnose(
      rules.selection, settings: rules.settings, selecting: chosen)
    // What is selected may all be in another part.
    let isMissed = outcome.selectsNothing && shards.shard == nil
    let findings = outcome.diagnosis.findings
    let listing = FindingListing(options, inCaptureFrom: outcome.diagnosis.start)
    let news = findings.filter { known.reason(for: $0) == nil }
    var text = TextBuffer()
    if !isMissed, !outcome.hasReadNothing {
      listing.append(news, known: findings.count - news.count, to: &text)
    }
    reports.show(text)
    outcome.report()

    let looksForAll = rules.areAll && chosen.isOpen && filter == nil
    let isUpdated = baseline.update(&known, with: outcome, looksForAll: looksForAll)
    let alarming = baseline.isUpdating ? nil : failOn.severity
    let verdicts = FindingVerdicts(
      captures: captures.names, listing: listing, alarming: alarming, baseline: known
    ).verdicts(
      on: findings,
      failures: outcome.failures + (isMissed ? ["nothing that is selected is in the captures"] : [])
    )
    let isReported = reports.write(
      verdicts, of: Self.configuration.commandName ?? "",
      keeping: captures.paths + baseline.files)
    if outcome.hasFailed || isMissed || !isReported || !isUpdated { throw ExitCode(2) }
    if let alarming, news.contains(where: { $0.severity >= alarming }) { throw ExitCode(1) }
  }

  private func printRules() throws {
    var text = TextBuffer()
    let width = StandardStreams.outputTerminal?.columnCount
    if let explain {
      guard let rule = FindingRule.named(explain) else {
        throw ValidationError(RuleOptions.failure(explain))
      }
      RuleText(width: width).append(explanationOf: rule, to: &text)
    } else {
      RuleText(width: width).append(listTo: &text)
    }
    StandardStreams.writeResult(characters.shown(text))
  }
}

/// How bad a finding has to be to fail a build.
enum AlarmingSeverity: String, CaseIterable, ExpressibleByArgument {
  case error, warning, note, never

  var severity: Finding.Severity? { Finding.Severity(rawValue: rawValue) }
}
