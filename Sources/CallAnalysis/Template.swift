import SCCP
import Wire

/// A sentence with places for a message's values.
///
/// `{callState}` stands for the field of that name, as a voice engineer says its value; `{was}` and
/// the other names of ``Derived`` for what the analysis knows, `{numberOfLines:line}` for a count of
/// things. A part in `[brackets]` is left out where one of its values is not known; without a value
/// outside of brackets there is no sentence.
final class Template: Sendable, ExpressibleByStringLiteral {
  /// The template as it was written.
  let source: String
  private let parts: [Part]
  /// The words between the places, one after the other.
  private let words: [UInt8]
  private let derived: [Derived]
  private let nouns: [String]

  /// A run of words, a place for a value, or an optional part with its parts behind it.
  private enum Part: Sendable {
    case words(start: Int32, end: Int32)
    case field(FieldName)
    case count(FieldName, noun: Int16)
    case derived(index: Int32)
    case optional(end: Int32)
  }

  init(stringLiteral text: String) {
    source = text
    var parser = Parser()
    var rest = Substring(text)
    parser.parse(&rest)
    parts = parser.parts
    words = parser.words
    derived = parser.derived
    nouns = parser.nouns
  }

  /// Appends the sentence; false, and nothing appended, where a value is missing.
  func append(_ record: Record, to text: inout TextBuffer) -> Bool {
    append(0..<parts.count, record, to: &text, from: text.count)
  }

  /// Appends parts of the text that begins at `first`, where no blanks stand.
  private func append(
    _ range: Range<Int>, _ record: Record, to text: inout TextBuffer, from first: Int
  ) -> Bool {
    let start = text.count
    let words = words
    var index = range.lowerBound
    while index < range.upperBound {
      var isKnown = true
      var next = index + 1
      switch parts[index] {
      case .words(let start, let end):
        var begin = Int(start)
        if text.count == first {
          while begin < Int(end), words[begin] == UInt8(ascii: " ") { begin += 1 }
        }
        text.append(words.span.extracting(begin..<Int(end)))
      case .field(let name): isKnown = record.appendValue(of: name, to: &text)
      case .count(let name, let noun):
        isKnown = text.append(record.number(name), counting: nouns[Int(noun)])
      case .derived(let place): isKnown = derived[Int(place)].append(record, to: &text)
      case .optional(let end):
        next = Int(end)
        _ = append(index + 1..<next, record, to: &text, from: first)
      }
      if !isKnown {
        text.truncate(to: start)
        return false
      }
      index = next
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

  /// Reads a template's text.
  private struct Parser {
    var parts: [Part] = []
    var words: [UInt8] = []
    var derived: [Derived] = []
    var nouns: [String] = []
    private var wordsStart = 0

    mutating func parse(_ rest: inout Substring) {
      while let character = rest.popFirst(), character != "]" {
        switch character {
        case "{":
          endWords()
          let name = String(rest.prefix { $0 != "}" })
          rest = rest.dropFirst(name.count + 1)
          append(placeNamed: name)
        case "[":
          endWords()
          let opening = parts.count
          parts.append(.optional(end: 0))
          parse(&rest)
          parts[opening] = .optional(end: Int32(truncatingIfNeeded: parts.count))
        default: words.append(contentsOf: character.utf8)
        }
      }
      endWords()
    }

    private mutating func append(placeNamed name: String) {
      if let value = Derived(rawValue: name) {
        parts.append(.derived(index: Int32(truncatingIfNeeded: derived.count)))
        derived.append(value)
        return
      }
      let words = name.split(separator: ":", maxSplits: 1).map(String.init)
      if words.count == 2 {
        parts.append(
          .count(FieldName(words[0]), noun: Int16(truncatingIfNeeded: nouns.count)))
        nouns.append(words[1])
      } else {
        parts.append(.field(FieldName(name)))
      }
    }

    private mutating func endWords() {
      guard words.count > wordsStart else { return }
      parts.append(
        .words(
          start: Int32(truncatingIfNeeded: wordsStart), end: Int32(truncatingIfNeeded: words.count))
      )
      wordsStart = words.count
    }
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
