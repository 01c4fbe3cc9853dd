import Testing
import Text

@testable import Rendering

@Suite struct ParagraphTests {
  private func lines(_ words: String, width: Int?, isASCII: Bool = false) -> [String] {
    var text = TextBuffer()
    var paragraph = Paragraph(width: width, isASCII: isASCII, palette: Palette(isEnabled: false))
    paragraph.begin(indent: 2, hanging: 3, in: &text)
    paragraph.write(words, to: &text)
    paragraph.end(in: &text)
    return String(text).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  @Test func `lines break between words and hang`() {
    #expect(
      lines("The phone asks the server to register", width: 24)
        == ["  The phone asks the", "     server to register"])
  }

  @Test(arguments: [1, 2, 8, 16, 20, 21, 40, 79])
  func `no line is wider than the terminal, and none is empty`(width: Int) {
    let words = "aaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb c  dd \u{6771}\u{4eac}\u{6771}"
    for line in lines(words, width: max(width, 17)) {
      let columns = line.unicodeScalars.reduce(0) { $0 + $1.columnCount }
      #expect(columns <= max(width, 17))
      #expect(!line.allSatisfy { $0 == " " })
    }
  }

  @Test func `without a width a line is never broken, and blanks stay`() {
    let words = String(repeating: "word  ", count: 100) + "end"
    #expect(lines(words, width: nil) == ["  " + words])
  }

  @Test(arguments: ["", "  ", " a", "a  ", "a  b", "  a \u{2192} b   "])
  func `a line that stays as it is reads like one with room to spare`(words: String) {
    #expect(lines(words, width: nil) == lines(words, width: 1000))
  }

  @Test func `ASCII replaces marks and spells out the rest`() {
    #expect(
      lines("\u{25b6} \u{201c}J\u{f6}rg\u{201d} \u{2192} \u{b5}-law", width: nil, isASCII: true)
        == ["  > \"J\\u{00f6}rg\" -> u-law"])
  }

  @Test func `colours surround all words of a piece and do not count as columns`() {
    var text = TextBuffer()
    var paragraph = Paragraph(width: 12, isASCII: false, palette: Palette(isEnabled: true))
    paragraph.begin(indent: 0, hanging: 0, in: &text)
    paragraph.write("twelve chars", .heading, to: &text)
    paragraph.end(in: &text)
    #expect(String(text) == "\u{1b}[1mtwelve chars\u{1b}[0m\n")
  }

  @Test func `a line of one style ends it, and so does one with tabs`() {
    var text = TextBuffer()
    var paragraph = Paragraph(width: nil, isASCII: false, palette: Palette(isEnabled: true))
    paragraph.write(line: "one line", .faint, indent: 2, hanging: 4, to: &text)
    paragraph.begin(indent: 0, hanging: 0, in: &text)
    for (column, style) in [
      ("a", .faint), ("b", .faint), ("c", .plain), ("d", .problem), ("", .plain),
    ]
      as [(String, Palette.Style)]
    {
      paragraph.write(column, style, to: &text)
      paragraph.appendTab(to: &text)
    }
    paragraph.end(in: &text)
    #expect(
      String(text)
        == "  \u{1b}[2mone line\u{1b}[0m\n\u{1b}[2ma\tb\u{1b}[0m\tc\t\u{1b}[1;31md\u{1b}[0m\t\t\n")
  }

  @Test func `a line that is taken back leaves no style`() {
    var text = TextBuffer()
    var paragraph = Paragraph(width: nil, isASCII: false, palette: Palette(isEnabled: true))
    paragraph.begin(indent: 0, hanging: 0, in: &text)
    paragraph.write("gone", .problem, to: &text)
    paragraph.takeBack(from: 0, in: &text)
    paragraph.write(line: "plain", indent: 0, hanging: 0, to: &text)
    #expect(String(text) == "plain\n")
  }

  /// Pairs of a number and its unit or noun, after which a line would be full.
  @Test(
    arguments: [
      "20 ms", "line 1", "8 bytes", "30 s,", "KeepAlive × 3", "frame 12,", "5 %",
      "0.9 µs.", "0x0057 (87)", "4 Geräte", "every 30 s,",
    ])
  func `a number and its unit or noun stay on one line`(pair: String) {
    for padding in 1...16 {
      let filler = String(repeating: "x", count: padding) + ", "
      let broken = lines(filler + pair + ", end", width: 24)
      #expect(broken.contains { $0.contains(pair) }, "\(broken)")
    }
  }

  /// What only looks like one may be broken, so that lines stay full.
  @Test(arguments: ["10 20", "line  1", "10.10.1.21 asks", "a b", "50, ms", "“7” x", "2: a"])
  func `other words do not stick together`(pair: String) {
    let words = pair.split(separator: " ").map(String.init)
    let filler = String(repeating: "x", count: 20 - words[0].count) + ", "
    let broken = lines(filler + pair, width: 25)
    #expect(broken.first?.hasSuffix(words[0]) ?? false, "\(broken)")
  }

  @Test func `a chain that is wider than a line is broken all the same`() {
    let words = "line 1 of 2 in 3 and 4 or 5 by 6 to 7 at 8"
    for line in lines(words, width: 20) { #expect(line.unicodeScalars.count <= 20) }
  }
}
