import SCCP
import Wire

/// Renders a message's values as JSON, in wire order.
struct JSONFieldRenderer: ~Copyable {
  /// Whether every value says its number, its place and its length too.
  let isDetailed: Bool
  let showsSecrets: Bool
  private let keys = JSONKeys.fields
  private var labels = JSONLabels()
  /// Where texts are put together before they are escaped.
  private var scratch = TextBuffer()
  /// By the message's shape; another takes the place of an older one.
  private var outlines = [JSONOutline?](repeating: nil, count: maximumOutlines)
  /// The values of the outline that is being made; nil while values are appended.
  private var places: [JSONOutline.Place]?

  private static let maximumOutlines = 1024

  init(isDetailed: Bool, showsSecrets: Bool) {
    self.isDetailed = isDetailed
    self.showsSecrets = showsSecrets
  }

  /// Appends what the message is, up to its length.
  mutating func append(headerOf message: Message, to text: inout TextBuffer) {
    if let outline = outline(of: message) {
      text.append(outline.header)
    } else {
      text.append(jsonHeaderOf: message)
    }
  }

  /// Appends the object of all fields.
  mutating func append(fieldsOf message: Message, to text: inout TextBuffer) {
    guard let outline = outline(of: message) else {
      appendObject(message, to: &text)
      return
    }
    let bytes = outline.bytes
    let places = outline.places
    var start = 0
    for index in places.indices {
      let place = places[index]
      text.append(bytes.span.extracting(start..<Int(place.end)))
      append(valueOf: message.fields[Int(place.field)], place.labels, message, to: &text)
      start = Int(place.end)
    }
    text.append(bytes.span.extracting(start...))
  }

  /// The outline of a message that shares its shape with others; nil for any other.
  private mutating func outline(of message: Message) -> JSONOutline? {
    if message.shape == 0 || isDetailed { return nil }
    let slot = Int(message.shape) % Self.maximumOutlines
    if let outline = outlines[slot], outline.shape == message.shape { return outline }
    let outline = makeOutline(of: message)
    outlines[slot] = outline
    return outline
  }

  /// Makes the object of a message with every value passed over.
  private mutating func makeOutline(of message: Message) -> JSONOutline {
    var text = TextBuffer()
    text.append(jsonHeaderOf: message)
    let header = text.bytes
    text.removeAll()
    places = []
    appendObject(message, to: &text)
    defer { places = nil }
    return JSONOutline(
      shape: message.shape, header: header, bytes: text.bytes, places: places ?? [])
  }

  private mutating func appendObject(_ message: Message, to text: inout TextBuffer) {
    text.append(byte: UInt8(ascii: "{"))
    append(0..<message.fields.count, areNamed: true, message, to: &text)
    text.append(byte: UInt8(ascii: "}"))
  }

  /// Appends the fields of a range: the members of an object, or the entries of an array.
  private mutating func append(
    _ range: Range<Int>, areNamed: Bool, _ message: Message, to text: inout TextBuffer
  ) {
    var index = range.lowerBound
    var isFirst = true
    var former = FieldName.none
    while index < range.upperBound {
      let field = message.fields[index]
      let end = max(Int(field.end), index + 1)
      if isShown(field) {
        if areNamed {
          append(key: field.name, after: former, isFirst: isFirst, to: &text)
        } else if !isFirst {
          text.append(byte: UInt8(ascii: ","))
        }
        append(field, at: index, inner: index + 1..<end, message, to: &text)
        isFirst = false
        former = field.name
      }
      index = end
    }
  }

  /// An address of an unknown type has no text, but it has a place.
  private func isShown(_ field: DecodedField) -> Bool {
    if case .unknownAddress = field.kind { isDetailed } else { true }
  }

  /// Appends a key; the second of two fields of one name in one structure is told apart.
  private func append(
    key name: FieldName, after former: FieldName, isFirst: Bool, to text: inout TextBuffer
  ) {
    if name.index == former.index {
      text.append(",\"")
      text.append(name.spelling)
      text.append("_2\":")
    } else {
      keys.append(name, isFirst: isFirst, to: &text)
    }
  }

