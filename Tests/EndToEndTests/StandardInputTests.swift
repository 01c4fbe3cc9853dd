import Foundation
import Testing

/// `sccpdump -` reads standard input, and prints what it can as soon as it can.
@Suite struct StandardInputTests {
  @Test(arguments: Folder.captures)
  func `the timeline of a pipe differs in the name of the capture only`(capture: String) throws {
    let named = try Program.sccpdump(capture)
    let piped = try Program.shell("cat \(capture) | sccpdump -")
    #expect(piped.outputLines.first == "standard input")
    #expect(piped.outputLines.dropFirst() == named.outputLines.dropFirst())
    #expect(piped.errors == named.errors)
    #expect(piped.status == named.status)
  }

  @Test(arguments: Folder.captures)
  func `the JSON of a pipe is that of the file`(capture: String) throws {
    let named = try Program.sccpdump("--json", capture)
    let piped = try Program.shell("cat \(capture) | sccpdump --json -")
    #expect(piped.output == named.output)
  }

  @Test func `a file as standard input is read like a pipe`() throws {
    let capture = Folder.fixtures.appending(path: "sccp_cme_init.pcapng")
    let run = try Program.sccpdump("--json", "-", input: capture)
    #expect(run.output == Golden.jsonLines("sccp_cme_init.pcapng").text)
  }

  /// A program whose standard input is written piece by piece while its output is watched.
  private func feed(
    _ arguments: [String], _ pieces: [(bytes: [UInt8], expected: String)]
  ) throws {
    try Folder.withTemporary { folder in
      let output = folder.appending(path: "output")
      let process = try Program.process(
        Program.sccpdump.path, arguments, output: output,
        errors: folder.appending(path: "errors"), in: Folder.fixtures)
      let input = Pipe()
      process.standardInput = input
      try process.run()
      defer { process.terminate() }
      for (bytes, expected) in pieces {
        try input.fileHandleForWriting.write(contentsOf: bytes)
        #expect(try appears(expected, in: output))
      }
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(Program.status(of: process) == 0)
    }
  }

  /// Whether a file comes to hold a text, and nothing else, within some seconds.
  private func appears(_ text: String, in file: URL) throws -> Bool {
    let deadline = Date(timeIntervalSinceNow: 20)
    while Date() < deadline {
      if try Data(contentsOf: file) == Data(text.utf8) { return true }
      Thread.sleep(forTimeInterval: 0.002)
    }
    return false
  }

  @Test func `each JSON line comes as soon as the bytes of its message are there`() throws {
    let capture = "sccp_cme_init.pcapng"
    let lines = try JSONLine.all(of: "--json", capture)
    var frame = 0
    let pieces = try CaptureBlocks.of(capture).map { block -> ([UInt8], String) in
      if block.isPacket { frame += 1 }
      let due = try lines.filter { try $0.integer("frame") <= frame }
      return (block.bytes, due.map { $0.text + "\n" }.joined())
    }
    #expect(frame == 90)
    try feed(["--json", "-"], pieces)
  }

  @Test func `each frame of the timeline comes as soon as its packet is there`() throws {
    let capture = "sccp_cme_init.pcapng"
    let golden = try Program.shell("sccpdump - < \(capture)").output
    var frame = 0
    let pieces = CaptureBlocks.of(capture).map { block -> ([UInt8], String) in
      if block.isPacket { frame += 1 }
      return (block.bytes, timeline(golden, upTo: frame))
    }
    try feed(["-"], pieces)
  }

  /// What of a timeline is due after a frame. Its heading comes with the connection, which is
  /// introduced by the device's name: its first message brings that in frame 4.
  private func timeline(_ whole: String, upTo frame: Int) -> String {
    let sections = whole.components(separatedBy: "\n\n")
    let due = sections.prefix { section in
      guard section.hasPrefix("Frame ") else { return frame >= 4 }
      let number = Int(section.dropFirst("Frame ".count).prefix { $0.isNumber }) ?? 0
      return number <= frame && frame >= 4
    }
    let text = due.joined(separator: "\n\n")
    return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }

  @Test func `half a block waits for its other half`() throws {
    let blocks = CaptureBlocks.of("sccp_cme_init.pcapng")
    let lines = try JSONLine.all(of: "--json", "sccp_cme_init.pcapng")
    // The section, its interface, and frames 1 to 4, of which the last brings a RegisterReq.
    let first = blocks.prefix(6).flatMap(\.bytes)
    let cut = first.count - 20
    try feed(
      ["--json", "-"],
      [
        (Array(first[..<cut]), ""),
        (Array(first[cut...]), lines[0].text + "\n"),
      ])
  }
}
