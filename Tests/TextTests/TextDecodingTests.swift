import Testing
import Text

@Suite struct TextDecodingTests {
  private func decoded(_ bytes: [UInt8]) -> String {
    var text = TextBuffer()
    text.append(decoding: bytes.span)
    return String(text)
  }

  private func visible(_ text: String) -> String {
    var buffer = TextBuffer()
    let bytes = Array(text.utf8)
    buffer.append(visible: bytes.span)
    return String(buffer)
  }

  @Test(arguments: ["", "plain", "J\u{f6}rg", "\u{6771}\u{4eac}", "\u{1f4de}", "\u{7ff}\u{800}"])
  func `UTF-8 stays what it is`(text: String) {
    #expect(decoded(Array(text.utf8)) == text)
  }

  /// Every two bytes, and three where the first begins a longer character: Swift's own decoder
  /// says which of them are UTF-8.
  @Test func `what is no UTF-8 is read as Latin-1`() {
    for first in UInt8.min...UInt8.max {
      for second in stride(from: UInt8(0), through: 0xff, by: 3) {
        for rest in [[], [0x80], [0xbf, 0x80]] as [[UInt8]] {
          let bytes = [first, second] + rest
          let expected =
            String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
          #expect(decoded(bytes) == expected)
        }
      }
    }
  }

  /// By what the standard library knows of Unicode.
  @Test func `no character of visible text is hidden or steers others`() {
    for value in UInt32(0xa0)...0x10ffff {
      guard let scalar = Unicode.Scalar(value), !(0xfe00...0xfe0f).contains(value) else { continue }
      let properties = scalar.properties
      let category = properties.generalCategory
      if properties.isBidiControl || properties.isDefaultIgnorableCodePoint
        || properties.isNoncharacterCodePoint || category == .lineSeparator
        || category == .paragraphSeparator
      {
        let text = visible(String(scalar))
        #expect(text.hasPrefix("\\u{") && text.dropFirst(3).dropLast().allSatisfy(\.isHexDigit))
        #expect(UInt32(text.dropFirst(3).dropLast(), radix: 16) == value)
      }
    }
  }

  @Test func `nothing in visible text acts on a terminal`() {
    #expect(visible("a\u{1b}[2Jb") == "a\\x1b[2Jb")
    #expect(visible("line\nbreak\ttab\r") == "line\\nbreak\\ttab\\r")
    #expect(visible("\u{9b}31m") == "\\x9b31m")
    #expect(visible("abc\u{202e}def\u{2066}\u{200b}") == "abc\\u{202e}def\\u{2066}\\u{200b}")
    #expect(visible("\u{e0041}") == "\\u{e0041}")
    #expect(visible("J\u{f6}rg \u{6771}") == "J\u{f6}rg \u{6771}")
    for value in 0..<0x20 {
      let scalar = Unicode.Scalar(UInt8(value))
      #expect(visible(String(Character(scalar))).utf8.allSatisfy { $0 >= 0x20 })
    }
  }
}
