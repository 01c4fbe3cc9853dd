import Foundation
import Testing

/// Captures that grow while they are read.
@Suite struct CaptureLiveTests {
  /// Bytes are written packet by packet: what a packet completed is printed before the next comes.
  @Test(arguments: [false, true])
  func `each message is printed as soon as its bytes are there`(isPacked: Bool) throws {
    if isPacked, !CaptureProgram.has("gzip") { return }
    let path = CaptureProgram.fixture("cucm_call")
    let whole = try CaptureProgram.run(["--json", path])
    let frames = try PlacedLine.all(in: whole.output).map(\.frame)
    let process = Process()
    process.executableURL = CaptureProgram.location
    process.arguments = ["--json", "-"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }
    var printed = Data()
    var frame = 0
    for block in Self.blocks(of: try Data(contentsOf: URL(filePath: path))).prefix(60) {
      let bytes = isPacked ? try CaptureProgram.tool("gzip", ["-c"], input: block) : block
      try input.fileHandleForWriting.write(contentsOf: bytes)
      if block.first == 6 { frame += 1 }
      let expected = frames.count { $0 <= frame }
      while printed.count(where: { $0 == 0x0a }) < expected {
        guard Self.hasBytes(output.fileHandleForReading) else {
          Issue.record("frame \(frame) was written, its message not printed within 20 s")
          return
        }
        printed += output.fileHandleForReading.availableData
      }
      #expect(printed.count(where: { $0 == 0x0a }) == expected)
    }
    #expect(frame > 50)
    #expect(whole.output.hasPrefix(String(decoding: printed, as: UTF8.self)))
  }

  /// Whether there is something to read, or will be soon.
  private static func hasBytes(_ file: FileHandle) -> Bool {
    var request = pollfd(fd: file.fileDescriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, 20_000) == 1
  }

  /// The blocks of a little-endian pcapng file.
  private static func blocks(of file: Data) -> [Data] {
    var blocks: [Data] = []
    var rest = file[...]
    while rest.count >= 12 {
      let start = rest.startIndex
      let length = (0..<4).reduce(0) { $0 | Int(rest[start + 4 + $1]) << (8 * $1) }
      blocks.append(Data(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return blocks
  }
}
