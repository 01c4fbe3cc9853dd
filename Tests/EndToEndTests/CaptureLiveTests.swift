import Foundation
import Testing

/// Captures that grow while they are read.
@Suite struct CaptureLiveTests {
  /// Bytes are written packet by packet: what a packet completed is printed before the next comes.
  @Test(arguments: [false, true])
  func `each message is printed as soon as its bytes are there`(isPacked: Bool) throws {
    if isPacked, !Program.has("gzip") { return }
    let capture = "cucm_call.pcapng"
    let whole = try Program.sccpdump("--json", capture)
    let frames = try whole.jsonLines.map { try $0.integer("frame") }
    let process = Process()
    process.executableURL = Program.sccpdump
    process.arguments = ["--json", "-"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }
    var printed = Data()
    var frame = 0
    for block in CaptureBlocks.of(capture).prefix(60) {
      let plain = Data(block.bytes)
      let bytes = isPacked ? try Program.run("gzip", ["-c"], input: plain).bytes : plain
      try input.fileHandleForWriting.write(contentsOf: bytes)
      if block.isPacket { frame += 1 }
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
}
