import SCCP
import Wire

/// What the values of enumerations are called, quotes included, in one run of bytes.
struct JSONLabels {
  private var bytes: [UInt8] = []
  /// Where the labels lie in the bytes; the range of a value without a name is empty.
  private var ranges: [Range<Int32>] = []
  private var tables: [String: Table] = [:]

  /// The values of one enumeration, from 0 on.
  struct Table {
    fileprivate let first: Int32
    fileprivate let count: Int32

    /// For what is no enumeration.
    static let none = Table(first: 0, count: 0)
  }

  /// Values from here on are few, and looked up elsewhere.
  private static let maximumValues: UInt32 = 512

  /// The table of a field's values.
  mutating func table(for field: DecodedField, of message: borrowing Message) -> Table {
    guard field.kind == .enumeration, let names = message.valueNames(of: field) else {
      return .none
    }
    if let table = tables[names.name] { return table }
    let first = ranges.count
    let highest = names.entries.last { $0.value < Self.maximumValues }?.value
    for value in 0..<(highest.map { $0 + 1 } ?? 0) {
      let start = Int32(truncatingIfNeeded: bytes.count)
      if let entry = names.entry(for: value) {
        var text = TextBuffer()
        text.append(entry.label, between: UInt8(ascii: "\""))
        bytes.append(text.span)
      }
      ranges.append(start..<Int32(truncatingIfNeeded: bytes.count))
    }
    let table = Table(
      first: Int32(truncatingIfNeeded: first),
      count: Int32(truncatingIfNeeded: ranges.count - first))
    tables[names.name] = table
    return table
  }

  /// Appends a value's name; false for one that has none in the table.
  func append(_ value: UInt32, of table: Table, to text: inout TextBuffer) -> Bool {
    guard value < UInt32(truncatingIfNeeded: table.count) else { return false }
    let range = ranges[Int(table.first) + Int(value)]
    guard !range.isEmpty else { return false }
    text.append(bytes.span.extracting(Int(range.lowerBound)..<Int(range.upperBound)))
    return true
  }
}
