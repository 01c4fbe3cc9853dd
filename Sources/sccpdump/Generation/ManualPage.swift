import Text

/// The manual page, in the macros of man(7).
struct ManualPage {
  /// The day of the page's last change of substance, so that the same program prints the same page.
  private static let date = "2026-11-28"

  private let tree: CommandTree
  private let version: String

  init(_ tree: CommandTree, version: String) {
    self.tree = tree
    self.version = version
  }

  func append(to text: inout TextBuffer) {
    text.append(".TH SCCPDUMP 1 \"\(Self.date)\" \"sccpdump \(version)\" \"User Commands\"\n")
    section("NAME", in: &text)
    line("\(tree.name) \\- \(Self.escaped(tree.abstract.lowercasedFirst))", in: &text)
    section("SYNOPSIS", in: &text)
    line(".B \(tree.name)", in: &text)
    line("[\\fIoptions\\fR] \\fIfile\\fR ...", in: &text)
    line(".br", in: &text)
    line(".B \(tree.name)", in: &text)
    line("\\fIsubcommand\\fR ...", in: &text)
    section("DESCRIPTION", in: &text)
    paragraphs(tree.discussion, in: &text)
    for command in tree.subcommands where command.name != "help" {
      section("\(tree.name) \(command.name)".uppercased(), in: &text)
      line(Self.escaped(command.abstract), in: &text)
      for argument in command.arguments { append(argument, to: &text) }
      if !command.discussion.isEmpty {
        line(".PP", in: &text)
        paragraphs(command.discussion, in: &text)
      }
    }
    section("ENVIRONMENT", in: &text)
    line(
      "\\fBNO_COLOR\\fR, \\fBCLICOLOR_FORCE\\fR, \\fBTERM\\fR: whether to use colours.", in: &text)
  }

  private func append(_ argument: CommandTree.Argument, to text: inout TextBuffer) {
    line(".TP", in: &text)
    var names = argument.names.map { "\\fB\(Self.escaped($0))\\fR" }.joined(separator: ", ")
    if argument.kind != .flag {
      let value = "\\fI\(Self.escaped(argument.valueName))\\fR"
      names += names.isEmpty ? value : " \(value)"
    }
    if argument.kind == .positional, argument.isRepeating { names += " ..." }
    line(names, in: &text)
    line(Self.escaped(argument.abstract), in: &text)
  }

  private func section(_ title: String, in text: inout TextBuffer) {
    line(".SH \"\(Self.escaped(title))\"", in: &text)
  }

  /// Paragraphs as help has them: lines that are indented stand as they are.
  private func paragraphs(_ passage: String, in text: inout TextBuffer) {
    for passageLine in passage.split(separator: "\n", omittingEmptySubsequences: false) {
      if passageLine.isEmpty {
        line(".PP", in: &text)
      } else if passageLine.hasPrefix(" ") {
        line(".nf", in: &text)
        line(Self.escaped(String(passageLine)), in: &text)
        line(".fi", in: &text)
      } else {
        line(Self.escaped(String(passageLine)), in: &text)
      }
    }
  }

  private func line(_ content: String, in text: inout TextBuffer) {
    text.append(content)
    text.append("\n")
  }

  /// Text in which nothing is a request or an escape of roff.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      default: escaped.append(character)
      }
    }
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&\(escaped)" : escaped
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
