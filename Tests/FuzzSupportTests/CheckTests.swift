import Testing

@testable import FuzzSupport

/// The checks find what they are there to find: a check that never fails says nothing.
@Suite struct CheckTests {
  @Test(arguments: [
    "{}\n", "{\"a\":1,\"b\":[{\"c\":-2.5},[],\"x\"]}\n{}\n", "{\"a\":\"\\u001b\\\"\\\\ä☎\"}\n", "",
  ])
  func `sound JSON Lines pass`(json: String) throws {
    #expect(try JSONLinesCheck.run(Array(json.utf8)) == json.count { $0 == "\n" })
  }

  @Test(arguments: [
    "{}", "{} \n", "[]\n", "{\"a\":}\n", "{\"a\":1,}\n", "{\"a\" 1}\n", "{a:1}\n", "{\"a\":01}\n",
    "{\"a\":1.}\n", "{\"a\":+1}\n", "{\"a\":tru}\n", "{\"a\":1,\"a\":2}\n", "{\"a\":[1,2}\n",
    "{\"a\":\"\\x\"}\n", "{\"a\":\"\\u12g4\"}\n", "{\"a\":\"\u{1b}\"}\n", "{\"a\":\"\u{7f}\"}\n",
    "{\"a\":\"\u{9b}\"}\n", "{\"a\":\"\u{202e}\"}\n", "{\"a\":\"\u{2028}\"}\n", "{\"a\":\"\n\"}\n",
    "{\"a\":\"b\n", "{\"a\":" + String(repeating: "[", count: 40) + "\n",
  ])
  func `broken JSON Lines do not`(json: String) {
    #expect(throws: Violation.self) { try JSONLinesCheck.run(Array(json.utf8)) }
  }

  @Test func `what a file of JSON held may be quoted as it stood there`() throws {
    let json = "{ \"a\" : [null, true,false, -1.5e+3 ,{ }],\"a\":\"\\b\"}\n"
    #expect(throws: Violation.self) { try JSONLinesCheck.run(Array(json.utf8)) }
    #expect(try JSONLinesCheck.run(Array(json.utf8), isQuoting: true) == 1)
    for broken in ["{\"a\":1e}\n", "{\"a\":nul}\n", "{\"a\":-}\n", "{\"a\":1 2}\n"] {
      #expect(throws: Violation.self) {
        try JSONLinesCheck.run(Array(broken.utf8), isQuoting: true)
      }
    }
  }

  @Test func `XML has to be closed and quoted`() {
    #expect(throws: Never.self) {
      try XMLCheck.run(Array("<a b=\"&lt;c&gt;\"><d/>&amp; é\n</a>\n".utf8))
    }
    for broken in [
      "<a>", "<a></b>", "</a>", "<a b=\"<\"/>", "a > b", "a & b", "<a b=c/>", "<a b=\"c/>", "<>",
    ] {
      #expect(throws: Violation.self) { try XMLCheck.run(Array(broken.utf8)) }
    }
  }

  @Test func `bytes that are not UTF-8 do not pass`() {
    let bytes: [UInt8] = [0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc3, 0x22, 0x7d, 0x0a]
    #expect(throws: Violation.self) { try JSONLinesCheck.run(bytes) }
    #expect(throws: Violation.self) { try TextCheck.run([0xc3, 0x0a], isASCII: false) }
  }

  @Test(arguments: [
    "\u{1b}[2J\n", "a\u{0}\n", "a\tb\n", "a\rb\n", "a\u{7f}\n", "\u{9b}1m\n", "\u{200f}\n",
    "\u{202e}x\n", "\u{2066}x\n", "\u{2028}\n", "\u{feff}\n", "\u{ad}\n", "no end",
  ])
  func `text that acts on a terminal or deceives does not pass`(line: String) {
    #expect(throws: Violation.self) {
      try TextCheck.run(Array(line.utf8), isASCII: false)
    }
  }

  @Test func `text for people passes, and ASCII where ASCII is asked for`() {
    #expect(throws: Never.self) {
      try TextCheck.run(Array("▶ “Grüße” 💡\n".utf8), isASCII: false)
      try TextCheck.run(Array("> \"Gr\n".utf8), isASCII: true)
    }
    #expect(throws: Violation.self) {
      try TextCheck.run(Array("Grüße\n".utf8), isASCII: true)
    }
  }
}
