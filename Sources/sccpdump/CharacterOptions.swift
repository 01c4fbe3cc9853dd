import ArgumentParser
import Engine
import Rendering
import Text

/// Which characters may be printed.
struct CharacterOptions: ParsableArguments {
  @Flag(
    name: .long, inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Print ASCII characters only; it is so by itself where the locale is C or POSIX.")
  var ascii: Bool?

  /// Whether to print ASCII only.
  ///
  /// Where nothing was asked for, the locale decides, where one is set: the first of `LC_ALL`,
  /// `LC_CTYPE` and `LANG` that is not empty.
  var isASCII: Bool {
    if let ascii { return ascii }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.map(StandardStreams.environment)
      .first { !$0.isEmpty }
    return locale == "C" || locale == "POSIX"
  }

  /// A text as it is printed.
  func shown(_ text: borrowing TextBuffer) -> TextBuffer {
    var shown = TextBuffer(capacity: text.count)
    if isASCII { shown.append(ascii: text.span) } else { shown.append(text.span) }
    return shown
  }
}