  private mutating func append(
    _ field: DecodedField, at index: Int, inner: Range<Int>, _ message: Message,
    to text: inout TextBuffer
  ) {
    switch field.kind {
    case .structure, .union:
      text.append(byte: UInt8(ascii: "{"))
      append(inner, areNamed: true, message, to: &text)
      text.append(byte: UInt8(ascii: "}"))
    case .array:
      text.append(byte: UInt8(ascii: "["))
      append(inner, areNamed: false, message, to: &text)
      text.append(byte: UInt8(ascii: "]"))
    default:
      if places != nil {
        places?.append(
          JSONOutline.Place(
            field: Int32(truncatingIfNeeded: index), end: Int32(truncatingIfNeeded: text.count),
            labels: labels.table(for: field, of: message)))
      } else if isDetailed {
        append(detailOf: field, message, to: &text)
      } else {
        append(valueOf: field, labels.table(for: field, of: message), message, to: &text)
      }
    }
  }

  // MARK: - Values

  private mutating func append(
    valueOf field: DecodedField, _ table: JSONLabels.Table, _ message: Message,
    to text: inout TextBuffer
  ) {
    switch field.kind {
    case .number: text.append(decimal: field.number)
    case .enumeration:
      if labels.append(field.number, of: table, to: &text) { break }
      if let entry = message.entry(of: field) {
        text.append(entry.label, between: UInt8(ascii: "\""))
      } else {
        text.append(decimal: field.number)
      }
    case .flags: labels.append(bits: field.number, of: table, to: &text)
    default: append(plain: field, message, to: &text)
    }
  }

  /// Appends a value without the names that it may have: what detail calls `value`.
  private mutating func append(
    plain field: DecodedField, _ message: Message, to text: inout TextBuffer
  ) {
    switch field.kind {
    case .number, .enumeration, .flags: text.append(decimal: field.number)
    case .signed: text.append(decimal: Int32(bitPattern: field.number))
    case .text, .displayText, .xml: append(textOf: field, message, to: &text)
    case .ipv4, .ipv6, .macAddress, .unknownAddress:
      text.append(byte: UInt8(ascii: "\""))
      if case .macAddress = field.kind {
        if let address = message.macAddress(of: field) { text.append(address) }
      } else if let address = message.address(of: field) {
        text.append(address)
      }
      text.append(byte: UInt8(ascii: "\""))
    case .secret:
      text.append(byte: UInt8(ascii: "\""))
      if showsSecrets {
        text.append(hexadecimal: message.bytes.span.extracting(message.bytes(of: field)))
      } else if field.length > 0 {
        text.append("hidden")
      }
      text.append(byte: UInt8(ascii: "\""))
    case .structure, .array, .union: break
    }
  }

  private mutating func append(
    textOf field: DecodedField, _ message: Message, to text: inout TextBuffer
  ) {
    let range = message.textBytes(of: field)
    if range.isEmpty {
      text.append("\"\"")
      return
    }
    let bytes = message.bytes.span.extracting(range)
    if bytes.isPrintableASCII {
      text.append(jsonString: bytes)
      return
    }
    scratch.removeAll()
    message.appendText(of: field, to: &scratch)
    text.append(jsonString: scratch.span)
  }

  // MARK: - Detail

  private mutating func append(
    detailOf field: DecodedField, _ message: Message, to text: inout TextBuffer
  ) {
    text.append(byte: UInt8(ascii: "{"))
    if field.kind != .unknownAddress {
      text.append("\"value\":")
      append(plain: field, message, to: &text)
      text.append(",")
    }
    if let entry = message.entry(of: field) {
      text.append("\"label\":")
      text.append(entry.label, between: UInt8(ascii: "\""))
      text.append(",")
    } else if field.kind == .flags {
      text.append("\"labels\":")
      // Before the names are used: they may be the first of their table.
      let table = labels.table(for: field, of: message)
      labels.append(bits: field.number, of: table, to: &text)
      text.append(",")
    }
    text.append("\"offset\":")
    text.append(decimal: field.offset)
    text.append(",\"length\":")
    text.append(decimal: field.length)
    text.append("}")
  }
}

extension TextBuffer {
  fileprivate mutating func append(jsonHeaderOf message: Message) {
    append(",\"version\":")
    append(decimal: message.header.version)
    append(",\"id\":")
    append(decimal: message.header.identifier)
    append(",\"message\":\"")
    append(message.name)
    append("\",\"length\":")
    append(decimal: message.header.dataLength)
  }
}
