import ArgumentParser
import Checking
import Engine
import PcapngReader
import Rendering
import Text

/// Which reports to write of what was checked.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Write a report too: junit=FILE (XML), sarif=FILE, tap, github (annotations of GitHub \
      Actions); tap=FILE and github=FILE write a file rather than to standard output. Any number.
      """, valueName: "form"),
    completion: .list(ReportRequest.Format.allCases.map(\.rawValue)),
    transform: ReportRequest.init(parsing:))
  var report: [ReportRequest] = []

  func validate() throws {
    if report.count(where: { $0.file == nil }) > 1 {
      throw ValidationError("two reports for standard output: write one into a file, as tap=FILE")
    }
    var files: Set<String> = []
    for request in report {
      if let file = request.file, !files.insert(file).inserted {
        throw ValidationError("two reports for the file \(file)")
      }
    }
  }

  /// The report on standard output; nil where it is free for people.
  private var outputFormat: ReportRequest.Format? {
    report.first { $0.file == nil }?.format
  }

  /// Whether one of the reports goes to standard output.
  var isForStandardOutput: Bool { outputFormat != nil }

  /// Whether standard output is a report that nothing else may stand in.
  private var isOutputTaken: Bool { outputFormat.map { $0 != .github } ?? false }

  /// Shows text to people, unless a report has standard output for itself; where that is a log of
  /// GitHub Actions, nothing in the text is taken for a command.
  func show(_ text: borrowing TextBuffer) {
    if isOutputTaken || text.isEmpty { return }
    if outputFormat == .github {
      var passage = TextBuffer()
      GitHubReport.append(passage: text.span, to: &passage)
      StandardStreams.writeResult(passage)
    } else {
      StandardStreams.writeResult(text)
    }
  }

  /// Writes all reports of what a subcommand found, none over a file that was read; false where one
  /// could not be written, which has been said.
  func write(_ verdicts: [Verdict], of command: String, keeping inputs: [String]) -> Bool {
    var isWritten = true
    for request in report {
      var text = TextBuffer()
      request.append(verdicts, of: command, to: &text)
      guard let file = request.file else {
        StandardStreams.writeResult(text)
        continue
      }
      let isInput = inputs.contains { FilePaths.areSame($0, file) }
      let refusal = isInput ? "this file was read" : nil
      if let problem = refusal ?? WholeFile.write(text.span, to: file) {
        StandardStreams.report("\(file): the report could not be written: \(problem)")
        isWritten = false
      }
    }
    return isWritten
  }
}

/// A report and where it goes.
struct ReportRequest {
  enum Format: String, CaseIterable {
    case junit, github, tap, sarif

    /// Whether it goes to standard output where no file is named.
    var isForStreams: Bool { self == .github || self == .tap }
  }

  let format: Format
  /// Nil for standard output.
  let file: String?

  /// `tap`, `junit=FILE`, or `sarif=-` for standard output.
  init(parsing argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    guard let format = Format(rawValue: name) else {
      let names = Format.allCases.map(\.rawValue)
      throw ValidationError(
        "\(name): no report has this form\(NearestName.clause(for: name, in: names)); there are "
          + names.joined(separator: ", "))
    }
    self.format = format
    guard let path = parts.dropFirst().first, !path.isEmpty else {
      guard format.isForStreams, parts.count == 1 else {
        throw ValidationError("\(name) needs a file: --report \(name)=FILE")
      }
      file = nil
      return
    }
    file = path == "-" ? nil : String(path)
  }

  func append(_ verdicts: [Verdict], of command: String, to text: inout TextBuffer) {
    switch format {
    case .junit: JUnitReport.append(verdicts, of: command, to: &text)
    case .github: GitHubReport.append(verdicts, to: &text)
    case .tap: TAPReport.append(verdicts, to: &text)
    case .sarif:
      SARIFReport.append(verdicts, version: SCCPDump.configuration.version, to: &text)
    }
  }
}
