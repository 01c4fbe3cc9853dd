import ArgumentParser
import Engine
import Text

/// `sccpdump complete-words -- WORD…`: what the completion scripts ask.
struct CompleteWords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete-words",
    abstract: "Complete the last of some words, for the completion scripts.", shouldDisplay: false)

  @Argument(parsing: .postTerminator)
  var words: [String] = []

  func run() throws {
    guard let tree = CommandTree.load() else { return }
    let answer = Completer(tree, defaultCommand: Timeline._commandName).complete(words)
    var text = TextBuffer()
    if answer.hasFiles { text.append("files\n") }
    if answer.isPart { text.append("part\n") }
    for (word, help) in answer.words {
      text.append("word\t")
      text.append(visible: word.utf8.span)
      if !help.isEmpty {
        text.append("\t")
        text.append(visible: help.utf8.span)
      }
      text.append("\n")
    }
    StandardStreams.writeResult(text)
  }
}
