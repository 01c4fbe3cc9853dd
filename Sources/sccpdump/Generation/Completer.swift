import Engine
import SCCP

/// Finds what a person may mean who has typed a part of a command line.
struct Completer {
  /// What may stand in the place of the last word.
  struct Answer {
    /// Whole words, each with what it is for.
    var words: [(word: String, help: String)] = []
    /// Whether files and directories may stand there too.
    var hasFiles = false
    /// Whether a word is complete only with what follows it, as after a comma.
    var isPart = false
  }

  private let tree: CommandTree
  /// The command that an unnamed one stands for.
  private let defaultCommand: String

  init(_ tree: CommandTree, defaultCommand: String) {
    self.tree = tree
    self.defaultCommand = defaultCommand
  }

  /// Completes the last of these words, which come after the program's name.
  func complete(_ words: [String]) -> Answer {
    let current = words.last ?? ""
    let before = Array(words.dropLast())
    var answer = Answer()
    let named = before.first.flatMap { word in tree.subcommands.first { $0.name == word } }
    if before.isEmpty, !current.hasPrefix("-") {
      answer.words = tree.subcommands.filter { $0.name.hasPrefix(current) }
        .map { ($0.name, $0.abstract) }
    }
    guard let command = named ?? tree.subcommands.first(where: { $0.name == defaultCommand })
    else { return answer }
    let given = GivenWords(before.dropFirst(named == nil ? 0 : 1), of: command)
    if let option = given.waiting {
      complete(current, of: option, given, prefix: "", in: &answer)
    } else if let split = current.firstIndex(of: "="), current.hasPrefix("--") {
      let name = String(current[..<split])
      if let option = command.arguments.first(where: { $0.names.contains(name) }) {
        let value = String(current[current.index(after: split)...])
        complete(value, of: option, given, prefix: "\(name)=", in: &answer)
      }
    } else if current.hasPrefix("-") {
      answer.words += options(of: command, given, beginningWith: current)
    } else if let argument = command.positional(at: given.positionalCount) {
      complete(current, of: argument, given, prefix: "", in: &answer)
    }
    return answer
  }

  private func options(
    of command: CommandTree, _ given: GivenWords, beginningWith prefix: String
  ) -> [(word: String, help: String)] {
    let options = command.arguments.flatMap { argument -> [(word: String, help: String)] in
      guard argument.isRepeating || given.names.isDisjoint(with: argument.names) else { return [] }
      return argument.names.map { ($0, argument.abstract) }
    }
    let help = (word: "--help", help: "Show help.")
    return (options + [help]).filter { $0.word.hasPrefix(prefix) && $0.word.hasPrefix("--") }
  }

  /// Values that are gathered only when somebody completes: what an option declares is gathered
  /// each time the program starts, and all messages take longer than reading a small capture.
  private static func lookedUp(_ argument: CommandTree.Argument, files: [String]) -> [String] {
    switch argument.names.first ?? argument.valueName {
    case "--device": DeviceNames.of(files)
    case "--message", "--exclude": MessageSet.allCases.map(\.rawValue) + messageNames
    case "--ignore-message", "message": messageNames
    default: []
    }
  }

  private static var messageNames: [String] { Catalogue.messages.map(\.name) }

  private func complete(
    _ value: String, of argument: CommandTree.Argument, _ given: GivenWords, prefix: String,
    in answer: inout Answer
  ) {
    var values: [String]
    switch argument.completion {
    case .file:
      answer.hasFiles = true
      return
    case .list(let list): values = list
    case .none:
      values = Self.lookedUp(argument, files: given.positionals)
      if values.isEmpty { return }
    }
    var start = prefix
    var part = Substring(value)
    if argument.isList, let comma = value.lastIndex(of: ",") {
      start += value[...comma]
      part = value[value.index(after: comma)...]
      let chosen = Set(value[..<comma].split(separator: ",").map(String.init))
      values.removeAll(where: chosen.contains)
    }
    answer.isPart = argument.isList
    let typed = part.lowercased()
    answer.words += values.filter { $0.lowercased().hasPrefix(typed) }.map { (start + $0, "") }
  }
}
