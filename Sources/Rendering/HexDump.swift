import Wire

extension TextBuffer {
  /// Appends bytes as rows of an offset, hexadecimal digits and ASCII characters.
  ///
  /// A row has sixteen bytes, eight where the line is narrower than 80 columns.
  mutating func append(hexDump bytes: Span<UInt8>, indent: Int, width: Int?) {
    let perRow = (width ?? 80) < 80 ? 8 : 16
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
}
