import ArgumentParser
import Text

/// How captures are read, whatever is made of them.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("TCP port of the call manager, when it is not 2000.", valueName: "port"))
  var port: [UInt16] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Encoding of texts that are not UTF-8, such as CP1251; Latin-1 without it.",
      valueName: "name"),
    transform: ReadingOptions.encoding)
  var encoding: TextEncoding?

  /// Named here for help and completions; ``ConfigurationFile`` takes it from the arguments.
  @Flag(
    name: .customLong("no-config"),
    help: "Do not read options from the file that SCCPDUMP_CONFIG_PATH names.")
  var ignoresConfiguration = false

  /// The encoding that iconv knows by a name.
  private static func encoding(named name: String) throws -> TextEncoding {
    do throws(TextEncoding.Refusal) {
      return try TextEncoding(named: name)
    } catch {
      throw ValidationError("\(error) (iconv -l lists the names)")
    }
  }
}
