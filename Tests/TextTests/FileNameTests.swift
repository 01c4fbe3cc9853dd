import Testing
import Text

/// Names of files as text, and back.
@Suite struct FileNameTests {
  @Test func `every name leads to a text, and its text back to it`() {
    var names: [[UInt8]] = [[], [0x61], Array("café 📞".utf8), Array("\u{10ff69}\u{10ff80}".utf8)]
    for first in UInt8.min...UInt8.max {
      names.append([first])
      for second in [0x41, 0x80, 0xbf, 0xc3, 0xed, 0xf4, 0xff] as [UInt8] {
        names += [[first, second], [0xf4, 0x8f, first, second], [0xe2, 0x82, first, second]]
      }
    }
    var texts: Set<[UInt8]> = []
    for name in names {
      let text = FileName.text(of: name.span)
      #expect(FileName.bytes(of: text) == name)
      texts.insert(Array(text.utf8))
    }
    #expect(texts.count == Set(names).count)
  }

  @Test func `a name in UTF-8 is its own text`() {
    for name in ["ring_00001.pcapng", "é", "e\u{301}", "电话", "\u{10ff80}"] {
      #expect(Array(FileName.text(of: Array(name.utf8).span).utf8) == Array(name.utf8))
      #expect(FileName.shown(name) == name)
    }
  }

  @Test func `bytes that are no UTF-8 are spelled out`() {
    let text = FileName.text(of: ([0x63, 0xe9, 0xff, 0x2e, 0xc3, 0xa9] as [UInt8]).span)
    #expect(FileName.shown(text) == "c\\xe9\\xff.é")
    var visible = TextBuffer()
    visible.append(visible: text.utf8.span)
    #expect(String(visible) == "c\\xe9\\xff.é")
    #expect(
      FileName.cString(of: text).map { UInt8(bitPattern: $0) } == [
        0x63, 0xe9, 0xff, 0x2e, 0xc3, 0xa9, 0,
      ])
  }
}
