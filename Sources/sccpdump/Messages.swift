import ArgumentParser
import Engine
import Rendering
import SCCP
import Text

/// `sccpdump messages [NAME|ID…]`: the protocol reference.
struct Messages: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "messages",
    abstract: "List the protocol's messages, or explain some: meaning, layouts, values.",
    discussion: """
      Examples:
        sccpdump messages
        sccpdump messages OpenReceiveChannel --header-version 20
        sccpdump messages 0x111
      """)

  @Argument(
    help: ArgumentHelp(
      "Messages to explain: names, in any case, or identifiers, such as 0x111 or 273.",
      valueName: "message"))
  var messages: [String] = []

  @Option(name: .long, help: "List only messages of this group.")
  var group: MessageDefinition.Group?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show only the layouts of messages with this header version.", valueName: "version"))
  var headerVersion: Int?

  @Flag(name: .long, help: "Print JSON: an array of messages, or an object for a single one.")
  var json = false

  @OptionGroup var color: ColorOptions

  @OptionGroup var characters: CharacterOptions

  @OptionGroup var pager: PagerOptions

  func validate() throws {
    if group != nil, !messages.isEmpty {
      throw ValidationError("--group lists messages, so it goes without their names")
    }
    if headerVersion != nil, messages.isEmpty {
      throw ValidationError("--header-version needs the name of a message")
    }
    if let headerVersion, !(0...Item.newestVersion).contains(headerVersion) {
      throw ValidationError("--header-version is a number from 0 to \(Item.newestVersion)")
    }
  }

  func run() throws {
    pager.begin()
    let chosen = try chosenMessages()
    if json {
      var text = TextBuffer()
      if messages.isEmpty {
        ReferenceJSON.append(listOf: chosen, to: &text)
      } else {
        ReferenceJSON.append(chosen, headerVersion: headerVersion, to: &text)
      }
      StandardStreams.writeResult(text)
    } else {
      let reference = rendered(chosen)
      StandardStreams.writeResult(reference.text)
    }
  }

  /// The messages to list or explain; ends with status 64 where one is not known.
  private func chosenMessages() throws -> [MessageDefinition] {
    if messages.isEmpty {
      return Catalogue.messages.filter { group == nil || $0.group == group }
    }
    var chosen: [MessageDefinition] = []
    var hasFailed = false
    for text in messages {
      if let message = ReferenceSearch.message(text) {
        chosen.append(message)
      } else {
        StandardStreams.report(ReferenceSearch.failure(text))
        hasFailed = true
      }
    }
    if hasFailed { throw ExitCode.validationFailure }
    return chosen
  }

  private func rendered(_ chosen: [MessageDefinition]) -> ReferenceRenderer {
    let terminal = StandardStreams.outputTerminal
    var reference = ReferenceRenderer(
      width: terminal?.columnCount, usesColor: color.isColored, isASCII: characters.isASCII)
    if messages.isEmpty {
      if terminal != nil { reference.renderLegend() }
      reference.render(listOf: chosen)
    } else {
      for (index, message) in chosen.enumerated() {
        if index > 0 { reference.renderSeparator() }
        reference.render(message, headerVersion: headerVersion)
      }
    }
    return reference
  }
}

extension MessageDefinition.Group: ExpressibleByArgument {
  /// A group by its name or the beginning of it, in any case.
  public init?(argument: String) {
    let typed = argument.lowercased()
    let fitting = Self.allCases.filter { $0.rawValue.lowercased().hasPrefix(typed) }
    guard fitting.count == 1, let group = fitting.first else { return nil }
    self = group
  }
}
