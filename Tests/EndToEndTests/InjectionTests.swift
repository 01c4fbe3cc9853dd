import CaptureBuilder
import Foundation
import SCCP
import Testing
import Wire

/// Text from a capture never acts on a terminal, an editor or a reader's eye.
@Suite struct InjectionTests {
  private static let outputs = [
    [], ["--verbose", "--hex"], ["--ascii", "--verbose"], ["--json"], ["--json", "--detail"],
  ]

  /// What somebody may write into a text, a few characters each.
  private static let pieces: [[UInt8]] = [
    Array("\u{1b}[31mx".utf8), Array("\u{1b}]0;x\u{7}".utf8), Array("\u{1b}P+q\u{1b}\\".utf8),
    Array("a\r\nb\n\tc".utf8), Array("a\u{8}\u{8}\u{7f}b".utf8), Array("\u{9b}2J\u{85}x".utf8),
    Array("\u{202e}abc\u{202c}".utf8), Array("\u{2066}a\u{2069}\u{61c}".utf8),
    Array("\u{2028}a\u{2029}b".utf8), Array("\u{200b}a\u{feff}\u{ad}".utf8),
    Array("\u{e0041}\u{e007f}a".utf8), Array("\u{fff9}a\u{fffb}".utf8),
    [0x9b, 0x33, 0x31, 0x6d], [0x80, 0x1b, 0x80, 0x80], [0x1e, 0x07, 0x1e, 0x1b],
    [0xc0, 0x9b, 0xe0, 0x80, 0x9b], [0xed, 0xa0, 0x80, 0xff, 0xfe], [0xc2, 0x1b, 0xf4, 0x90],
    Array(#"","x":"\u0000</script><!--"#.utf8), Array("::error::%0A\n# \"\\".utf8),
    Array("sccpdump: \n".utf8), Array("a\u{0}\u{1b}b".utf8),
  ]

  /// Characters of a text that it should not have, as the Unicode tables of Swift's library say.
  private func culprits(_ text: String) -> [String] {
    Set(text.unicodeScalars.filter { $0 != "\n" && $0.isHarmful }).map {
      String($0.value, radix: 16)
    }.sorted()
  }

  /// Text and text with phrases, XML and what the sentences quote.
  private static let messages: [MessageDefinition] = [
    .registerReject, .displayPromptStatus, .displayPromptStatusV2, .callInfo, .alarm,
    .enhancedAlarm,
    .registerReq, .callState,
  ]

  @Test(arguments: pieces.indices)
  func `a text is harmless`(piece: Int) throws {
    try expectHarmless(Self.pieces[piece], in: Self.messages, version: 22, variant: piece)
  }

  @Test(arguments: [0, 22] as [UInt32])
  func `a text in any field of any message is harmless`(version: UInt32) throws {
    let text = [0x1b, 0x5b, 0x80, 0x1b, 0xc2, 0x9b] + Array("\u{202e}\n\u{2028}".utf8)
    try expectHarmless(text, in: Catalogue.messages, version: version, variant: 1)
  }

  private func expectHarmless(
    _ text: [UInt8], in messages: [MessageDefinition], version: UInt32, variant: Int
  ) throws {
    let repeated = (0..<64).flatMap { _ in text }
    let filled = FilledMessage(version: version, text: repeated, variant: variant)
    try Folder.withFile(try filled.capture(messages)) { path in
      for options in Self.outputs {
        let run = try Program.sccpdump(options + [path])
        #expect(run.status == 0)
        #expect(String(validating: run.bytes, as: UTF8.self) != nil)
        #expect(culprits(run.output) == [], "\(options)")
        #expect(culprits(run.errors) == [])
        #expect(run.errorLines.allSatisfy { $0.hasPrefix("sccpdump: ") })
        if options.contains("--json") { _ = try run.jsonLines }
      }
    }
  }

  /// A line of the timeline is the program's own: nobody else begins one.
  @Test func `a text cannot pass for lines of the program`() throws {
    let forged = "x\n\nFrame 99 | 2024\n  ▶ RegisterReq\r\u{2028}sccpdump: forged\n"
    let capture = try FilledMessage(text: Array(forged.utf8)).capture()
    try Folder.withFile(capture) { path in
      for options in Self.outputs.prefix(3) {
        let lines = try Program.sccpdump(options + [path]).outputLines
        #expect(lines.filter { $0.hasPrefix("Frame 99 |") }.count == 1)
        #expect(!lines.contains { $0.hasPrefix("sccpdump") || $0.hasPrefix("  ▶ RegisterReq\r") })
      }
    }
  }

  @Test func `JSON gives back every character that it escapes`() throws {
    let texts = Self.pieces.compactMap { String(validating: $0.filter { $0 != 0 }, as: UTF8.self) }
    #expect(texts.count > 10)
    for text in texts {
      let values: [String: FieldValue] = ["text": .bytes(Array(text.utf8))]
      let capture = try MadeCapture.fromServer(ScriptedMessage(.displayText, values))
      try Folder.withFile(capture) { path in
        let line = try #require(try Program.sccpdump("--json", path).jsonLines.first)
        #expect((line.object["fields"] as? [String: Any])?["text"] as? String == text)
      }
    }
  }

  /// Every character that the Unicode tables of Swift's library call a control, a separator of lines,
  /// no character, or one to be ignored where it is not understood.
  @Test func `no character is forgotten`() throws {
    let harmful = (UInt32(1)...0x10_ffff).compactMap(Unicode.Scalar.init).filter(\.isHarmful)
    #expect(harmful.count > 4000)
    var talk = MadeCapture.conversation()
    for start in stride(from: 0, to: harmful.count, by: 7) {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: harmful[start..<min(start + 7, harmful.count)])
      try talk.server(
        at: 1000 + start,
        ScriptedMessage(.registerReject, ["text": .bytes(Array(String(text).utf8))]))
    }
    try Folder.withFile(MadeCapture.file(talk)) { path in
      for options in Self.outputs {
        let run = try Program.sccpdump(options + [path])
        #expect(culprits(run.output) == [], "\(options)")
      }
    }
  }

