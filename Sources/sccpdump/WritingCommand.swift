import ArgumentParser
import Engine
import Wire

extension ParsableCommand {
  /// Writes a whole result to standard output; ends with status 2 where that takes no more.
  func write(_ text: borrowing TextBuffer) throws {
    if let problem = StandardStreams.write(text.span) {
      StandardStreams.report("standard output: \(problem)")
      throw ExitCode(2)
    }
  }
}
