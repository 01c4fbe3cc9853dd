import CaptureBuilder
import Foundation
import Testing

/// What is left when a run does not come to its end.
@Suite struct InterruptionTests {
  private static let capture = "cucm_call.pcapng"

  /// Whoever runs the tests may ignore Ctrl-C, and programs inherit that.
  init() {
    _ = signal(SIGINT, SIG_DFL)
    _ = signal(SIGHUP, SIG_DFL)
  }

  /// How a program ended; one that does not end within a minute is ended, and that is an issue.
  private static func status(of process: Process) -> Int32 {
    let deadline = Date(timeIntervalSinceNow: 60)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.005) }
    if process.isRunning {
      Issue.record("the program does not end")
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    return Program.status(of: process)
  }

  /// A program whose standard input is ours, and what it has written so far.
  private struct Running {
    let process: Process
    let input = Pipe()
    let output: URL
    let errors: URL

    init(_ arguments: [String], in folder: URL) throws {
      output = folder.appending(path: "output")
      errors = folder.appending(path: "errors")
      process = try Program.process(
        arguments[0], Array(arguments.dropFirst()), output: output, errors: errors,
        in: Folder.fixtures)
      process.standardInput = input
      try process.run()
    }

    /// Sends a signal, and waits for the end.
    func end(by number: Int32) -> Int32 {
      kill(process.processIdentifier, number)
      return InterruptionTests.status(of: process)
    }

    /// Waits until as many lines were written; false when they do not come.
    func hasWritten(lines count: Int) throws -> Bool {
      let deadline = Date(timeIntervalSinceNow: 30)
      while Date() < deadline {
        if try Data(contentsOf: output).count(where: { $0 == 0x0a }) >= count { return true }
        Thread.sleep(forTimeInterval: 0.005)
      }
      return false
    }

    func errorText() throws -> String {
      String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    }
  }

  /// Some of the capture's bytes, and the lines of JSON that they make.
  private func beginning() throws -> (bytes: Data, lines: [String]) {
    let blocks = CaptureBlocks.of(Self.capture).prefix(62)
    let frames = blocks.count(where: \.isPacket)
    let lines = try JSONLine.all(of: "--json", Self.capture).filter {
      try $0.integer("frame") <= frames
    }
    return (Data(blocks.flatMap(\.bytes)), lines.map(\.text))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal ends a run that waits, and what was complete is written`(
    number: Int32
  ) throws {
    let (bytes, lines) = try beginning()
    try Folder.withTemporary { folder in
      let run = try Running([Program.sccpdump.path, "--json", "-"], in: folder)
      try run.input.fileHandleForWriting.write(contentsOf: bytes)
      #expect(try run.hasWritten(lines: lines.count))
      #expect(run.end(by: number) == 128 + number)
      let written = String(decoding: try Data(contentsOf: run.output), as: UTF8.self)
      #expect(written.lines == lines)
      #expect(
        try run.errorText() == "sccpdump: interrupted after \(lines.count) messages\n")
    }
  }

  @Test func `the timeline ends with what was held back`() throws {
    try Folder.withTemporary { folder in
      let run = try Running([Program.sccpdump.path, "-"], in: folder)
      let blocks = CaptureBlocks.of("cm2_short_forms.pcapng")
      let data = Data(blocks.flatMap(\.bytes))
      try run.input.fileHandleForWriting.write(contentsOf: data)
      let whole = try Program.sccpdump(["-"], input: data)
      #expect(try run.hasWritten(lines: whole.outputLines.count - 3))
      #expect(run.end(by: SIGINT) == 130)
      #expect(try Data(contentsOf: run.output) == whole.bytes)
    }
  }

  @Test func `a signal that the program was started to ignore does nothing`() throws {
    let (bytes, lines) = try beginning()
    try Folder.withTemporary { folder in
      let run = try Running(
        ["bash", "-c", "trap '' INT; exec \"$0\" --json -", Program.sccpdump.path], in: folder)
      try run.input.fileHandleForWriting.write(contentsOf: bytes)
      #expect(try run.hasWritten(lines: lines.count))
      kill(run.process.processIdentifier, SIGINT)
      Thread.sleep(forTimeInterval: 0.2)
      #expect(run.process.isRunning)
      try run.input.fileHandleForWriting.close()
      #expect(Self.status(of: run.process) == 0)
    }
  }

  // MARK: - A reader that does not read

  /// A capture whose output is far more than a pipe and our own buffers hold.
  private static let long: [UInt8]? = {
    var talk = MadeCapture.conversation()
    for index in 1...12_000 {
      try? talk.server(at: 1000 * index, .activateCallPlane(line: index % 8))
    }
    return MadeCapture.file(talk)
  }()

  /// Runs the program on the long capture with a pipe as its output that is not read yet.
  private func withBlocked(
    _ body: (Process, _ capture: URL, _ output: FileHandle, _ errors: URL) throws -> Void
  ) throws {
    try Folder.withTemporary { folder in
      let capture = folder.appending(path: "long.pcapng")
      try Data(try #require(Self.long)).write(to: capture)
      let errors = folder.appending(path: "errors")
      let process = try Program.process(
        Program.sccpdump.path, ["--json", capture.path],
        output: folder.appending(path: "output"), errors: errors, in: folder)
      let output = Pipe()
      process.standardOutput = output
      process.standardInput = FileHandle.nullDevice
      try process.run()
      defer { process.terminate() }
      Thread.sleep(forTimeInterval: 0.5)
      try body(process, capture, output.fileHandleForReading, errors)
    }
  }

  @Test func `a signal ends a run whose output nobody takes`() throws {
    try withBlocked { process, _, _, _ in
      #expect(process.isRunning)
      process.interrupt()
      #expect(Self.status(of: process) == 130)
    }
  }

  @Test func `a capture that shrinks while it is read is told like a cut one`() throws {
    try withBlocked { process, capture, output, errors in
      let file = try FileHandle(forUpdating: capture)
      try file.truncate(atOffset: UInt64((Self.long?.count ?? 0) / 2 + 2))
      let printed = try output.readToEnd() ?? Data()
      #expect(Self.status(of: process) == 2)
      let fault = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
      #expect(fault.hasPrefix("sccpdump: \(capture.path): "))
      #expect(fault.contains("file ends after ") && fault.lines.count == 1)
      let lines = String(decoding: printed, as: UTF8.self).lines
      #expect((4000..<8000).contains(lines.count))
      let last = try JSONLine(try #require(lines.last))
      #expect(try last.integer("frame") == lines.count + 3)
    }
  }

  @Test func `a capture that grows while it is read is read to its new end`() throws {
    try withBlocked { process, capture, output, errors in
      let block = try #require(CaptureBlocks.of(try Data(contentsOf: capture)).last)
      let file = try FileHandle(forWritingTo: capture)
      try file.seekToEnd()
      try file.write(contentsOf: Data(block.bytes + block.bytes))
      let printed = try output.readToEnd() ?? Data()
      #expect(Self.status(of: process) == 0)
      #expect(try Data(contentsOf: errors).isEmpty)
      // The block's packet comes thrice, its message once.
      #expect(String(decoding: printed, as: UTF8.self).lines.count == 12_000)
    }
  }

  // MARK: - Outputs that cannot be written

  @Test(
    .enabled(if: Folder.exists("/dev/full"), "there is no /dev/full"),
    arguments: ["--json \(capture)", "--verbose --hex \(capture)", "schema", "messages"])
  func `a full disk is an error`(arguments: String) throws {
    let run = try Program.shell("sccpdump \(arguments) > /dev/full")
    #expect(run.status == 2)
    #expect(run.errors == "sccpdump: standard output: No space left on device\n")
  }

  @Test(arguments: ["--json \(capture)", "schema", "messages"])
  func `a standard output that is closed is an error`(arguments: String) throws {
    let run = try Program.shell("sccpdump \(arguments) >&-")
    #expect(run.status == 2)
    #expect(run.errors == "sccpdump: standard output: Bad file descriptor\n")
  }

  @Test func `a standard error that is closed changes nothing else`() throws {
    let run = try Program.shell("sccpdump --json \(Self.capture) absent 2>&-")
    #expect(run.status == 2)
    #expect(run.outputLines.count == Golden.jsonLines(Self.capture).text?.lines.count)
  }

  /// Whether the signal ends the program, or writing gives an error, is up to whoever started it.
  @Test func `a closed pipe ends the program in silence, whatever is done with its signal`() throws
  {
    for setting in ["", "trap '' PIPE; "] {
      let run = try Program.shell(
        "\(setting)yes \(Self.capture) | head -n 40 | xargs sccpdump --json | head -n 1")
      #expect(run.errors.lines.filter { $0.hasPrefix("sccpdump") } == [])
      let one = try Program.shell(
        "\(setting)sccpdump schema | true; echo ${PIPESTATUS[0]}")
      #expect(one.errors == "" && ["0\n", "141\n"].contains(one.output))
    }
  }
}