  // MARK: - Text of the file

  @Test(arguments: pieces.indices)
  func `comments and names in a capture are harmless`(piece: Int) throws {
    let text = String(decoding: Self.pieces[piece], as: UTF8.self)
    var talk = MadeCapture.conversation()
    try talk.server(at: 1000, .activateCallPlane(line: 1))
    talk.comment(text)
    let interface = CaptureInterface(name: text, description: text)
    let capture = CaptureWriter.file(
      .pcapng(.bigEndian), interfaces: [interface], comment: text, talk.packets)
    try Folder.withFile(capture) { path in
      for options in Self.outputs {
        let run = try Program.sccpdump(options + [path])
        #expect(run.status == 0)
        #expect(culprits(run.output) == [], "\(options)")
        #expect(culprits(run.errors) == [])
      }
    }
  }

  @Test(arguments: pieces.indices)
  func `the name of a file is harmless`(piece: Int) throws {
    let bytes = Self.pieces[piece].filter { $0 != 0 && $0 != UInt8(ascii: "/") }
    let name = String(decoding: bytes, as: UTF8.self)
    let capture = try MadeCapture.fromServer(.activateCallPlane(line: 1))
    try Folder.withTemporary { folder in
      let file = folder.appending(path: name)
      try Data(capture).write(to: file)
      try Data("no capture".utf8).write(to: folder.appending(path: name + "~"))
      for options in Self.outputs {
        let run = try Program.sccpdump(
          options + [file.path, file.path, file.path + "~", file.path + "?", folder.path])
        #expect(run.status == 2)
        #expect(culprits(run.output) == [], "\(options)")
        #expect(culprits(run.errors) == [])
        #expect(run.errorLines.allSatisfy { $0.hasPrefix("sccpdump: ") })
      }
    }
  }

  @Test(arguments: pieces.indices)
  func `what is wrong with an argument is told harmlessly`(piece: Int) throws {
    let bytes = Self.pieces[piece].filter { $0 != 0 }
    let text = String(decoding: bytes, as: UTF8.self)
    for option in ["--message", "--frames", "--since", "--host", "--call", "-f", "--\(text)"] {
      let run = try Program.sccpdump([option, text, "cme_refused.pcapng"])
      #expect(run.status == 64)
      #expect(culprits(run.errors) == [] && run.output == "", "\(option)")
    }
    let run = try Program.sccpdump(["messages", text])
    #expect(run.status == 64 && culprits(run.errors) == [])
  }
}

extension Unicode.Scalar {
  /// Whether a terminal or an editor acts on it, or a reader does not see it; what chooses the form
  /// of an emoji or a letter is taken to be seen.
  var isHarmful: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    default:
      properties.isNoncharacterCodePoint || properties.isBidiControl
        || properties.isDefaultIgnorableCodePoint && !(0xfe00...0xfe0f).contains(value)
          && !(0x180b...0x180f).contains(value)
    }
  }
}
