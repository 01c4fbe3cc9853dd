import SCCP
import Text
import Wire

/// The JSON of messages from their version to their fields, with the numbers of the first message and
/// without texts: what most messages with the same fields share.
///
/// Plain data throughout: whatever a line takes from here, nothing is counted or copied but bytes.
struct JSONOutlines {
  /// A field, and where its value stands in the text.
  private struct Place {
    let kind: DecodedField.Kind
    /// Index of the field.
    let field: Int32
    /// The number that stands in the text.
    let number: UInt32
    let start: Int32
    let end: Int32
    /// The names that the value may have.
    let labels: JSONLabels.Table
  }

  /// An outline, by what it has of the lists that all have parts of.
  private struct Outline {
    /// The shape of its messages; 0 where their fields are compared one by one.
    let shape: UInt32
    let identifier: UInt32
    let version: UInt32
    /// What the message is, with the length of the first such message, and where that stands.
    let header: StoredText
    let dataLength: Int
    let lengthStart: Int32
    let places: Range<Int32>
    /// The fields of the first such message, with its numbers and without its texts.
    let fields: StoredText
    let marks: Range<Int32>
    /// The step that its messages ended before; nil for whole ones.
    let missingStep: Int?
    /// What is said of that.
    let missing: StoredText

    var placeRange: Range<Int> { Int(places.lowerBound)..<Int(places.upperBound) }

    static let none = Outline(
      shape: 0, identifier: .max, version: 0, header: .none, dataLength: 0, lengthStart: 0,
      places: 0..<0, fields: .none, marks: 0..<0, missingStep: nil, missing: .none)
  }

  private var texts = TextStore()
  private var places: [Place] = []
  /// For outlines without a shape, what each field is; two messages in which these are the same
  /// have the same outline.
  private var marks: [UInt64] = []
  /// Those with a shape by its number, then those without by a sum; another takes the place of an
  /// older one. There are as many as were needed so far, at most twice ``maximumCount``.
  private var outlines: [Outline] = []
  private let structure = JSONStructure()

  private static let maximumCount = 1024
  /// Bytes of text, and values, from which on all outlines are forgotten, those that were replaced
  /// among them.
  private static let maximumByteCount = 1 << 22
  private static let maximumPlaces = 1 << 18

  /// The place of a message's outline in the list, where it is put first if it is not there.
  mutating func outline(of message: borrowing Message, naming labels: inout JSONLabels) -> Int {
    let slot = Self.slot(of: message)
    if slot < outlines.count, hasOutline(of: message, at: slot) { return slot }
    let outline = makeOutline(of: message, naming: &labels)
    while outlines.count <= slot { outlines.append(.none) }
    outlines[slot] = outline
    return slot
  }

  private static func slot(of message: borrowing Message) -> Int {
    if message.shape != 0 { return Int(message.shape) % maximumCount }
    let sum = Int(message.header.identifier) &* 31 &+ message.fields.count
    return maximumCount + Int(UInt(bitPattern: sum) % UInt(maximumCount))
  }

  @inline(__always)  // Once per message.
  private func hasOutline(of message: borrowing Message, at slot: Int) -> Bool {
    let outline = outlines[slot]
    if message.shape != 0 { return outline.shape == message.shape }
    guard outline.identifier == message.header.identifier,
      outline.version == message.header.version, outline.shape == 0, !outline.header.isEmpty,
      outline.marks.count == message.fields.count, outline.missingStep == message.missingStep
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
    outlines.removeAll(keepingCapacity: true)
  }

