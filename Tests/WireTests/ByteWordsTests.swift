import Testing
import Wire

/// Comparisons and searches eight bytes at a time, held against one byte after the other.
@Suite struct ByteWordsTests {
  @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 17, 33])
  func `one byte decides, wherever it stands`(length: Int) {
    let text = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
    let shorter = Array(text.dropLast())
    #expect(text.span.equals(text.span) == true)
    #expect(text.span.equals(shorter.span) == text.isEmpty)
    for place in 0..<length {
      var bytes = text
      for byte in UInt8.min...UInt8.max {
        bytes[place] = byte
        if bytes.span.equals(text.span) != (byte == text[place])
          || bytes.span.firstIndex(of: byte, in: 0..<length) != bytes.firstIndex(of: byte)
        {
          Issue.record("\(byte) in \(bytes)")
        }
      }
    }
  }
}
