import ArgumentParser
import Checking
import Engine
import Rendering
import Text

/// `sccpdump diff A B`: what two captures say differently.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what two captures say differently.",
    discussion: """
      Examples:
        sccpdump diff before.pcapng after.pcapng
        sccpdump diff --calls before.pcapng after.pcapng
        sccpdump diff --ignore-message KeepAliveReq before.pcapng after.pcapng

      Messages are compared as `sccpdump check` compares them, connection by connection: what \
      differs from run to run, such as times, addresses and call references, is no difference \
      unless --keep names it. A message that is missing or new is one difference, and does not \
      shift those after it. --calls compares the calls instead.

      First comes what differs, each kind of change in a line. Then, before each message, stand its \
      frames in A and in B; of two lines of one message the values that differ come first.

      Exit status: 0 nothing differs, 1 something does, 2 a capture could not be read, or not to \
      its end (it is compared as far as it goes), 64 wrong usage.
      """)

  @Argument(
    help: ArgumentHelp("The capture as it was; - is standard input.", valueName: "a"),
    completion: .file())
  var before: String

  @Argument(
    help: ArgumentHelp("The capture as it is; - is standard input.", valueName: "b"),
    completion: .file())
  var after: String

  @Flag(name: .long, help: "Print JSON Lines: an object for each line that differs.")
  var json = false

  @OptionGroup(title: "What is compared") var normalization: NormalizationOptions

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var color: ColorOptions

  @OptionGroup var characters: CharacterOptions

  @OptionGroup var pager: PagerOptions

  func validate() throws {
    if before == "-", after == "-" {
      throw ValidationError("- is named twice, but there is one standard input")
    }
  }

  func run() throws {
    if !json { pager.begin(reading: [before, after]) }
    var hasFailed = false
    let left = try content(of: before, &hasFailed)
    let right = try content(of: after, &hasFailed)
    let comparison = Comparison(left, right)
    var text = TextBuffer()
    if json {
      DifferenceLines.append(comparison, to: &text)
    } else {
      var diff = UnifiedDiff(
        before, after, Palette(isEnabled: color.isColored),
        width: StandardStreams.outputTerminal?.columnCount)
      diff.append(comparison, to: &text)
      text = characters.shown(text)
    }
    StandardStreams.writeResult(text)
    if !comparison.isSame, !json { StandardStreams.report(comparison.countsSentence) }
    if json, let sentence = comparison.effortSentence { StandardStreams.report(sentence) }
    if hasFailed { throw ExitCode(2) }
    if !comparison.isSame { throw ExitCode(1) }
  }

  /// What a capture says; a reason why that is not all is told.
  private func content(of path: String, _ hasFailed: inout Bool) throws -> NormalCapture {
    let captures = CaptureSet([path])
    let sink = CaptureCheck(
      normalization.normalization ?? Normalization(normalization.subject))
    let outcome = try Pipeline(captures, ports: reading.port, encoding: reading.encoding).run(sink)
    let content = sink.content() ?? NormalCapture()
    if content.isFull { StandardStreams.report("\(path): \(NormalCapture.fullSentence)") }
    if outcome.hasFailed || content.isFull { hasFailed = true }
    return content
  }
}
