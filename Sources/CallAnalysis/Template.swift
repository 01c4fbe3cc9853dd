import SCCP
import Wire

/// A sentence with places for a message's values.
///
/// `{callState}` stands for the field of that name, as a voice engineer says its value; `{was}` and
/// the other names of ``Derived`` for what the analysis knows. A part in `[brackets]` is left out
/// where one of its values is not known; without a value outside of brackets there is no sentence.
struct Template: Sendable, ExpressibleByStringLiteral {
  private let parts: [Part]

  private indirect enum Part: Sendable {
    case literal(String)
    case field(FieldName)
    case derived(Derived)
    case optional([Part])
  }

  init(stringLiteral text: String) {
    var rest = Substring(text)
    parts = Self.parse(&rest)
  }

  /// Appends the sentence; false, and nothing appended, where a value is missing.
  func append(_ context: AnnotationContext, to text: inout TextBuffer) -> Bool {
    append(parts, context, to: &text)
  }

  private func append(
    _ parts: [Part], _ context: AnnotationContext, to text: inout TextBuffer
  ) -> Bool {
    let start = text.count
    for part in parts {
      let isKnown: Bool
      switch part {
      case .literal(let literal):
        text.append(literal)
        isKnown = true
      case .field(let name): isKnown = context.appendValue(of: name, to: &text)
      case .derived(let value): isKnown = value.append(context, to: &text)
      case .optional(let inner):
        _ = append(inner, context, to: &text)
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
    Self.unknownNames(in: parts)
  }

  private static func unknownNames(in parts: [Part]) -> [String] {
    parts.flatMap { (part: Part) -> [String] in
      switch part {
      case .field(let name) where name == .none: ["?"]
      case .optional(let inner): unknownNames(in: inner)
      default: []
      }
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
        parts.append(Derived(rawValue: name).map(Part.derived) ?? .field(FieldName(name)))
      case "[":
        endLiteral()
        parts.append(.optional(parse(&rest)))
      default: literal.append(character)
      }
    }
    endLiteral()
    return parts
  }
}
