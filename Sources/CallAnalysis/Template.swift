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
    var parser = Parser(text)
    parser.parse()
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
    private let text: [UInt8]
    private var index = 0
    var parts: [Part] = []
    var words: [UInt8] = []
    var derived: [Derived] = []
    var nouns: [String] = []
    private var wordsStart = 0

    init(_ text: String) {
      self.text = Array(text.utf8)
    }

    /// Reads up to the end of the text, or of the optional part.
    mutating func parse() {
      while index < text.count {
        let byte = text[index]
        index += 1
        switch byte {
        case UInt8(ascii: "]"):
          endWords()
          return
        case UInt8(ascii: "{"):
          endWords()
          appendPlace()
        case UInt8(ascii: "["):
          endWords()
          let opening = parts.count
          parts.append(.optional(end: 0))
          parse()
          parts[opening] = .optional(end: Int32(truncatingIfNeeded: parts.count))
        default: words.append(byte)
        }
      }
      endWords()
    }

    private mutating func appendPlace() {
      let end = text[index...].firstIndex(of: UInt8(ascii: "}")) ?? text.count
      let name = text[index..<end]
      index = min(end + 1, text.count)
      if let colon = name.firstIndex(of: UInt8(ascii: ":")) {
        let field = FieldName(String(decoding: name[..<colon], as: UTF8.self))
        parts.append(.count(field, noun: Int16(truncatingIfNeeded: nouns.count)))
        nouns.append(String(decoding: name[(colon + 1)...], as: UTF8.self))
        return
      }
      let spelling = String(decoding: name, as: UTF8.self)
      if let value = Derived.byName[spelling] {
        parts.append(.derived(index: Int32(truncatingIfNeeded: derived.count)))
        derived.append(value)
      } else {
        parts.append(.field(FieldName(spelling)))
      }
    }

    private mutating func endWords() {
      guard words.count > wordsStart else { return }
      let (start, end) = (wordsStart, words.count)
      parts.append(
        .words(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
      wordsStart = end
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
