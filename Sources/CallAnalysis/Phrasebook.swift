import SCCP
import Wire

/// Templates made ready to be filled in: plain pieces, those of all templates in one list.
struct Phrasebook: Sendable {
  private var pieces: [Piece] = []
  /// The words between the places, one after the other.
  private var words: [UInt8] = []

  /// A run of words, a place for a value, or the beginning of a part in brackets.
  private struct Piece: Sendable {
    enum Kind: UInt8 {
      case words, field, count, derived, optional
    }

    let kind: Kind
    var name = FieldName.none
    var derived = Derived.device
    /// Where the words lie, or the noun of a count.
    var start = 0
    /// The end of the words, or the first piece behind the brackets.
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
        var start = piece.start
        if text.count == first {
          while start < piece.end, words[start] == UInt8(ascii: " ") { start += 1 }
        }
        text.append(words.span.extracting(start..<piece.end))
      case .field: isKnown = record.appendValue(of: piece.name, to: &text)
      case .count:
        isKnown = text.append(
          record.number(piece.name), counting: words.span.extracting(piece.start..<piece.end))
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
    private var wordsStart = 0
    /// The piece that began the brackets.
    private var opening: Int?

    init(text: [UInt8]) {
      self.text = text
    }

    mutating func parse(into book: inout Phrasebook) {
      wordsStart = book.words.count
      while index < text.count {
        let byte = text[index]
        index += 1
        switch byte {
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
        default: book.words.append(byte)
        }
      }
      endWords(&book)
    }

    private mutating func appendPlace(to book: inout Phrasebook) {
      let end = text[index...].firstIndex(of: UInt8(ascii: "}")) ?? text.count
      let place = text[index..<end].split(separator: UInt8(ascii: ":"), maxSplits: 1)
      index = min(end + 1, text.count)
      let name = place.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      if place.count > 1 {
        let start = book.words.count
        book.words.append(contentsOf: place[1])
        wordsStart = book.words.count
        book.pieces.append(
          Piece(kind: .count, name: FieldName(name), start: start, end: wordsStart))
      } else if let derived = Derived(rawValue: name) {
        book.pieces.append(Piece(kind: .derived, derived: derived))
      } else {
        book.pieces.append(Piece(kind: .field, name: FieldName(name)))
      }
    }

    private mutating func endWords(_ book: inout Phrasebook) {
      let end = book.words.count
      guard end > wordsStart else { return }
      book.pieces.append(Piece(kind: .words, start: wordsStart, end: end))
      wordsStart = end
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
