import ArgumentParser
import Engine
import Rendering

/// `sccpdump FILE…` and `sccpdump --json FILE…`, the command lines of a first look and of scripts.
///
/// The argument library takes longer to learn what options there are than a small capture takes to
/// read, so these words are understood without it; any other word has it asked.
struct PlainCommandLine {
  private let files: [String]
  private let isJSON: Bool

  /// Nil for any other command line.
  init?(_ arguments: [String]) {
    var files = arguments
    let place = files.firstIndex(of: "--json")
    if let place { files.remove(at: place) }
    guard let first = arguments.first, !SCCPDump.isCommand(first), !files.isEmpty,
      files.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("-") })
    else { return nil }
    self.files = files
    isJSON = place != nil
  }

  /// Does what ``Timeline`` does with these words.
  func run() throws {
    let isASCII = StandardStreams.hasASCIILocale
    StandardStreams.keepErrorsToASCII(isASCII)
    Pager.begin(.auto)
    let pipeline = Pipeline(CaptureSet(files))
    let outcome =
      try isJSON
      ? pipeline.printJSON(JSONLinesRenderer.Options())
      : Timeline.print(
        pipeline, Timeline.options(isColored: ColorChoice.auto.isColored, isASCII: isASCII))
    outcome.report(withTotals: !isJSON)
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }
}
