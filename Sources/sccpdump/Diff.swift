import ArgumentParser

/// `sccpdump diff A B`: what two captures say differently.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what two captures say differently.")

  @Argument(help: ArgumentHelp("The capture to compare with.", valueName: "a"))
  var before: String

  @Argument(help: ArgumentHelp("The capture that is compared.", valueName: "b"))
  var after: String

  func run() throws {}
}
