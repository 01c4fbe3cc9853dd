import Testing
import Text

/// Tests of many bytes at a time, held against one byte after the other.
@Suite struct PlainTextTests {
  /// Texts of every short length with every byte in every place.
  private func everyText(_ check: ([UInt8], UInt8, Int) -> Void) {
    for length in [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 50] {
      var bytes = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
      for place in 0..<length {
        let former = bytes[place]
        for byte in UInt8.min...UInt8.max {
          bytes[place] = byte
          check(bytes, byte, place)
        }
        bytes[place] = former
      }
      check(bytes, UInt8(ascii: "a"), 0)
    }
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7f || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  @Test func `one byte decides about a text, wherever it stands`() {
    everyText { bytes, byte, _ in
      let isPlain = !Self.isEscaped(byte)
      let isPrintable = (0x20..<0x7f).contains(byte)
      if bytes.span.isPlainInJSON != isPlain || bytes.span.isPrintableASCII != isPrintable {
        Issue.record("\(bytes)")
      }
    }
  }

  @Test func `the plain beginning ends before the first byte that is not`() {
    var text = TextBuffer(capacity: 64)
    everyText { bytes, byte, place in
      let isPlain = (0x20..<0x7f).contains(byte) && !Self.isEscaped(byte)
      let expected = isPlain ? bytes : Array(bytes[..<place])
      for (front, back) in [(0, 0), (3, 0), (0, 9), (2, 5)] {
        let all =
          Array(repeating: UInt8(ascii: "x"), count: front) + bytes
          + Array(repeating: UInt8(ascii: "y"), count: back)
        text.removeAll()
        text.append("before ")
        let end = text.append(plainBeginningOf: front..<front + bytes.count, in: all.span)
        text.append(" behind")
        let whole = Array("before ".utf8) + expected + Array(" behind".utf8)
        if end != front + expected.count || text.bytes != whole { Issue.record("\(all)") }
      }
    }
  }

  @Test func `a text grows by whatever is appended to it`() {
    var text = TextBuffer(capacity: 1)
    var expected = ""
    for count in 0..<200 {
      text.append(blanks: count % 21 - 1)
      text.append(decimal: count * count * count)
      text.append(repeating: UInt8(ascii: "-"), count: count % 5)
      text.append("\u{2192} words")
      expected += String(repeating: " ", count: max(count % 21 - 1, 0)) + "\(count * count * count)"
      expected += String(repeating: "-", count: count % 5) + "\u{2192} words"
      #expect(String(text) == expected)
    }
  }
}
