import ArgumentParser
import Engine
import Rendering
import Story

/// Whether captures are read as one, or each by itself.
struct SeparationOptions: ParsableArguments {
  @Flag(
    name: .long, help: "Take each capture by itself, several at a time, rather than all as one.")
  var each = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --each: read so many at a time; without it, as many as there are processors.",
      valueName: "count"))
  var jobs: Int?

  func validate() throws {
    guard let jobs else { return }
    if jobs < 1 { throw ValidationError("--jobs is a count of captures, at least 1") }
    if !each { throw ValidationError("--jobs is for captures by themselves: add --each") }
  }

  /// Prints a list of captures: of all as one, or of each.
  func print(
    _ list: StoryList, of pipeline: Pipeline, _ options: ListOptions,
    selecting selection: StorySelection
  ) throws {
    if each, options.form == .csv { StandardStreams.writeResult(list.csvHeader) }
    try print(of: pipeline, options) { try $0.print(list, $1, selecting: selection) }
  }

  /// Prints something of captures, of all as one or of each, and throws the exit status of that where
  /// it is not 0.
  func print(
    of pipeline: Pipeline, _ options: ListOptions,
    _ print: @escaping @Sendable (Pipeline, ListOptions) throws -> Outcome
  ) throws {
    let status: Int32
    if each {
      status = try pipeline.printEach(
        options, jobCount: jobs ?? StandardStreams.processorCount, print)
    } else {
      let outcome = try print(pipeline, options)
      outcome.report()
      status = outcome.exitStatus
    }
    if status != 0 { throw ExitCode(status) }
  }
}
