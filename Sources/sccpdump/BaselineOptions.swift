import ArgumentParser
import Checking
import Engine
import PcapngReader
import Rendering
import Story
import Text

/// Which findings are known and passed over.
struct BaselineOptions: ParsableArguments {
  @Option(
    name: .customLong("baseline"),
    help: ArgumentHelp(
      "Pass over the findings that a file lists: a fingerprint a line, a reason after #.",
      valueName: "file"), completion: .file())
  var file: String?

  @Flag(
    name: .customLong("update-baseline"),
    help: "Write the findings into the baseline, rather than fail because of them.")
  var isUpdating = false

  func validate() throws {
    if isUpdating, file == nil {
      throw ValidationError("--update-baseline needs a file: --baseline FILE")
    }
    if file == "-" { throw ValidationError("--baseline is a file, and - is none") }
  }

  var files: [String] { file.map { [$0] } ?? [] }

  /// Reads the baseline, which need not be there yet where it is to be written; says what is wrong
  /// with it, and ends with status 2 where something is.
  func load() throws -> Baseline {
    guard let file else { return Baseline() }
    if isUpdating, FilePaths.kind(of: file) == .missing { return Baseline() }
    do {
      let bytes = try TextFile.bytes(at: file, upTo: Baseline.maximumByteCount)
      return try Baseline(parsing: bytes)
    } catch let error as BaselineError {
      StandardStreams.report("\(file):\(error)")
    } catch {
      let isMissing = FilePaths.kind(of: file) == .missing
      StandardStreams.report(
        "\(file): \(error)" + (isMissing ? " (--update-baseline writes it)" : ""))
    }
    throw ExitCode(2)
  }

  /// Says what the baseline lists and the run did not find; where it is to be written, takes the
  /// run's findings in and writes it. False where that fails, which has been said.
  ///
  /// `looksForAll` says whether the run was about everything, so that what it did not find is gone.
  func update(
    _ baseline: inout Baseline, with outcome: Outcome, looksForAll: Bool
  ) -> Bool {
    guard let file else { return true }
    let findings = outcome.diagnosis.findings
    let missing = looksForAll ? baseline.missing(from: findings) : []
    if !isUpdating {
      if missing.isEmpty || outcome.hasFailed { return true }
      let names = missing.prefix(3).joined(separator: ", ") + (missing.count > 3 ? ", …" : "")
      StandardStreams.report(
        "\(file): not found any more: \(missing.count.counted("finding")): \(names)")
      return true
    }
    if outcome.hasFailed {
      StandardStreams.report("\(file): not written, as a capture could not be read to its end")
      return false
    }
    let former = baseline.count
    baseline.update(with: findings, keepsOthers: !looksForAll)
    var text = TextBuffer()
    baseline.append(to: &text)
    if let problem = WholeFile.write(text.span, to: file) {
      StandardStreams.report("\(file): the baseline could not be written: \(problem)")
      return false
    }
    StandardStreams.report(
      "\(file): \(baseline.count.counted("finding")), \(baseline.count - former + missing.count) "
        + "new, \(missing.count) gone")
    return true
  }
}
