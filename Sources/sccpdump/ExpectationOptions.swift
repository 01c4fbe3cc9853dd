import ArgumentParser
import Checking
import PcapngReader
import Wire

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

  /// Reads the files; says what is wrong with them, and ends with status 2 where something is.
  func load() throws -> [LoadedExpectations] {
    var loaded: [LoadedExpectations] = []
    var hasFailed = false
    for file in files {
      do {
        let bytes = try TextFile.bytes(at: file)
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

/// A file of expectations and its name as given.
struct LoadedExpectations {
  let name: String
  let file: ExpectationFile

  /// What holds a capture against it.
  func evaluator(capture: String) -> ExpectationEvaluator {
    ExpectationEvaluator(file, fileName: name, capture: capture)
  }
}
