import ArgumentParser
import Engine

/// Whether long output is shown by a pager.
struct PagerOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      On a terminal, show output in a pager (PAGER, or else less): where it is longer than the \
      screen (auto), always or never.
      """, valueName: "when"))
  var pager = Pager.Choice.auto

  /// Begins the pager, unless captures are read as they come.
  func begin(reading files: [String] = []) {
    if !files.contains("-") { Pager.begin(pager) }
  }
}

extension Pager.Choice: ExpressibleByArgument {}
