import ArgumentParser
import Checking
import Engine

/// What is expected of a capture beside its golden file.
struct ExpectationOptions: ParsableArguments {
  @Option(
    name: .customLong("expect"),
    help: ArgumentHelp(
      """
      Hold the captures against a file of expectations; a golden file is compared only where there \
      is one.
      """, valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String] = []

  /// What a file of expectations is, for someone who has never seen one.
  static let discussion = """
    With --expect, a capture needs no golden file: a file in YAML says what it has to hold.
      expect:
        - registers: SEP001122334455
          within: 2s
        - sequence:
            - CallState: {callState: RingOut}
            - OpenReceiveChannel: {compressionType: G711*}
        - never: [RegisterReject, Reset]
        - answered: OpenReceiveChannel
          within: 500ms
        - call: {from: 2001, to: 2000}
          reaches: Connected
        - problems: none
        - findings: none
    An expectation may have a name, and a device that alone it is about. Messages and fields are \
    those of `sccpdump messages`; in values, * and ? are wildcards, 1..4 is a range, a list means \
    one of several, and '!Busy' anything else.
    """

  /// Reads the files; says what is wrong with them, and ends with status 2 where something is.
  func load() throws -> [LoadedExpectations] {
    var loaded: [LoadedExpectations] = []
    var hasFailed = false
    for file in files {
      do {
        let bytes = try TextFile.bytes(at: file, upTo: ExpectationReader.maximumByteCount)
        loaded.append(LoadedExpectations(name: file, file: try ExpectationReader.read(bytes)))
      } catch let error as ExpectationError {
        StandardStreams.report("\(file):\(error)")
        hasFailed = true
      } catch {
        StandardStreams.report("\(file): \(error)")
        hasFailed = true
      }
    }
    if hasFailed { throw ExitCode(2) }
    return loaded
  }
}
