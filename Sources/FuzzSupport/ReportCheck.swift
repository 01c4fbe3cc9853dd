import Checking
import Text

/// Writes verdicts in every form of report, and looks whether each is one.
enum ReportCheck {
  static func run(_ verdicts: [Verdict], of file: ExpectationFile) throws(Violation) {
    try require(
      verdicts.map(\.name) == file.expectations.map(\.name), "other verdicts than expectations")
    let troubleCount = verdicts.count { $0.outcome != .held }
    let remarkCount = verdicts.count { !$0.remarks.isEmpty }

    let listing = try text { VerdictListing.append(verdicts, to: &$0) }
    try require(
      (troubleCount + remarkCount == 0) == listing.isEmpty, "a listing of \(listing.count) lines")

    let commands = try text { GitHubReport.append(verdicts, to: &$0) }
    try require(
      commands.count { $0.hasPrefix("::error file=") } == troubleCount
        && commands.count { $0.hasPrefix("::notice file=") } == remarkCount
        && commands.count == troubleCount + remarkCount, "\(commands.count) commands")

    let points = try text { TAPReport.append(verdicts, to: &$0) }
    try require(
      points.count { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") } == verdicts.count
        && points.count { $0.hasPrefix("not ok ") } == troubleCount, "\(points.count) lines of TAP")

    let sarif = try text { SARIFReport.append(verdicts, version: "0", to: &$0) }
    // The check reads a document a line.
    try JSONLinesCheck.run(Array((sarif.joined(separator: " ") + "\n").utf8), isQuoting: true)

    let junit = try text { JUnitReport.append(verdicts, of: "check", to: &$0) }
    try XMLCheck.run(Array(junit.dropFirst().joined(separator: "\n").utf8))
  }

  /// The lines of a report, in which nothing acts on a terminal.
  private static func text(_ append: (inout TextBuffer) -> Void) throws(Violation) -> [Substring] {
    var text = TextBuffer()
    append(&text)
    try TextCheck.run(text.bytes, isASCII: false)
    return String(text).split(separator: "\n", omittingEmptySubsequences: true)
  }
}
