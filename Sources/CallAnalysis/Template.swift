import SCCP
import Wire

/// A sentence with places for a message's values.
///
/// `{callState}` stands for the field of that name, as a voice engineer says its value; `{was}` and
/// the other names of ``Derived`` for what the analysis knows; `{numberOfLines:line}` counts, as in
/// "1 line" and "6 lines". A part in `[brackets]` is left out where one of its values is not known;
/// without a value outside of brackets there is no sentence.
struct Template: Sendable, ExpressibleByStringLiteral {
  /// The template as it was written.
  let source: String
  private let parts: [Part]

  private indirect enum Part: Sendable {
    case literal(String)
    case field(FieldName)
    case count(FieldName, of: String)
    case derived(Derived)
    case optional([Part])
  }

  init(stringLiteral text: String) {
    source = text
    var rest = Substring(text)
    parts = Self.parse(&rest)
  }

  /// Appends the sentence; false, and nothing appended, where a value is missing.
  func append(_ context: AnnotationContext, to text: inout TextBuffer) -> Bool {
    append(parts, context, to: &text, from: text.count)
  }

  /// Appends parts of the text that begins at `first`, where no blanks stand.
  private func append(
    _ parts: [Part], _ context: AnnotationContext, to text: inout TextBuffer, from first: Int
  ) -> Bool {
    let start = text.count
    for part in parts {
      let isKnown: Bool
      switch part {
      case .literal(let literal):
        text.append(text.count == first ? String(literal.drop { $0 == " " }) : literal)
        isKnown = true
      case .field(let name): isKnown = context.appendValue(of: name, to: &text)
      case .count(let name, let noun): isKnown = text.append(context.number(name), counting: noun)
      case .derived(let value): isKnown = value.append(context, to: &text)
      case .optional(let inner):
        _ = append(inner, context, to: &text, from: first)
        isKnown = true
      }
      if !isKnown {
        text.truncate(to: start)
        return false
      }
    }
    return true
  }

  /// Names in the template that are neither a field of the catalogue nor derived: misspelt.
  var unknownNames: [String] {
    names.filter { Derived(rawValue: $0) == nil && FieldName($0) == .none }
  }

  /// The names of all values in the template.
  var names: [String] {
    source.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { rest in
      String(rest.prefix { $0 != "}" && $0 != ":" })
    }
  }

  private static func parse(_ rest: inout Substring) -> [Part] {
    var parts: [Part] = []
    var literal = ""
    func endLiteral() {
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = ""
    }
    while let character = rest.popFirst(), character != "]" {
      switch character {
      case "{":
        endLiteral()
        let name = String(rest.prefix { $0 != "}" })
        rest = rest.dropFirst(name.count + 1)
        parts.append(Self.part(name))
      case "[":
        endLiteral()
        parts.append(.optional(parse(&rest)))
      default: literal.append(character)
      }
    }
    endLiteral()
    return parts
  }

  private static func part(_ name: String) -> Part {
    if let derived = Derived(rawValue: name) { return .derived(derived) }
    let words = name.split(separator: ":", maxSplits: 1)
    guard words.count == 2 else { return .field(FieldName(name)) }
    return .count(FieldName(String(words[0])), of: String(words[1]))
  }
}

extension TextBuffer {
  /// Appends how many there are of something whose plural ends in s; false for a nil count.
  mutating func append(_ count: UInt32?, counting noun: String) -> Bool {
    guard let count else { return false }
    if count == 0 { append("no") } else { append(decimal: count) }
    append(" ")
    append(noun)
    if count != 1 { append("s") }
    return true
  }
}
