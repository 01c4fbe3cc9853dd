import SCCP
import Text

/// What the values of enumerations and the bits of flags are called, quotes included, in one run of
/// bytes.
struct JSONLabels {
  private var names = TextStore()
  /// The values of all enumerations, each from 0 on; the text of one without a name is empty.
  private var values: [StoredText] = []
  private var bits: [Bit] = []
  /// By the place of the message in the catalogue and the step in its layout.
  private var tables = [[Table?]](repeating: [], count: Layout.count)

  /// What the flags seen lately come to; another takes the place of an older one.
  private var spellings = [Spelling](repeating: .none, count: 256)
  private var spelled = TextStore()

  private struct Spelling {
    let table: Table
    let value: UInt32
    let text: StoredText

    static let none = Spelling(table: .none, value: 0, text: .none)
  }

  private struct Bit {
    let mask: UInt32
    let label: StoredText
  }

  /// The names of one field's values, or of its bits.
  struct Table {
    fileprivate let first: Int32
    fileprivate let count: Int32

    /// For what has no names.
    static let none = Table(first: 0, count: 0)
  }

  /// Values from here on are few, and looked up elsewhere.
  private static let maximumValues: UInt32 = 512
  /// Bytes of spelled flags from which on all are forgotten.
  private static let maximumSpelled = 1 << 16

  /// The names that belong to a field.
  mutating func table(for field: DecodedField, of message: borrowing Message) -> Table {
    guard let layout = message.layout else { return .none }
    let (place, step) = (layout.index, Int(field.step))
    if step < tables[place].count, let table = tables[place][step] { return table }
    if tables[place].isEmpty { tables[place] = Array(repeating: nil, count: layout.steps.count) }
    let table = makeTable(for: field, of: message)
    tables[place][step] = table
    return table
  }

  private mutating func makeTable(for field: DecodedField, of message: Message) -> Table {
    if let names = message.valueNames(of: field) {
      let first = values.count
      let highest = names.entries.last { $0.value < Self.maximumValues }?.value
      for value in 0..<(highest.map { $0 + 1 } ?? 0) {
        values.append(add(names.entry(for: value)?.label))
      }
      return Table(first: Int32(first), count: Int32(values.count - first))
    }
    guard let names = message.flagNames(of: field) else { return .none }
    let first = bits.count
    for entry in names.entries where entry.mask != 0 {
      bits.append(Bit(mask: entry.mask, label: add(entry.label)))
    }
    return Table(first: Int32(first), count: Int32(bits.count - first))
  }

  private mutating func add(_ label: String?) -> StoredText {
    guard let label else { return .none }
    var text = TextBuffer()
    text.append(label, between: UInt8(ascii: "\""))
    return names.add(text.span)
  }

  /// Appends a value's name; false for one that has none in the table.
  @inline(__always)
  func append(_ value: UInt32, of table: Table, to text: inout TextBuffer) -> Bool {
    guard value < UInt32(truncatingIfNeeded: table.count) else { return false }
    let name = values[Int(table.first) + Int(value)]
    text.append(name, of: names)
    return !name.isEmpty
  }

  /// Appends the names of the bits that are set, and those without a name as numbers.
  mutating func append(bits value: UInt32, of table: Table, to text: inout TextBuffer) {
    let sum = (value &+ UInt32(bitPattern: table.first) &* 31) &* 0x9e37_79b1
    let slot = Int(sum >> 24)
    let known = spellings[slot]
    if known.value == value, known.table.first == table.first, known.table.count == table.count,
      !known.text.isEmpty
    {
      text.append(known.text, of: spelled)
      return
    }
    let start = text.count
    spell(value, of: table, to: &text)
    if spelled.byteCount >= Self.maximumSpelled {
      spelled.removeAll()
      spellings = Array(repeating: .none, count: spellings.count)
    }
    spellings[slot] = Spelling(
      table: table, value: value, text: spelled.add(text.span.extracting(start...)))
  }

  private func spell(_ value: UInt32, of table: Table, to text: inout TextBuffer) {
    var unnamed = value
    var isFirst = true
    text.append(byte: UInt8(ascii: "["))
    for index in Int(table.first)..<Int(table.first) + Int(table.count) {
      let bit = bits[index]
      guard value & bit.mask == bit.mask else { continue }
      if !isFirst { text.append(byte: UInt8(ascii: ",")) }
      isFirst = false
      text.append(bit.label, of: names)
      unnamed &= ~bit.mask
    }
    while unnamed != 0 {
      let bit = UInt32(1) << UInt32(unnamed.trailingZeroBitCount)
      if !isFirst { text.append(byte: UInt8(ascii: ",")) }
      isFirst = false
      text.append(decimal: bit)
      unnamed &= ~bit
    }
    text.append(byte: UInt8(ascii: "]"))
  }
}
