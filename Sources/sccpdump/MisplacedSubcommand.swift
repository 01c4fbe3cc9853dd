import ArgumentParser
import Engine
import PcapngReader

/// A subcommand's name that stands where a file should.
enum MisplacedSubcommand {
  /// Ends with a hint where a subcommand's name stands among the files of a command, and is none of
  /// these.
  static func refuse(in arguments: [String]) {
    let own = arguments.prefix { $0 != "--" }
    guard own.count > 1 else { return }
    let names = Set(SCCPDump.subcommandNames)
    guard own.dropFirst().contains(where: names.contains),
      // What these say is said by the argument library.
      own.first != "help", own.first != CompleteWords._commandName, let tree = CommandTree.load()
    else { return }
    let named = tree.subcommands.first { $0.name == own.first }
    guard
      let command = named ?? tree.subcommands.first(where: { $0.name == Timeline._commandName })
    else { return }
    let given = GivenWords(own.dropFirst(named == nil ? 0 : 1), of: command)
    for (index, word) in given.positionals.enumerated()
    where names.contains(word) && command.takesFile(at: index)
      && FilePaths.kind(of: word) == .missing
    {
      let hint =
        named.map { ", and \($0.name) is one already: name one of them" }
        ?? "; put the subcommand first: sccpdump \(word) …"
      StandardStreams.report("\(word): no such file, but a subcommand\(hint)")
      StandardStreams.exit(ExitCode.validationFailure.rawValue)
    }
  }
}

extension CommandTree {
  /// Whether the positional word of this index is a file.
  fileprivate func takesFile(at index: Int) -> Bool {
    guard case .file? = positional(at: index)?.completion else { return false }
    return true
  }
}