  /// Makes the text of a message with all its numbers.
  private mutating func makeOutline(
    of message: Message, naming labels: inout JSONLabels
  ) -> Outline {
    if texts.byteCount >= Self.maximumByteCount || places.count >= Self.maximumPlaces {
      removeAll()
    }
    var text = TextBuffer()
    text.append(jsonHeaderOf: message)
    let lengthStart = Int32(truncatingIfNeeded: text.count)
    text.append(decimal: message.header.dataLength)
    let header = texts.add(text.span)
    text.removeAll()
    let firstPlace = Int32(truncatingIfNeeded: places.count)
    // An address of an unknown type has no text.
    structure.append(
      fieldsOf: message, to: &text, where: { $0.kind != .unknownAddress }
    ) { index, text in
      let field = message.fields[index]
      let table = labels.table(for: field, of: message)
      if field.kind.isQuoted { text.append(byte: UInt8(ascii: "\"")) }
      let start = Int32(truncatingIfNeeded: text.count)
      Self.append(number: field, table, of: message, naming: &labels, to: &text)
      places.append(
        Place(
          kind: field.kind, field: Int32(truncatingIfNeeded: index),
          number: message.number(of: field), start: start,
          end: Int32(truncatingIfNeeded: text.count), labels: table))
      if field.kind.isQuoted { text.append(byte: UInt8(ascii: "\"")) }
    }
    let fields = texts.add(text.span)
    text.removeAll()
    if let missing = message.missing {
      text.append(",\"missing\":")
      text.append(jsonString: missing)
    }
    let firstMark = Int32(truncatingIfNeeded: marks.count)
    if message.shape == 0 { marks.append(contentsOf: message.fields.map(\.mark)) }
    return Outline(
      shape: message.shape, identifier: message.header.identifier, version: message.header.version,
      header: header, dataLength: message.header.dataLength, lengthStart: lengthStart,
      places: firstPlace..<Int32(truncatingIfNeeded: places.count),
      fields: fields, marks: firstMark..<Int32(truncatingIfNeeded: marks.count),
      missingStep: message.missingStep, missing: texts.add(text.span))
  }

  /// Appends what a message is, up to its length.
  func append(headerOf message: borrowing Message, outline: Int, to text: inout TextBuffer) {
    let header = outlines[outline].header
    if message.header.dataLength == outlines[outline].dataLength {
      text.append(header, of: texts)
    } else {
      text.append(header.part(0, outlines[outline].lengthStart), of: texts)
      text.append(decimal: message.header.dataLength)
    }
  }

  /// Appends the object of all fields: the text as it stands, but for what is different.
  func append(
    fieldsOf message: borrowing Message, outline: Int, naming labels: inout JSONLabels,
    showsSecrets: Bool, to text: inout TextBuffer
  ) {
    let fields = message.fields.span
    let bytes = message.bytes.span
    let places = places.span.extracting(outlines[outline].placeRange)
    let standing = outlines[outline].fields
    var written: Int32 = 0
    for index in places.indices {
      let field = Int(places[index].field)
      switch places[index].kind {
      case .number, .signed, .enumeration, .flags:
        if fields[field].number(in: bytes) == places[index].number { continue }
        text.append(standing.part(written, places[index].start), of: texts)
        Self.append(
          number: fields[field], places[index].labels, of: message, naming: &labels, to: &text)
      case .text, .displayText, .xml:
        if fields[field].isEmptyText(in: bytes) { continue }
        text.append(standing.part(written, places[index].start), of: texts)
        text.append(jsonTextOf: fields[field], message)
      default:
        text.append(standing.part(written, places[index].start), of: texts)
        text.append(jsonValueOf: fields[field], message, showsSecrets: showsSecrets)
      }
      written = places[index].end
    }
    text.append(standing.part(written, standing.count), of: texts)
  }

  /// Appends what the messages lack that ended early.
  func append(missingOf outline: Int, to text: inout TextBuffer) {
    text.append(outlines[outline].missing, of: texts)
  }

  @inline(__always)
  private static func append(
    number field: DecodedField, _ table: JSONLabels.Table, of message: borrowing Message,
    naming labels: inout JSONLabels, to text: inout TextBuffer
  ) {
    let number = field.number(in: message.bytes.span)
    switch field.kind {
    case .number: text.append(decimal: number)
    case .signed: text.append(decimal: Int32(bitPattern: number))
    case .enumeration:
      if !labels.append(number, of: table, to: &text) { text.append(jsonLabelOf: field, message) }
    case .flags: labels.append(bits: number, of: table, to: &text)
    default: break
    }
  }
}

extension DecodedField {
  /// The number that the field has in a message of these bytes, where it is one.
  @inline(__always)
  fileprivate func number(in bytes: Span<UInt8>) -> UInt32 {
    bytes.number(at: Int(offset), byteCount: Int(length))
  }

  /// Whether the field is a text that begins with its end, as most do.
  @inline(__always)
  fileprivate func isEmptyText(in bytes: Span<UInt8>) -> Bool {
    bytes.number(at: Int(offset), byteCount: min(Int(length), 1)) == 0
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
