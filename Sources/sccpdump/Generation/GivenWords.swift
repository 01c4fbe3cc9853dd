/// What words after a command's name say: which options are given, and what are no options.
struct GivenWords {
  /// The names of options and flags.
  private(set) var names: Set<String> = []
  private(set) var positionals: [String] = []
  /// The option that the next word is the value of.
  private(set) var waiting: CommandTree.Argument?

  var positionalCount: Int { positionals.count }

  init(_ words: some Sequence<String>, of command: CommandTree) {
    for word in words {
      if waiting != nil {
        waiting = nil
      } else if word.hasPrefix("-"), word != "-" {
        let name = String(word.prefix { $0 != "=" })
        names.insert(name)
        let option = command.arguments.first { $0.names.contains(name) && $0.kind == .option }
        if !word.contains("=") { waiting = option }
      } else {
        positionals.append(word)
      }
    }
  }
}

extension CommandTree {
  /// The argument that the positional word of this index is; the last one may take many.
  func positional(at index: Int) -> Argument? {
    let positionals = arguments.filter { $0.kind == .positional }
    if index < positionals.count { return positionals[index] }
    return positionals.last.flatMap { $0.isRepeating ? $0 : nil }
  }
}
