import Text

/// The manual page, in the macros of man(7).
struct ManualPage {
  /// The day of the page's last change of substance, so that the same program prints the same page.
  private static let date = "2026-11-29"

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
    paragraphs(Discussion(tree).description, in: &text)
    for command in tree.subcommands where command.name != "help" {
      section("\(tree.name) \(command.name)".uppercased(), in: &text)
      line(Self.escaped(command.abstract), in: &text)
      for argument in command.arguments { append(argument, to: &text) }
      let description = Discussion(command).description
      if !description.isEmpty {
        line(".PP", in: &text)
        paragraphs(description, in: &text)
      }
    }
    section("EXIT STATUS", in: &text)
    for (status, meaning) in ExitMeaning.all { item("\\fB\(status)\\fR", meaning, in: &text) }
    section("ENVIRONMENT", in: &text)
    for (names, meaning) in ManualTopics.environment {
      item(names.map { "\\fB\($0)\\fR" }.joined(separator: ", "), meaning, in: &text)
    }
    section("FILES", in: &text)
    for (name, meaning) in ManualTopics.files {
      item("\\fI\(Self.escaped(name))\\fR", meaning, in: &text)
    }
    appendExamples(to: &text)
    section("SEE ALSO", in: &text)
    line(ManualTopics.others.map(Self.reference).joined(separator: ", "), in: &text)
  }

  /// Appends the examples of all commands.
  private func appendExamples(to text: inout TextBuffer) {
    section("EXAMPLES", in: &text)
    var isFirst = true
    for command in [tree] + tree.subcommands where command.name != "help" {
      let examples = Discussion(command).examples
      if examples.isEmpty { continue }
      if !isFirst { line(".PP", in: &text) }
      isFirst = false
      line(Self.escaped(command.abstract), in: &text)
      line(".PP", in: &text)
      line(".nf", in: &text)
      for example in examples { line(Self.escaped(example), in: &text) }
      line(".fi", in: &text)
    }
  }

  /// A name such as jq(1), in bold without its section.
  private static func reference(_ page: String) -> String {
    let name = page.prefix { $0 != "(" }
    return "\\fB\(escaped(String(name)))\\fR\(page.dropFirst(name.count))"
  }

  private func item(_ title: String, _ meaning: String, in text: inout TextBuffer) {
    line(".TP", in: &text)
    line(title, in: &text)
    line(Self.escaped(meaning), in: &text)
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

/// The parts of a command's discussion, which blank lines divide.
private struct Discussion {
  /// What stands in no section of its own.
  private(set) var description = ""
  /// The lines of the examples.
  private(set) var examples: [String] = []

  init(_ command: CommandTree) {
    for part in command.discussion.split(separator: "\n\n") {
      if part.hasPrefix("Examples:") {
        examples += part.split(separator: "\n").dropFirst().map(String.init)
      } else if !part.hasPrefix("Exit status: \(ExitMeaning.sentence)") {
        description += (description.isEmpty ? "" : "\n\n") + part
      }
    }
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
