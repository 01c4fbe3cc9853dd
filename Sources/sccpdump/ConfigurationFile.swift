import ArgumentParser
import Engine

/// Options that a person wants each time, from a file that the environment names.
///
/// As in ripgrep's, each line of the file is one argument: `--time=local`, or an option and in the
/// next line its value. Lines that begin with `#` are comments; blanks around a line do not count.
/// A command takes the options that it has, and those on the command line come after them: what
/// contradicts one that was typed does not count.
struct ConfigurationFile {
  /// The variable that names the file.
  static let variable = "SCCPDUMP_CONFIG_PATH"
  /// The option that has it left alone.
  static let refusal = "--no-config"
  /// Bytes of a file: nobody writes more options by hand.
  private static let maximumByteCount = 1 << 16

  /// An option with its value, as the file has it.
  private struct Setting {
    let line: Int
    let name: String
    var arguments: [String]

    /// Whether it has a value, which may be wrong.
    var hasValue: Bool { arguments.count > 1 || arguments[0] != name }
  }

  /// The arguments that the program was started with, those of the file among them.
  ///
  /// `complaint` says what is wrong with arguments; nil where nothing is.
  static func arguments(
    adding own: [String], complaint: ([String]) -> String?
  ) -> [String] {
    let options = own.prefix { $0 != "--" }
    if options.contains(refusal) {
      return options.filter { $0 != refusal } + own.dropFirst(options.count)
    }
    let path = StandardStreams.environment(variable)
    guard !path.isEmpty, let tree = CommandTree.load() else { return own }
    let named = tree.subcommands.first { $0.name == own.first }
    guard
      let command = named ?? tree.subcommands.first(where: { $0.name == Timeline._commandName }),
      isConfigured(command, named == nil ? own.first : nil)
    else { return own }
    let known = command.arguments.flatMap(\.names)
    let settings = settings(in: path, tree).filter { known.contains($0.name) }
    let typed = Array(named == nil ? own[...] : own.dropFirst())
    func all(_ settings: [Setting]) -> [String] {
      [command.name] + settings.flatMap(\.arguments) + typed
    }
    if settings.isEmpty || complaint(all([])) != nil { return own }
    if complaint(all(settings)) == nil { return all(settings) }
    let least = leastArguments.first { complaint([command.name] + $0) == nil }
    return all(
      fitting(settings, in: path, beside: { complaint(all($0)) == nil }) { settings in
        guard let least else { return complaint(all(settings)) }
        return complaint([command.name] + settings.flatMap(\.arguments) + least)
      })
  }

  /// What makes a command whole beside its options: the name of a file, and for some another one.
  private static let leastArguments = [["-"], ["-", "-o", "x"], ["x", "y"]]

  /// The settings that fit together with what was typed: what only contradicts that does not count.
  ///
  /// Ends with a line that tells the place of what makes no sense by itself, or beside an earlier
  /// setting: a capture must not be shown as it is because what would redact it is misspelt.
  private static func fitting(
    _ settings: [Setting], in path: String, beside fits: ([Setting]) -> Bool,
    problem: ([Setting]) -> String?
  ) -> [Setting] {
    var fitting: [Setting] = []
    for setting in settings {
      if fits(fitting + [setting]) {
        fitting.append(setting)
        continue
      }
      let own = problem([setting])
      let others = own == nil && problem(fitting) == nil ? problem(fitting + [setting]) : nil
      // A flag may need another option, which is typed or not.
      if let told = setting.hasValue ? own ?? others : others {
        let fact = told.prefix { !$0.isNewline }
        StandardStreams.report("\(path): line \(setting.line): \(fact)")
        StandardStreams.exit(ExitCode.validationFailure.rawValue)
      }
    }
    return fitting
  }

  /// Whether a command takes options from the file: those that read captures do.
  private static func isConfigured(_ command: CommandTree, _ first: String?) -> Bool {
    let others = ["help", "complete-words", "--help", "-h", "--version"]
    if let first, others.contains(first) { return false }
    return command.arguments.contains { $0.names.contains(refusal) }
  }

  /// What the file sets; what it cannot set is told and left out.
  private static func settings(in path: String, _ tree: CommandTree) -> [Setting] {
    let bytes: [UInt8]
    do throws(TextFileError) {
      bytes = try TextFile.bytes(at: path, upTo: maximumByteCount)
    } catch {
      StandardStreams.report("\(path): \(error)")
      return []
    }
    let all = tree.subcommands.flatMap(\.arguments)
    var settings: [Setting] = []
    var waiting: Setting?
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      let argument = trimmed(line)
      if argument.isEmpty || argument.hasPrefix("#") { continue }
      if var setting = waiting {
        waiting = nil
        setting.arguments.append(argument)
        settings.append(setting)
        continue
      }
      let name = String(argument.prefix { $0 != "=" })
      guard let option = all.first(where: { $0.names.contains(name) }) else {
        StandardStreams.report("\(path): line \(index + 1): no command has \(name)")
        continue
      }
      let setting = Setting(line: index + 1, name: name, arguments: [argument])
      if option.kind == .option, name == argument {
        waiting = setting
      } else {
        settings.append(setting)
      }
    }
    if let waiting {
      StandardStreams.report("\(path): line \(waiting.line): \(waiting.name) lacks its value")
    }
    return settings
  }

  private static func trimmed(_ line: Substring) -> String {
    var rest = line.drop { $0.isWhitespace }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
