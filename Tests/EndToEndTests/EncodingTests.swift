import CaptureBuilder
import Foundation
import SCCP
import Testing

/// `--encoding`: texts of old phones.
@Suite struct EncodingTests {
  /// “Привет” in CP1251 and in KOI8-R, “Łódź” in ISO 8859-2, and a UTF-8 text that was cut.
  static let texts: [(name: String, bytes: [UInt8], text: String)] = [
    ("cp1251", [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2], "Привет"),
    ("KOI8-R", [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4], "Привет"),
    ("ISO-8859-2", [0xa3, 0xf3, 0x64, 0xbc], "Łódź"),
    ("UTF-8", [0xd0, 0x9f, 0xd1, 0x80, 0xd0], "Пр\u{fffd}"),
  ]

  private func run(_ options: [String], text: [UInt8]) throws -> Run {
    let capture = try FilledMessage(text: text).capture()
    return try Folder.withFile(capture) { path in
      try Program.sccpdump(options + ["--message", "DisplayText", path])
    }
  }

  @Test(arguments: 0..<4)
  func `texts in a named encoding are read, in the timeline and in JSON`(place: Int) throws {
    let (name, bytes, text) = Self.texts[place]
    for format in [["--json"], ["--verbose"]] {
      let plain = try run(format, text: bytes)
      #expect(!plain.output.contains(text))
      let encoded = try run(format + ["--encoding", name], text: bytes)
      #expect(encoded.status == 0 && encoded.output.contains(text), "\(encoded.errors)")
      // What is UTF-8 stays so.
      let modern = try run(format + ["--encoding", name], text: Array(text.utf8))
      #expect(modern.output.contains(text))
    }
  }

  @Test func `what the encoding does not have is visible, and the rest is read`() throws {
    let run = try run(["--json", "--encoding", "CP1251"], text: [0xcf, 0x98, 0xf0])
    #expect(run.output.contains("П\u{fffd}р"))
  }

  /// CP1258 has marks that iconv waits for before it gives a letter.
  @Test(arguments: [
    "CP437", "CP850", "CP1250", "CP1252", "CP1253", "CP1255", "CP1258", "ISO-8859-1",
    "ISO-8859-15", "KOI8-U", "MACINTOSH", "ASCII", "utf8",
  ])
  func `encodings with one byte a character, and UTF-8, are taken`(name: String) throws {
    let run = try run(["--json", "--encoding", name], text: Array("Anna 1".utf8))
    #expect(run.status == 0 && run.output.contains("Anna 1"), "\(run.errors)")
  }

  @Test(arguments: [
    ("NO-SUCH", "iconv knows no encoding of this name"), ("", "iconv knows no encoding"),
    ("cp1251//TRANSLIT\u{7}", "iconv knows no encoding"),
    ("EBCDIC-US", "ASCII is not a part of this encoding"),
    ("UTF-16", "several bytes"), ("SHIFT_JIS", "ASCII is not a part"), ("EUC-JP", "several bytes"),
    ("GB18030", "several bytes"), ("BIG5", "several bytes"),
  ])
  func `a name that is of no use is wrong usage, and says why`(name: String, reason: String) throws
  {
    let run = try run(["--encoding", name], text: [0x41])
    #expect(run.status == 64)
    #expect(run.errors.contains(reason) && run.errors.contains("iconv -l"), "\(run.errors)")
  }

  @Test(arguments: ["calls", "devices"])
  func `lists take it too`(command: String) throws {
    let capture = try FilledMessage(text: Self.texts[0].bytes).capture()
    try Folder.withFile(capture) { path in
      let run = try Program.sccpdump([command, "--encoding", "CP1251", path])
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test func `check and diff take it too`() throws {
    let capture = try FilledMessage(text: Self.texts[0].bytes).capture()
    try Folder.withFile(capture) { path in
      let golden = path + ".golden"
      let write = try Program.sccpdump(
        "check", "--update", "--golden", golden, "--encoding", "CP1251", path)
      #expect(write.status == 0, "\(write.errors)")
      #expect(try String(contentsOfFile: golden, encoding: .utf8).contains("Привет"))
      #expect(try Program.sccpdump("diff", "--encoding", "CP1251", path, path).status == 0)
    }
  }
}
