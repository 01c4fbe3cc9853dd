import Foundation
import Testing
import Text

@testable import Rendering

/// JSON strings, read back by Foundation's parser.
@Suite struct JSONTextTests {
  private func json(_ text: String) -> String {
    var buffer = TextBuffer()
    buffer.append(jsonString: text)
    return String(buffer)
  }

  private func parsed(_ json: String) throws -> String? {
    try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed) as? String
  }

  @Test(arguments: [
    "", "plain", "quote \" backslash \\ slash /", "J\u{f6}rg \u{6771}\u{4eac} \u{1f4de}",
    "line\nfeed\ttab\rreturn", "\u{0}\u{1}\u{1f}\u{7f}\u{80}\u{9f}\u{a0}", "\u{2028}\u{202e}x",
    "\u{e0041}\u{10ffff}",
  ])
  func `a parser reads the text back`(text: String) throws {
    #expect(try parsed(json(text)) == text)
  }

  @Test func `what an editor or a terminal would act on is escaped`() {
    #expect(json("a\u{1b}b\u{202e}c\u{e0041}d") == #""a\u001bb\u202ec\udb40\udc41d""#)
    #expect(json("\u{7f}\u{9b}") == #""\u007f\u009b""#)
  }

  @Test func `bytes that are no UTF-8 still make a string`() throws {
    for first in UInt8.min...UInt8.max {
      let bytes: [UInt8] = [0x61, first, 0xc3]
      var buffer = TextBuffer()
      buffer.append(jsonString: bytes.span)
      #expect(try parsed(String(buffer))?.first == "a")
    }
  }
}
