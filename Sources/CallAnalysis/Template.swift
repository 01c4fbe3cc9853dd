import SCCP

/// A sentence with places for a message's values.
///
/// `{callState}` stands for the field of that name, as a voice engineer says its value; `{was}` and
/// the other names of ``Derived`` for what the analysis knows, `{numberOfLines:line}` for a count of
/// things. A part in `[brackets]` is left out where one of its values is not known; without a value
/// outside of brackets there is no sentence. Brackets do not stand within brackets.
struct Template: Sendable, ExpressibleByStringLiteral {
  /// The template as it was written.
  let source: String

  init(stringLiteral text: String) {
    source = text
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
}
