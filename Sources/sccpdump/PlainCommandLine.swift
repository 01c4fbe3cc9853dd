import ArgumentParser
import Engine
import Rendering

/// A command with no option but its form: `sccpdump FILE…`, `sccpdump --json FILE…`,
/// `sccpdump calls FILE…` and the like, the command lines of a first look and of scripts.
///
/// The argument library takes longer to learn what options there are than a small capture takes to
/// read, so these words are understood without it; any other word has it asked.
struct PlainCommandLine {
  private let command: Command
  private let files: [String]
  private let form: Form?

  /// The commands that are told what to read, and nothing else.
  private enum Command: String {
    case timeline, summary, devices, calls
  }

  /// The options that it may have, one at a time.
  private enum Form: String {
    case json = "--json"
    case oneline = "--oneline"
  }

  /// Nil for any other command line.
  init?(_ arguments: [String]) {
    var words = arguments
    guard let first = words.first else { return nil }
    if let named = Command(rawValue: first) {
      command = named
      words.removeFirst()
    } else if SCCPDump.isCommand(first) {
      return nil
    } else {
      command = .timeline
    }
    let place = words.firstIndex { Form(rawValue: $0) != nil }
    form = place.flatMap { Form(rawValue: words.remove(at: $0)) }
    guard !words.isEmpty, form != .oneline || command == .timeline,
      words.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") })
    else { return nil }
    files = words
  }

  /// Does what the command does with these words.
  func run() throws {
    let isASCII = StandardStreams.hasASCIILocale
    let isColored = ColorChoice.auto.isColored
    StandardStreams.keepErrorsToASCII(isASCII)
    Pager.begin(.auto)
    let pipeline = Pipeline(CaptureSet(files))
    let timeline = Timeline.options(isColored: isColored, isASCII: isASCII)
    var list = ListFormOptions.options(
      form == .json ? .json : .table, isColored: isColored, isASCII: isASCII)
    if command != .summary { list.context = ListFormOptions.context(of: pipeline.captures) }
    let outcome: Outcome
    switch (command, form) {
    case (.timeline, nil): outcome = try Timeline.print(pipeline, timeline)
    case (.timeline, .oneline): outcome = try Timeline.printLines(pipeline, timeline)
    case (.timeline, .json): outcome = try pipeline.printJSON(JSONLinesRenderer.Options())
    case (.summary, _): outcome = try pipeline.printSummary(list)
    case (.devices, _): outcome = try pipeline.print(.devices, list)
    case (.calls, _): outcome = try pipeline.print(.calls, list)
    }
    outcome.report(withTotals: command == .timeline && form == nil)
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }
}
