import ArgumentParser
import Engine

/// Whether to print colours.
struct ColorOptions: ParsableArguments {
  @Option(
    name: .long, help: "Use colours: auto (on a terminal, unless NO_COLOR is set), always or never."
  )
  var color = ColorChoice.auto

  /// Whether what goes to standard output is coloured.
  ///
  /// `NO_COLOR` (no-color.org) counts where it is set to anything but nothing.
  var isColored: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      StandardStreams.outputTerminal != nil && StandardStreams.environment("NO_COLOR").isEmpty
    }
  }
}

/// When to use colours.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never
}
