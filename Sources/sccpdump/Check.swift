import ArgumentParser
import Checking
import Engine
import Rendering
import Text

/// `sccpdump check CAPTURE…`: compares captures with what they should be.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compare captures with the golden files beside them.",
    usage: """
      sccpdump check --update <capture> ...
      sccpdump check <capture> ...
      sccpdump check --expect <file> <capture> ...
      """,
    discussion: """
      Examples:
        sccpdump check --update captures/
        sccpdump check --report junit=signalling.xml captures/
        sccpdump check --calls --update captures/
        sccpdump check --expect call.expect.yaml call.pcapng

      A golden file says what a capture should say: X.sccp.jsonl beside X.pcapng, one line of JSON \
      for each message. --update writes it; look it through and keep it with the capture. From then \
      on, check says when the scenario went otherwise. With --calls it is X.sccp.calls.jsonl, one \
      line for each call: parties, result, audio, legs and media, with no message and no figure.

      So that another run of the same scenario gives the same lines, what differs from run to run \
      is not compared. Numbered in the order in which they appear, as in <call 1>, in texts too:
      \(Self.list(numbered: true))
      Left out:
      \(Self.list(numbered: false))
      --keep compares some of these as they stand; --ignore and --ignore-message compare less. The \
      golden file holds these options: they are given with --update, and need not be given again.

      A difference is shown as a unified diff. Before each line stand its frames, in the capture \
      that the golden file was written from and in this one; under two lines of one message, the \
      fields that differ. Messages are compared connection by connection, whatever order the \
      connections began in.

      \(ExpectationOptions.discussion)

      Exit status: 0 all as expected, 1 something is different, 2 a capture or another file could \
      not be read or written (a capture that is damaged is compared as far as it goes), or an \
      expectation could not be decided, 64 wrong usage.
      """)

  /// The kinds of values that are numbered, or left out, for people.
  private static func list(numbered: Bool) -> String {
    NormalCategory.allCases.filter { $0.isNumbered == numbered }
      .map { "  \($0.rawValue): \($0.meaning)" }.joined(separator: "\n")
  }

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
      """
      The golden file of the capture, when it is not X.sccp.jsonl beside X.pcapng, or with --calls \
      X.sccp.calls.jsonl.
      """,
      valueName: "file"), completion: .file())
  var golden: String?

  @Flag(name: .long, help: "Write the golden files, rather than compare with them.")
  var update = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Check so many captures at a time; without it, as many as there are processors.",
      valueName: "count"))
  var jobs: Int?

  @OptionGroup(title: "What is compared") var normalization: NormalizationOptions

  @OptionGroup(title: "What is expected") var expectations: ExpectationOptions

  @OptionGroup(title: "Reports") var reports: ReportOptions

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var color: ColorOptions

  @OptionGroup var characters: CharacterOptions

  func validate() throws {
    if captures.isEmpty { throw ValidationError("name a capture file, or - for standard input") }
    if golden == "-" { throw ValidationError("--golden is a file, and - is none") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs is a count of captures, at least 1") }
    if golden != nil, captures.count != 1 {
      throw ValidationError("--golden is the file of one capture, and more than one is named")
    }
  }

  /// Has captures that are to be compared with the files beside them checked several at a time.
  private func checksAhead(
    of captures: [String], _ expected: [LoadedExpectations]
  ) -> ChecksAhead {
    ChecksAhead(
      captures,
      jobCount: update || golden != nil ? 1 : jobs ?? StandardStreams.processorCount,
      about: normalization.subject, asked: normalization.normalization, expected,
      ports: reading.port, encoding: reading.encoding)
  }

  func run() throws {
    let expected = try expectations.load()
    let captures = CaptureSet(captures)
    var verdicts: [Verdict] = []
    for remark in captures.remarksOnOthers { StandardStreams.report(remark) }
    for problem in captures.problems {
      StandardStreams.report(problem)
      var verdict = Verdict(capture: problem, name: "capture", outcome: .unknown)
      verdict.rule = .capture
      verdict.summary = problem
      verdicts.append(verdict)
    }
    var goldenFiles: [[UInt8]: String] = [:]
    var goldenPaths: [String] = []
    let ahead = checksAhead(of: captures.paths, expected)
    for (index, path) in captures.paths.enumerated() {
      let file = golden ?? GoldenCheck.path(beside: path, about: normalization.subject)
      if let file { goldenPaths.append(file) }
      if let golden = file,
        let other = goldenFiles.updateValue(path, forKey: FileName.bytes(of: golden))
      {
        let fact = "\(golden) is the golden file of \(other) too: name it otherwise"
        StandardStreams.report("\(path): \(fact)")
        verdicts.append(Verdict(capture: path, golden: golden, cannotBeCompared: fact))
      } else if let held = ahead.verdicts(of: index) {
        verdicts += held
      } else {
        let check = GoldenCheck(
          capture: path, golden: golden, about: normalization.subject,
          asked: normalization.normalization, isUpdating: update)
        verdicts += try judge(path, check, expected)
      }
    }
    let inputs = captures.paths + expectations.files + goldenPaths
    let isReported = reports.write(
      verdicts, of: Self.configuration.commandName ?? "", keeping: inputs)
    let counts = VerdictCounts(verdicts)
    StandardStreams.report(expected.isEmpty ? summary(of: verdicts) : counts.description)
    let status = isReported ? counts.exitStatus : 2
    if status != 0 { throw ExitCode(status) }
  }

  /// What becomes of one capture.
  private func judge(
    _ path: String, _ check: GoldenCheck, _ expected: [LoadedExpectations]
  ) throws -> [Verdict] {
    // Who has expectations alone need not write a golden file.
    let isCompared = expected.isEmpty || golden != nil || update || check.hasFile
    let match = isCompared ? check.match() : nil
    let sink = CaptureCheck(
      isCompared ? check.normalization : nil,
      expected.map { $0.evaluator(capture: check.capture) }, match: match)
    let pipeline = Pipeline(CaptureSet([path]), ports: reading.port, encoding: reading.encoding)
    let outcome = try pipeline.run(sink)
    var verdicts: [Verdict] = []
    if let match, outcome.failures.isEmpty, match.isSame() {
      verdicts.append(check.heldVerdict)
    } else if let content = try sink.content() ?? content(of: pipeline, for: match, check) {
      verdicts.append(
        check.verdict(
          on: content, failures: outcome.failures,
          palette: Palette(isEnabled: color.isColored)
        ) { reports.show(characters.shown($0)) })
    }
    let held = sink.expectationVerdicts(outcome)
    var text = TextBuffer()
    VerdictListing.append(held, usesColor: color.isColored, to: &text)
    reports.show(characters.shown(text))
    return verdicts + held
  }

  /// What a capture says that is not what its golden file says: another reading keeps it.
  private func content(
    of pipeline: Pipeline, for match: GoldenMatch?, _ check: GoldenCheck
  ) throws -> NormalCapture? {
    if match == nil { return nil }
    let sink = CaptureCheck(check.normalization)
    _ = try pipeline.run(sink, isQuiet: true)
    return sink.content()
  }

  /// How many captures are as they should be, for people.
  private func summary(of verdicts: [Verdict]) -> String {
    let count = Set(verdicts.map { FileName.bytes(of: $0.capture) }).count
    let parts: [(Verdict.Outcome, String)] = [
      (.held, update ? "up to date" : "as expected"), (.broken, "different"),
      (.unknown, "could not be compared"),
    ]
    let words = parts.compactMap { outcome, word -> String? in
      let captures = Set(
        verdicts.filter { $0.outcome == outcome }.map { FileName.bytes(of: $0.capture) })
      return captures.isEmpty ? nil : "\(captures.count) \(word)"
    }
    return "\(count.counted("capture")): \(words.joined(separator: ", "))"
  }
}
