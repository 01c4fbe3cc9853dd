import Foundation
import PcapngReader
import Testing
import Wire

/// Pipes that grow while they are read.
@Suite struct StreamingTests {
  @Test func `no more is asked for while a whole packet is there`() throws {
    let file = CaptureBytes.sample([.bigEndian])
    let ends = [0] + file.blockEnds
    let pieces = zip(ends, ends.dropFirst()).map { Array(file.bytes[$0..<$1]) }
    let source = ScriptedSource(pieces)
    var reader = try CaptureReader(source)
    // One piece for each block up to the packet's own, and no piece after it.
    for expected in [4, 6, 7, 9, 10] {
      _ = try reader.next()
      #expect(source.fillCount == expected)
    }
    let isAtEnd = try reader.next() == nil
    #expect(isAtEnd)
    #expect(source.fillCount == 11)
  }

  @Test func `a source at its end is not asked again`() throws {
    let source = ScriptedSource([CaptureBytes.sample().bytes])
    var reader = try CaptureReader(source)
    while try reader.next() != nil {}
    #expect(source.fillCount == 2)
    let isAtEnd = try reader.next() == nil
    #expect(isAtEnd)
    #expect(source.fillCount == 2)
  }

  /// Bytes written to a pipe, one at a time: each packet is out before the next byte is in.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/fd/0")))
  func `a pipe gives each packet as soon as it is there`() throws {
    let file = CaptureBytes.sample()
    let whole = ReadCapture(file.bytes)
    let pipe = Pipe()
    let feeder = Feeder(file.bytes, pipe.fileHandleForWriting)
    var reader = try CaptureReader(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)") {
      feeder.writeByte()
    }
    var packets: [PacketCopy] = []
    while let packet = try reader.next() {
      packets.append(PacketCopy(packet))
      let endOfBlock = file.blockEnds.first { $0 >= feeder.writtenByteCount }
      #expect(feeder.writtenByteCount == endOfBlock)
    }
    #expect(packets == whole.packets)
    #expect(feeder.callCount == file.bytes.count + 1)
  }

  @Test func `a regular file never waits`() throws {
    try Tools.withFile(CaptureBytes.sample().bytes) { path in
      let counter = Feeder([], nil)
      var reader = try CaptureReader(path: path) { counter.writeByte() }
      while try reader.next() != nil {}
      #expect(counter.callCount == 0)
    }
  }

  /// Writes the next byte of a file each time the reader is about to wait.
  private final class Feeder {
    private let bytes: [UInt8]
    private let output: FileHandle?
    private(set) var writtenByteCount = 0
    private(set) var callCount = 0

    init(_ bytes: [UInt8], _ output: FileHandle?) {
      self.bytes = bytes
      self.output = output
    }

    func writeByte() {
      callCount += 1
      if writtenByteCount < bytes.count {
        output?.write(Data([bytes[writtenByteCount]]))
        writtenByteCount += 1
      } else {
        try? output?.close()
      }
    }
  }
}
