import ArgumentParser
import Engine

/// Whether to print colours.
struct ColorOptions: ParsableArguments {
  @Option(
    name: .long, help: "Use colours: auto (on a terminal, unless NO_COLOR is set), always or never."
  )
  var color = ColorChoice.auto

  /// Whether what goes to standard output is coloured.
  var isColored: Bool { color.isColored }
}

/// When to use colours.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// Whether what goes to standard output is coloured.
  ///
  /// The environment decides where nothing was asked for: `NO_COLOR` (no-color.org) and
  /// `CLICOLOR_FORCE` (bixense.com/clicolors) where they are not empty, the latter not "0", and a
  /// terminal that is not `dumb`.
  var isColored: Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if !StandardStreams.environment("NO_COLOR").isEmpty { return false }
      let forced = StandardStreams.environment("CLICOLOR_FORCE")
      if !forced.isEmpty, forced != "0" { return true }
      return StandardStreams.outputTerminal != nil && StandardStreams.environment("TERM") != "dumb"
    }
  }
}
