import Foundation
import Testing

/// Files whose names are no UTF-8: they are opened as they are called, and named as far as text can.
@Suite struct FileNameTests {
  private static let capture = Folder.fixtures.appending(path: "cme_refused.pcapng").path
  /// In shells: Latin-1 for café, and a character for private use.
  private static let names = [#"$'caf\xe9'"#, #"$'\xf4\x8f\xbd\xa9x'"#, #"$'\xff\xfe'"#, "plain"]

  private func run(_ line: String) throws -> Run {
    try Folder.withTemporary { folder in
      let copies = Self.names.map { "cp '\(Self.capture)' \($0).pcapng; " }.joined()
      return try Program.shell(copies + line, in: folder)
    }
  }

  @Test(arguments: names)
  func `a file is read whatever bytes it is called`(name: String) throws {
    let read = try run("sccpdump --json \(name).pcapng | wc -l")
    #expect(read.errors == "")
    #expect(read.output.filter(\.isNumber) == "9")
  }

  @Test(arguments: [".", "$PWD", "'*.pcapng'", "'[!a-z]*' 'c*' p*"])
  func `directories and patterns hold such files too`(argument: String) throws {
    let read = try run("sccpdump \(argument) | grep -c '^[^F].*pcapng$'")
    #expect(read.errorLines.last?.contains(" packets, ") == true, "\(read.errors)")
    #expect(!read.errors.contains("no such file"))
    #expect(read.output == "4\n")
  }

  @Test func `a directory may have such a name itself`() throws {
    let read = try run(
      #"mkdir $'d\xe9'; mv *.pcapng $'d\xe9'; sccpdump $'d\xe9' 2>&1 | grep '^d.*pcapng$'"#
    )
    #expect(
      read.outputLines == [
        #"d\xe9/caf\xe9.pcapng"#, "d\\xe9/plain.pcapng", #"d\xe9/\xf4\x8f\xbd\xa9x.pcapng"#,
        #"d\xe9/\xff\xfe.pcapng"#,
      ])
  }

  @Test func `a file that is missing is named as it was given`() throws {
    let read = try run(#"sccpdump --json $'none\xe9\x1b'"#)
    #expect(read.status == 2)
    #expect(read.errors == "sccpdump: none\\xe9\\x1b: no such file or directory\n")
  }

  @Test func `reports and golden files have the name`() throws {
    let checked = try run(
      #"""
      for form in junit sarif tap github; do
      sccpdump check --report $form=r.$form $'caf\xe9.pcapng' 2> err; done; cat err
      sccpdump check --update $'caf\xe9.pcapng' 2> /dev/null; ls *.jsonl | od -An -tx1 | head -n 1
      for form in junit tap github; do grep -c 'caf\\\\*xe9' r.$form; done
      jq -r '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri' r.sarif
      iconv -f utf-8 -t utf-8 r.* > /dev/null
      """#)
    #expect(checked.errors == "")
    let lines = checked.outputLines
    #expect(lines.first?.hasPrefix("sccpdump: caf\\xe9.pcapng: the golden file ") == true)
    #expect(lines.contains { $0.contains("63 61 66 e9 2e 73 63 63 70") })
    #expect(lines.last == "caf%e9.sccp.jsonl")
    #expect(lines.suffix(4).dropLast().allSatisfy { (Int($0) ?? 0) > 0 })
  }

  @Test func `nothing in a directory is passed over in silence`() throws {
    let read = try run(
      #"""
      mkdir sub; mkfifo $'pipe\xe9'; ln -s nowhere gone; ln -s circle circle
      sccpdump --json . > /dev/null
      sccpdump check .
      """#)
    let line = "sccpdump: passed over ./circle, and 3 other files, which are no regular files"
    #expect(read.errorLines.first == line)
    #expect(read.errorLines.count(where: { $0 == line }) == 2)
  }
}
