import SCCP
import Wire

/// Templates made ready to be filled in: plain pieces, those of all templates in one list.
struct Phrasebook: Sendable {
  private var pieces: [Piece] = []
  /// The words between the places.
  private var words = TextStore()

  /// A run of words, a place for a value, or the beginning of a part in brackets.
  private struct Piece: Sendable {
    enum Kind: UInt8 {
      case words, field, count, derived, optional
    }

    let kind: Kind
    var name = FieldName.none
    var derived = Derived.device
    /// The words, or the noun of a count.
    var words = StoredText.none
    /// The words where they begin a text: without blanks in front.
    var firstWords = StoredText.none
    /// The first piece behind the brackets.
    var end = 0
  }

  /// Adds a template; returns its pieces.
  mutating func add(_ template: Template) -> Range<Int> {
    let first = pieces.count
    var parser = Parser(text: Array(template.source.utf8))
    parser.parse(into: &self)
    return first..<pieces.count
  }

  /// Appends a template's words and values; false, and nothing appended, where a value is missing.
  func append(_ template: Range<Int>, _ record: Record, to text: inout TextBuffer) -> Bool {
    let first = text.count
    var optionalStart = first
    var optionalEnd = 0
    var index = template.lowerBound
    while index < template.upperBound {
      let piece = pieces[index]
      var isKnown = true
      switch piece.kind {
      case .words:
        text.append(text.count == first ? piece.firstWords : piece.words, of: words)
      case .field: isKnown = record.appendValue(of: piece.name, to: &text)
      case .count:
        isKnown = text.append(record.number(piece.name), counting: words.bytes(of: piece.words))
      case .derived: isKnown = piece.derived.append(record, to: &text)
      case .optional:
        optionalStart = text.count
        optionalEnd = piece.end
      }
      if isKnown {
        index += 1
      } else if index < optionalEnd {
        text.truncate(to: optionalStart)
        index = optionalEnd
      } else {
        text.truncate(to: first)
        return false
      }
    }
    return true
  }

  /// Reads a template's text.
  private struct Parser {
    let text: [UInt8]
    private var index = 0
    /// Where the words that have not been noted yet begin.
    private var wordsStart = 0
    /// The piece that began the brackets.
    private var opening: Int?

    init(text: [UInt8]) {
      self.text = text
    }

    mutating func parse(into book: inout Phrasebook) {
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: "]"):
          endWords(&book)
          if let opening { book.pieces[opening].end = book.pieces.count }
        case UInt8(ascii: "{"):
          endWords(&book)
          appendPlace(to: &book)
        case UInt8(ascii: "["):
          endWords(&book)
          opening = book.pieces.count
          book.pieces.append(Piece(kind: .optional))
        default:
          index += 1
          continue
        }
        index = min(index + 1, text.count)
        wordsStart = index
      }
      endWords(&book)
    }

    /// Notes the place that begins here, and stops at its end.
    private mutating func appendPlace(to book: inout Phrasebook) {
      let end = text[index...].firstIndex(of: UInt8(ascii: "}")) ?? text.count
      let place = text[(index + 1)..<end].split(separator: UInt8(ascii: ":"), maxSplits: 1)
      index = end
      let name = place.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      if place.count > 1 {
        let noun = place[1]
        book.pieces.append(
          Piece(kind: .count, name: FieldName(name), words: book.words.add(noun.span)))
      } else if let derived = Derived(rawValue: name) {
        book.pieces.append(Piece(kind: .derived, derived: derived))
      } else {
        book.pieces.append(Piece(kind: .field, name: FieldName(name)))
      }
    }

    private func endWords(_ book: inout Phrasebook) {
      let words = text[wordsStart..<index]
      guard !words.isEmpty else { return }
      let beginning = words.drop { $0 == UInt8(ascii: " ") }
      book.pieces.append(
        Piece(
          kind: .words, words: book.words.add(words.span),
          firstWords: book.words.add(beginning.span)))
    }
  }
}

extension TextBuffer {
  /// Appends how many there are of something whose plural ends in s; false for a nil count.
  mutating func append(_ count: UInt32?, counting noun: Span<UInt8>) -> Bool {
    guard let count else { return false }
    if count == 0 { append("no") } else { append(decimal: count) }
    append(" ")
    append(noun)
    if count != 1 { append("s") }
    return true
  }
}
