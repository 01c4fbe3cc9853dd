import SCCP
import Text

/// Templates made ready to be filled in: plain pieces, those of all templates in one list.
struct Phrasebook: Sendable {
  private var pieces: [Piece] = []
  /// The words between the places.
  private var words = TextStore()

  /// A run of words, and the place for a value that follows it.
  private struct Piece: Sendable {
    enum Place: UInt8 {
      case none, field, count, derived
    }

    var place = Place.none
    var derived = Derived.device
    /// The field, or the one that counts.
    var name = FieldName.none
    /// What is counted.
    var noun = StoredText.none
    /// The words in front of the place.
    var words = StoredText.none
    /// The words where they begin a text: without blanks in front.
    var firstWords = StoredText.none
    /// Where the piece begins a part in brackets, the first piece after that; otherwise 0.
    var bracketEnd = 0
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
    var bracketStart = first
    var bracketEnd = 0
    var index = template.lowerBound
    while index < template.upperBound {
      let piece = pieces[index]
      if piece.bracketEnd > 0 {
        bracketStart = text.count
        bracketEnd = piece.bracketEnd
      }
      text.append(text.count == first ? piece.firstWords : piece.words, of: words)
      let isKnown =
        switch piece.place {
        case .none: true
        case .field: record.appendValue(of: piece.name, to: &text)
        case .count: text.append(record.number(piece.name), counting: words.bytes(of: piece.noun))
        case .derived: piece.derived.append(record, to: &text)
        }
      if isKnown {
        index += 1
      } else if index < bracketEnd {
        text.truncate(to: bracketStart)
        index = bracketEnd
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
    /// The piece that begins the brackets, once they are open.
    private var opening: Int?

    init(text: [UInt8]) {
      self.text = text
    }

    mutating func parse(into book: inout Phrasebook) {
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: "]"):
          endWords(&book)
          if let opening, opening < book.pieces.count {
            book.pieces[opening].bracketEnd = book.pieces.count
          }
        case UInt8(ascii: "{"): appendPlace(to: &book)
        case UInt8(ascii: "["):
          endWords(&book)
          opening = book.pieces.count
        default:
          index += 1
          continue
        }
        index = min(index + 1, text.count)
        wordsStart = index
      }
      endWords(&book)
    }

    /// Notes the place that begins here with the words before it, and stops at its end.
    private mutating func appendPlace(to book: inout Phrasebook) {
      var piece = piece(in: &book)
      let end = text[index...].firstIndex(of: UInt8(ascii: "}")) ?? text.count
      let place = text[(index + 1)..<end].split(separator: UInt8(ascii: ":"), maxSplits: 1)
      index = end
      let name = place.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      if place.count > 1 {
        let noun = place[1]
        piece.place = .count
        piece.name = FieldName(name)
        piece.noun = book.words.add(noun.span)
      } else if let derived = Derived(rawValue: name) {
        piece.place = .derived
        piece.derived = derived
      } else {
        piece.place = .field
        piece.name = FieldName(name)
      }
      book.pieces.append(piece)
    }

    private func endWords(_ book: inout Phrasebook) {
      if wordsStart < index { book.pieces.append(piece(in: &book)) }
    }

    /// A piece of the words up to here.
    private func piece(in book: inout Phrasebook) -> Piece {
      let words = text[wordsStart..<index]
      let beginning = words.drop { $0 == UInt8(ascii: " ") }
      return Piece(
        words: book.words.add(words.span), firstWords: book.words.add(beginning.span))
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
