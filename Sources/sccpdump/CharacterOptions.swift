import ArgumentParser
import Engine
import Rendering
import Text

/// Which characters may be printed.
struct CharacterOptions: ParsableArguments {
  @Flag(
    name: .long, inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Print ASCII characters only; it is so by itself where the locale is C or POSIX."
  )
  var ascii: Bool?

  /// Whether to print ASCII only.
  ///
  /// Where nothing was asked for, the locale decides.
  var isASCII: Bool { ascii ?? StandardStreams.hasASCIILocale }

  /// What is said on standard error keeps to it too.
  func validate() {
    StandardStreams.keepErrorsToASCII(isASCII)
  }

  /// A text as it is printed.
  func shown(_ text: borrowing TextBuffer) -> TextBuffer {
    var shown = TextBuffer(capacity: text.count)
    if isASCII { shown.append(ascii: text.span) } else { shown.append(text.span) }
    return shown
  }
}
