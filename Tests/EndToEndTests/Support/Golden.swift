import Foundation
import Testing

/// A file beside a fixture that says what the program makes of it.
struct Golden: CustomStringConvertible, Sendable {
  let capture: String
  let options: [String]
  let name: String

  var description: String { name }

  private init(_ capture: String, _ options: [String], _ ending: String) {
    self.capture = capture
    self.options = options
    name = capture.split(separator: ".").dropLast().joined(separator: ".") + ending
  }

  static func timeline(_ capture: String) -> Golden { Golden(capture, [], ".timeline.txt") }
  static func jsonLines(_ capture: String) -> Golden { Golden(capture, ["--json"], ".jsonl") }

  /// The capture whose pictures are compared too.
  private static let pictured = "sccp_cme_init.pcapng"
  /// The ladder in all its forms, and its beginning, which the README shows.
  static let ladders = [
    Golden(pictured, ["ladder"], ".ladder.txt"),
    Golden(pictured, ["ladder", "--format", "mermaid"], ".ladder.mmd"),
    Golden(pictured, ["ladder", "--format", "svg"], ".ladder.svg"),
    Golden(
      pictured,
      [
        "ladder", "--format", "svg", "--party", "SCCP CME Phone=10.10.1.21", "--until",
        "20:06:50.502",
      ], ".beginning.ladder.svg"),
  ]

  /// The page.
  static let page = Golden(pictured, ["report", "-o", "-"], ".report.html")

  /// Those of every fixture, and the pictures of one.
  static let all = Folder.captures.flatMap { [timeline($0), jsonLines($0)] } + ladders + [page]

  /// What makes the tests write the files, rather than compare with them.
  static let isRecording = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
  static let recordingCommand = "UPDATE_GOLDEN=1 swift test --filter GoldenTests"

  private var file: URL { Folder.fixtures.appending(path: name) }

  /// The text of the file; nil where there is none.
  var text: String? {
    (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What the program prints now, to a pipe or file.
  func printed() throws -> String {
    let run = try Program.sccpdump(options + [capture])
    #expect(run.status == 0)
    return run.output
  }

  func record(_ text: String) throws {
    try Data(text.utf8).write(to: file)
  }
}
