import SCCP
import Text
import Wire

/// The bytes and fields of messages, as the page gets them: what messages of one kind have in common
/// is written once, and the page reads the values from the bytes.
struct PageDetails: ~Copyable {
  /// The bytes of all messages, one after the other.
  private(set) var bytes = TextBuffer(capacity: 1 << 16)
  /// By message, its number of bytes and the place of its shape.
  private(set) var lengths: [Int32] = []
  private(set) var shapes: [Int32] = []
  /// The shapes as JSON.
  private(set) var shapeTexts: [String] = []
  /// The texts that are not plain ASCII: message, field, text.
  private(set) var texts: [(message: Int, field: Int, text: String)] = []
  /// The names of values, by the places of their tables.
  private(set) var tables: [[UInt32: String]] = []
  /// The names of bits, as JSON, by the places of their tables.
  private(set) var flagTables: [String] = []

  private var places: [String: Int32] = [:]
  private var tablePlaces: [Step: Int] = [:]
  private var flagPlaces: [Step: Int] = [:]
  private let showsSecrets: Bool

  /// A step of a layout.
  private struct Step: Hashable {
    let layout: Int
    let step: Int32
  }

  /// Bytes of all messages that are kept; of those after them, only what the ladder says.
  static let maximumByteCount = 1 << 26

  init(showsSecrets: Bool = false) {
    self.showsSecrets = showsSecrets
  }

  mutating func append(_ message: borrowing Message) {
    guard bytes.count + message.bytes.count <= Self.maximumByteCount else {
      lengths.append(0)
      shapes.append(-1)
      return
    }
    let shown = showsSecrets ? message.bytes : message.bytesWithoutSecrets
    bytes.append(shown.span)
    lengths.append(Int32(clamping: shown.count))
    shapes.append(shape(of: message))
    let number = lengths.count - 1
    for index in message.fields.indices {
      let field = message.fields[index]
      switch field.kind {
      case .enumeration: note(field, of: message)
      case .text, .displayText, .xml:
        var text = TextBuffer()
        if !message.appendPlainText(of: field, to: &text) {
          text.removeAll()
          message.appendText(of: field, to: &text)
          texts.append((number, index, String(text)))
        }
      default: break
      }
    }
  }

  /// Notes what the value of an enumeration is called.
  private mutating func note(_ field: DecodedField, of message: borrowing Message) {
    let place = table(of: field, message)
    let number = message.number(of: field)
    if tables[place][number] == nil {
      tables[place][number] = message.entry(of: field)?.label ?? ""
    }
  }

  private mutating func table(of field: DecodedField, _ message: borrowing Message) -> Int {
    let step = Step(layout: message.layout?.index ?? -1, step: field.step)
    if let place = tablePlaces[step] { return place }
    tables.append([:])
    tablePlaces[step] = tables.count - 1
    return tables.count - 1
  }

  private mutating func flagTable(of field: DecodedField, _ message: borrowing Message) -> Int {
    let step = Step(layout: message.layout?.index ?? -1, step: field.step)
    if let place = flagPlaces[step] { return place }
    var text = TextBuffer()
    text.append("[")
    var isFirst = true
    for entry in message.flagNames(of: field)?.entries ?? [] where entry.mask != 0 {
      if !isFirst { text.append(",") }
      isFirst = false
      text.append("[")
      text.append(decimal: entry.mask)
      text.append(",")
      text.append(jsonString: entry.label)
      text.append("]")
    }
    text.append("]")
    flagTables.append(String(text))
    flagPlaces[step] = flagTables.count - 1
    return flagTables.count - 1
  }

  /// The place of a message's shape: its fields with their depth, name, kind, offset and length, and
  /// the table of their names.
  private mutating func shape(of message: borrowing Message) -> Int32 {
    var text = TextBuffer()
    text.append("[")
    text.append(decimal: message.layoutVersion)
    text.append(",")
    text.append(decimal: message.decodedByteCount)
    text.append(",")
    text.append(jsonString: message.missing ?? "")
    text.append(",[")
    var ends: [Int] = []
    for index in message.fields.indices {
      let field = message.fields[index]
      while let end = ends.last, end <= index { ends.removeLast() }
      if index > 0 { text.append(",") }
      text.append("[")
      text.append(decimal: ends.count)
      text.append(",")
      text.append(jsonString: field.name.spelling)
      text.append(",")
      text.append(decimal: Int(field.kind.rawValue))
      text.append(",")
      text.append(decimal: Int(field.offset))
      text.append(",")
      text.append(decimal: Int(field.length))
      switch field.kind {
      case .enumeration:
        text.append(",")
        text.append(decimal: table(of: field, message))
      case .flags:
        text.append(",")
        text.append(decimal: flagTable(of: field, message))
      case .array:
        text.append(",")
        text.append(decimal: message.number(of: field))
      default: break
      }
      text.append("]")
      if Int(field.end) > index + 1 { ends.append(Int(field.end)) }
    }
    text.append("]]")
    let shape = String(text)
    if let place = places[shape] { return place }
    shapeTexts.append(shape)
    let place = Int32(clamping: shapeTexts.count - 1)
    places[shape] = place
    return place
  }
}
