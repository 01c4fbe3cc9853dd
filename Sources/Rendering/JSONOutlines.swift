import SCCP
import Wire

/// The JSON of messages from their version to their fields, without the values: what all messages
/// with the same fields share.
///
/// Plain data throughout: whatever a line takes from here, nothing is counted or copied but bytes.
struct JSONOutlines {
  /// A field whose value stands in the text, and the text before it.
  struct Place {
    let kind: DecodedField.Kind
    /// Index of the field.
    let field: Int32
    /// Where the text before the value ends.
    let end: Int32
    /// The names that the value may have.
    let labels: JSONLabels.Table
  }

  /// An outline, by what it has of the lists that all have parts of.
  struct Outline {
    /// The shape of its messages; 0 where their fields are compared one by one.
    let shape: UInt32
    let identifier: UInt32
    let version: UInt32
    /// What the message is, up to its length.
    let header: Range<Int32>
    /// The fields.
    let fields: Range<Int32>
    let places: Range<Int32>
    let marks: Range<Int32>

    static let none = Outline(
      shape: 0, identifier: .max, version: 0, header: 0..<0, fields: 0..<0, places: 0..<0,
      marks: 0..<0)
  }

  private var bytes: [UInt8] = []
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

  /// The outline of a message.
  mutating func outline(of message: borrowing Message, naming labels: inout JSONLabels) -> Outline {
    let slot = Self.slot(of: message)
    let outline = outlines[slot]
    if message.shape != 0 ? outline.shape == message.shape : fits(outline, message) {
      return outline
    }
    if bytes.count >= Self.maximumByteCount || places.count >= Self.maximumPlaces { removeAll() }
    let fresh = makeOutline(of: message, naming: &labels)
    outlines[slot] = fresh
    return fresh
  }

  private static func slot(of message: borrowing Message) -> Int {
    if message.shape != 0 { return Int(message.shape) % maximumCount }
    let sum = Int(message.header.identifier) &* 31 &+ message.fields.count
    return maximumCount + Int(UInt(bitPattern: sum) % UInt(maximumCount))
  }

  /// Whether a message without a shape has the fields of an outline.
  private func fits(_ outline: Outline, _ message: borrowing Message) -> Bool {
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
    bytes.removeAll()
    places.removeAll()
    marks.removeAll()
    outlines = Array(repeating: .none, count: 2 * Self.maximumCount)
  }

  /// Makes the text of a message with every value passed over.
  private mutating func makeOutline(
    of message: Message, naming labels: inout JSONLabels
  ) -> Outline {
    var text = TextBuffer()
    text.append(jsonHeaderOf: message)
    let header = append(text.span)
    text.removeAll()
    var ends: [(index: Int, end: Int)] = []
    structure.append(fieldsOf: message, to: &text) { index, text in
      let quotes = message.fields[index].kind.isQuoted
      if quotes { text.append(byte: UInt8(ascii: "\"")) }
      ends.append((index, text.count))
      if quotes { text.append(byte: UInt8(ascii: "\"")) }
    }
    let fields = append(text.span)
    let firstPlace = Int32(truncatingIfNeeded: places.count)
    for (index, end) in ends {
      let field = message.fields[index]
      places.append(
        Place(
          kind: field.kind, field: Int32(truncatingIfNeeded: index),
          end: fields.lowerBound + Int32(truncatingIfNeeded: end),
          labels: labels.table(for: field, of: message)))
    }
    let firstMark = Int32(truncatingIfNeeded: marks.count)
    if message.shape == 0 { marks.append(contentsOf: message.fields.map(\.mark)) }
    return Outline(
      shape: message.shape, identifier: message.header.identifier, version: message.header.version,
      header: header, fields: fields, places: firstPlace..<Int32(truncatingIfNeeded: places.count),
      marks: firstMark..<Int32(truncatingIfNeeded: marks.count))
  }

  private mutating func append(_ text: Span<UInt8>) -> Range<Int32> {
    let start = Int32(truncatingIfNeeded: bytes.count)
    bytes.append(text)
    return start..<Int32(truncatingIfNeeded: bytes.count)
  }

  /// Appends what a message is, up to its length.
  func append(headerOf message: borrowing Message, _ outline: Outline, to text: inout TextBuffer) {
    text.append(
      bytes.span.extracting(Int(outline.header.lowerBound)..<Int(outline.header.upperBound)))
    text.append(decimal: message.header.dataLength)
  }

  /// Appends the object of all fields.
  func append(
    fieldsOf message: borrowing Message, _ outline: Outline, naming labels: inout JSONLabels,
    showsSecrets: Bool, to text: inout TextBuffer
  ) {
    let bytes = bytes.span
    let fields = message.fields.span
    let places = places.span
    var start = Int(outline.fields.lowerBound)
    for index in Int(outline.places.lowerBound)..<Int(outline.places.upperBound) {
      let end = Int(places[index].end)
      text.append(bytes.extracting(start..<end))
      start = end
      let place = Int(places[index].field)
      switch places[index].kind {
      case .number: text.append(decimal: fields[place].number)
      case .enumeration:
        if !labels.append(fields[place].number, of: places[index].labels, to: &text) {
          text.append(jsonLabelOf: fields[place], message)
        }
      case .flags: labels.append(bits: fields[place].number, of: places[index].labels, to: &text)
      default:
        text.append(jsonValueOf: fields[place], message, showsSecrets: showsSecrets)
      }
    }
    text.append(bytes.extracting(start..<Int(outline.fields.upperBound)))
  }
}

extension DecodedField {
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
