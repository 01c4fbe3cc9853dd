package import SCCP
import Text

/// Finding messages of the catalogue by what a person types.
package enum ReferenceSearch {
  /// The message of a name, in any case, or of an identifier, such as 0x111 or 273.
  package static func message(_ text: String) -> MessageDefinition? {
    if let identifier = identifier(text) {
      return Catalogue.messages.first { $0.identifier == identifier }
    }
    let name = text.lowercased()
    return Catalogue.messages.first { $0.name.lowercased() == name }
  }

  /// Why a text names no message, with those that come nearest to it, and before them a set of
  /// messages that does.
  package static func failure(_ text: String, beside set: String? = nil) -> String {
    let messages = nearest(to: text)
    let names =
      (set.map { ["\($0) (a set of messages)"] } ?? [])
      + messages.map { message in
        identifier(text) == nil
          ? message.name : "\(message.identifierWords) \(message.name)"
      }
    let kind = identifier(text) == nil ? "name" : "identifier"
    let hint =
      names.isEmpty
      ? "sccpdump messages lists all" : "the nearest are \(names.joined(separator: ", "))"
    let place = text.isEmpty ? "an empty name" : text
    return "\(place): no message has this \(kind); \(hint)"
  }

  /// How many messages are named for one that does not exist.
  private static let maximumSuggestions = 6
  /// The longest text that names are compared with, letter by letter.
  private static let maximumNameLength = 64

  /// Messages whose identifiers or names are like a text, the likest first.
  package static func nearest(to text: String) -> [MessageDefinition] {
    let messages = Catalogue.messages
    let ranked: [(rank: Int, message: MessageDefinition)]
    if let identifier = identifier(text) {
      ranked = messages.map { (abs(Int($0.identifier) - Int(identifier)), $0) }
    } else {
      let name = Array(text.lowercased().utf8.prefix(maximumNameLength))
      ranked = messages.compactMap { message in
        rank(of: Array(message.name.lowercased().utf8), for: name).map { ($0, message) }
      }
    }
    return ranked.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .prefix(maximumSuggestions).map(\.element.message)
  }

  private static func identifier(_ text: String) -> UInt32? {
    let lowered = text.lowercased()
    return lowered.hasPrefix("0x") ? UInt32(lowered.dropFirst(2), radix: 16) : UInt32(lowered)
  }

  /// How far a name is from what was typed: less for one that begins with it than for one that
  /// differs by some letters or has it inside; nil for one that is nothing like it.
  private static func rank(of name: [UInt8], for typed: [UInt8]) -> Int? {
    guard !typed.isEmpty else { return nil }
    if name.starts(with: typed) { return name.count - typed.count }
    let distance = EditDistance(from: typed, to: name)
    if 3 * distance.whole <= typed.count { return 100 + distance.whole }
    if name.indices.contains(where: { name[$0...].starts(with: typed) }) { return 200 + name.count }
    return 4 * distance.beginning <= typed.count
      ? 300 + 100 * distance.beginning + name.count : nil
  }
}

extension MessageDefinition {
  /// The identifier as engineers write it.
  var identifierWords: String {
    let digits = String(identifier, radix: 16)
    return "0x" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }

  /// The request that it answers.
  package var request: MessageDefinition? {
    guard case .response(let identifier) = kind else { return nil }
    return Catalogue.messages.first { $0.identifier == identifier }
  }

  /// The messages that answer it.
  package var responses: [MessageDefinition] {
    Catalogue.messages.filter { $0.kind == .response(to: identifier) }
  }

  /// What a message expects, in one word.
  var kindWord: String {
    switch kind {
    case .event: "event"
    case .request: "request"
    case .response: "response"
    }
  }
}
