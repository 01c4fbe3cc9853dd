import ArgumentParser
import Engine
import Text

/// `sccpdump generate FORM`: completions and the manual page.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Print completions for a shell, or the manual page.",
    discussion: """
      Examples:
        sccpdump generate bash > ~/.local/share/bash-completion/completions/sccpdump
        sccpdump generate zsh > ~/.zfunc/_sccpdump        (a folder of $fpath)
        sccpdump generate fish > ~/.config/fish/completions/sccpdump.fish
        sccpdump generate man > ~/.local/share/man/man1/sccpdump.1
      """)

  @Argument(help: "bash, zsh, fish, or man.")
  var form: Form

  enum Form: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish, man
  }

  func run() throws {
    var text = TextBuffer()
    if let script = CompletionScript(rawValue: form.rawValue) {
      text.append(script.text)
    } else if let tree = CommandTree.load() {
      ManualPage(tree, version: SCCPDump.configuration.version).append(to: &text)
    }
    StandardStreams.writeResult(text)
  }
}
