import ArgumentParser
import CallAnalysis
import Checking
import Wire

/// `sccpdump check CAPTURE…`: compares captures with what they should be.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare captures with the golden files beside them.")

  @Argument(
    help: ArgumentHelp(
      """
      Captures, each of which is compared by itself: files, directories of them, or quoted \
      patterns; - is standard input.
      """, valueName: "capture"), completion: .file())
  var captures: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The golden file of the capture, when it is not X.sccp.jsonl beside X.pcapng.",
      valueName: "file"), completion: .file())
  var golden: String?

  @Flag(name: .long, help: "Write the golden files, rather than compare with them.")
  var update = false

  @OptionGroup(title: "What is compared") var normalization: NormalizationOptions

  @Option(
    name: .long,
    help: ArgumentHelp("TCP port of the call manager, when it is not 2000.", valueName: "port"))
  var port: [UInt16] = []

  @Option(
    name: .long, help: "Use colours: auto (on a terminal, unless NO_COLOR is set), always or never."
  )
  var color = ColorChoice.auto

  func validate() throws {
    if captures.isEmpty { throw ValidationError("name a capture file, or - for standard input") }
    if golden != nil, captures.count != 1 {
      throw ValidationError("--golden is the file of one capture, and more than one is named")
    }
  }

  func run() throws {
    let captures = CaptureSet(captures)
    var verdicts: [Verdict] = []
    for problem in captures.problems {
      StandardStreams.report(problem)
      var verdict = Verdict(capture: problem, name: "capture", outcome: .unknown)
      verdict.summary = problem
      verdicts.append(verdict)
    }
    for path in captures.paths { verdicts += try check(path) }
    if verdicts.contains(where: { $0.outcome == .unknown }) { throw ExitCode(2) }
    if verdicts.contains(where: { $0.outcome == .broken }) { throw ExitCode(1) }
  }

  /// What becomes of one capture.
  private func check(_ path: String) throws -> [Verdict] {
    let sink = CheckSink()
    let outcome = try Pipeline(CaptureSet([path]), ports: port).run(sink)
    var verdict = Verdict(capture: path, name: "golden file", outcome: .held)
    if outcome.hasFailed { verdict.outcome = .unknown }
    return [verdict]
  }
}

/// Takes the messages of one capture that is checked.
final class CheckSink: RunOutput {
  private(set) var messageCount = 0

  func receive(_ record: inout Record) {
    messageCount += 1
  }

  func receive(_ event: ConnectionEvent) {}
}
