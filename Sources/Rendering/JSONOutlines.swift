import SCCP
import Wire

/// The JSON of messages from their version to their fields, without the values: what all messages
/// with the same fields share.
///
/// Plain data throughout: whatever a line takes from here, nothing is counted or copied but bytes.
struct JSONOutlines {
  /// A field whose value stands in the text, and the text before it.
  private struct Place {
    let kind: DecodedField.Kind
    /// Index of the field.
    let field: Int32
    let before: StoredText
    /// The names that the value may have.
    let labels: JSONLabels.Table
  }

  /// An outline, by what it has of the lists that all have parts of.
  private struct Outline {
    /// The shape of its messages; 0 where their fields are compared one by one.
    let shape: UInt32
    let identifier: UInt32
    let version: UInt32
    /// What the message is, up to its length.
    let header: StoredText
    let places: Range<Int32>
    /// What stands behind the last value.
    let end: StoredText
    let marks: Range<Int32>

    var placeRange: Range<Int> { Int(places.lowerBound)..<Int(places.upperBound) }

    static let none = Outline(
      shape: 0, identifier: .max, version: 0, header: .none, places: 0..<0, end: .none,
      marks: 0..<0)
  }

  private var texts = TextStore()
  private var places: [Place] = []
  /// For outlines without a shape, what each field is; two messages in which these are the same
  /// have the same outline.
  private var marks: [UInt64] = []
  /// Those with a shape by its number, then those without by a sum; another takes the place of an
  /// older one.
  private var outlines = [Outline](repeating: .none, count: 2 * maximumCount)
  private let structure = JSONStructure(showsUnknownAddresses: false)

  private static let maximumCount = 1024
  /// Bytes of text, and values, from which on all outlines are forgotten, those that were replaced
  /// among them.
  private static let maximumByteCount = 1 << 22
  private static let maximumPlaces = 1 << 18

  /// The place of a message's outline in the list, where it is put first if it is not there.
  mutating func outline(of message: borrowing Message, naming labels: inout JSONLabels) -> Int {
    let slot = Self.slot(of: message)
    if !hasOutline(of: message, at: slot) {
      outlines[slot] = makeOutline(of: message, naming: &labels)
    }
    return slot
  }

  private static func slot(of message: borrowing Message) -> Int {
    if message.shape != 0 { return Int(message.shape) % maximumCount }
    let sum = Int(message.header.identifier) &* 31 &+ message.fields.count
    return maximumCount + Int(UInt(bitPattern: sum) % UInt(maximumCount))
  }

  private func hasOutline(of message: borrowing Message, at slot: Int) -> Bool {
    let outline = outlines[slot]
    if message.shape != 0 { return outline.shape == message.shape }
    guard outline.identifier == message.header.identifier,
      outline.version == message.header.version, outline.shape == 0, !outline.header.isEmpty,
      outline.marks.count == message.fields.count
    else { return false }
    let fields = message.fields.span
    let marks = marks.span.extracting(Int(outline.marks.lowerBound)..<Int(outline.marks.upperBound))
    for index in fields.indices where fields[index].mark != marks[index] { return false }
    return true
  }

  private mutating func removeAll() {
    texts.removeAll()
    places.removeAll()
    marks.removeAll()
    outlines = Array(repeating: .none, count: 2 * Self.maximumCount)
  }

  /// Makes the text of a message with every value passed over.
  private mutating func makeOutline(
    of message: Message, naming labels: inout JSONLabels
  ) -> Outline {
    if texts.byteCount >= Self.maximumByteCount || places.count >= Self.maximumPlaces {
      removeAll()
    }
    var text = TextBuffer()
    text.append(jsonHeaderOf: message)
    let header = texts.add(text.span)
    text.removeAll()
    let firstPlace = Int32(truncatingIfNeeded: places.count)
    structure.append(fieldsOf: message, to: &text) { index, text in
      let field = message.fields[index]
      if field.kind.isQuoted { text.append(byte: UInt8(ascii: "\"")) }
      places.append(
        Place(
          kind: field.kind, field: Int32(truncatingIfNeeded: index), before: texts.add(text.span),
          labels: labels.table(for: field, of: message)))
      text.removeAll()
      if field.kind.isQuoted { text.append(byte: UInt8(ascii: "\"")) }
    }
    let firstMark = Int32(truncatingIfNeeded: marks.count)
    if message.shape == 0 { marks.append(contentsOf: message.fields.map(\.mark)) }
    return Outline(
      shape: message.shape, identifier: message.header.identifier, version: message.header.version,
      header: header, places: firstPlace..<Int32(truncatingIfNeeded: places.count),
      end: texts.add(text.span), marks: firstMark..<Int32(truncatingIfNeeded: marks.count))
  }

  /// Appends what a message is, up to its length.
  func append(headerOf message: borrowing Message, outline: Int, to text: inout TextBuffer) {
    text.append(outlines[outline].header, of: texts)
    text.append(decimal: message.header.dataLength)
  }

  /// Appends the object of all fields.
  func append(
    fieldsOf message: borrowing Message, outline: Int, naming labels: inout JSONLabels,
    showsSecrets: Bool, to text: inout TextBuffer
  ) {
    let fields = message.fields.span
    let bytes = message.bytes.span
    let places = places.span.extracting(outlines[outline].placeRange)
    for index in places.indices {
      text.append(places[index].before, of: texts)
      let field = Int(places[index].field)
      switch places[index].kind {
      case .number: text.append(decimal: fields[field].number(in: bytes))
      case .enumeration:
        if !labels.append(fields[field].number(in: bytes), of: places[index].labels, to: &text) {
          text.append(jsonLabelOf: fields[field], message)
        }
      case .flags:
        labels.append(bits: fields[field].number(in: bytes), of: places[index].labels, to: &text)
      case .text, .displayText, .xml: text.append(jsonTextOf: fields[field], message)
      default:
        text.append(jsonValueOf: fields[field], message, showsSecrets: showsSecrets)
      }
    }
    text.append(outlines[outline].end, of: texts)
  }
}

extension DecodedField {
  /// The number that the field has in a message of these bytes, where it is one.
  @inline(__always)
  fileprivate func number(in bytes: Span<UInt8>) -> UInt32 {
    bytes.number(at: Int(offset), byteCount: Int(length))
  }

  /// What decides about the outline: the kind, the step in the layout, and what it holds.
  fileprivate var mark: UInt64 {
    UInt64(kind.rawValue) << 56 ^ UInt64(UInt32(bitPattern: step)) << 32
      ^ UInt64(UInt32(bitPattern: end))
  }
}

extension TextBuffer {
  /// Appends what a message is, up to the key of its length.
  fileprivate mutating func append(jsonHeaderOf message: Message) {
    append(",\"version\":")
    append(decimal: message.header.version)
    append(",\"id\":")
    append(decimal: message.header.identifier)
    append(",\"message\":\"")
    append(message.name)
    append("\",\"length\":")
  }
}
