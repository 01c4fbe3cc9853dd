import Text

extension TextBuffer {
  /// Appends bytes as rows of an offset, hexadecimal digits and ASCII characters.
  ///
  /// A row has sixteen bytes, or as many fewer, eight, four or two, as the line has room for.
  mutating func append(hexDump bytes: Span<UInt8>, indent: Int, width: Int?) {
    var perRow = 16
    while perRow > 2, Self.columnCount(perRow, indent: indent) > width ?? .max { perRow /= 2 }
    var start = 0
    while start < bytes.count {
      let end = min(start + perRow, bytes.count)
      append(repeating: UInt8(ascii: " "), count: indent)
      append(hexadecimal: UInt64(start), digits: 4)
      append(" ")
      for index in start..<start + perRow {
        append(index % 8 == 0 && index > start ? "  " : " ")
        if index < end {
          append(hexadecimal: UInt64(bytes[index]), digits: 2)
        } else {
          append("  ")
        }
      }
      append("  ")
      for index in start..<end {
        let isPrintable = (0x20..<0x7f).contains(bytes[index])
        append(byte: isPrintable ? bytes[index] : UInt8(ascii: "."))
      }
      append("\n")
      start = end
    }
  }
  /// Columns of a row: its offset, its bytes in groups of eight, and their characters.
  private static func columnCount(_ perRow: Int, indent: Int) -> Int {
    indent + 4 + 1 + 3 * perRow + (perRow - 1) / 8 + 2 + perRow
  }
}
