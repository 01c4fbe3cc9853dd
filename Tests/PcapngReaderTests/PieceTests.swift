import PcapngReader
import Testing
import Wire

/// The pieces of a file, in runs and one by one, are the file.
@Suite struct PieceTests {
  /// What was read: the bytes, and for each packet its number and its first byte.
  private struct Parts {
    var bytes: [UInt8] = []
    var packets: [[Int]] = []
    var runs: [Int] = []
  }

  /// Reads a file, in runs of the packets whose first byte `takes` accepts.
  private static func read(
    _ bytes: [UInt8], pieceByteCount: Int = .max, where takes: (UInt8) -> Bool
  ) throws -> Parts {
    var parts = Parts()
    var reader = try PieceReader(MemorySource(bytes, pieceByteCount: pieceByteCount))
    while true {
      if let run = reader.nextRun(where: { packet, _ in packet.count > 0 && takes(packet[0]) }) {
        parts.runs.append(run.count)
        parts.bytes += run.bytes.indices.map { run.bytes[$0] }
        var (place, number) = (0, run.firstNumber)
        while place < run.bytes.count {
          let (data, end) = run.packet(at: place)
          parts.packets.append([number, Int(run.bytes[data.lowerBound]), data.count])
          (place, number) = (end, number + 1)
        }
        continue
      }
      let long = { (run: Span<UInt8>) in parts.bytes += run.indices.map { run[$0] } }
      guard let piece = try reader.next(passing: long) else { return parts }
      parts.bytes += piece.bytes.indices.map { piece.bytes[$0] }
      if let packet = piece.packet {
        let data = packet.data
        parts.packets.append(
          [packet.number, data.isEmpty ? -1 : Int(piece.bytes[data.lowerBound]), data.count])
      }
    }
  }

  /// A capture with blocks that may be in a run, and others.
  private static var capture: CaptureBytes {
    var file = CaptureBytes()
    file.section()
    file.interface()
    for index in 0..<40 {
      let data = [UInt8](repeating: UInt8(index % 4), count: index % 7)
      if index % 9 == 8 {
        file.enhanced(data, options: [.comment("one that \(index) has")])
      } else {
        file.enhanced(data)
      }
      if index == 20 { file.block(0x0bad_beef, [1, 2, 3, 4]) }
    }
    return file
  }

  @Test(arguments: [1, 7, 64, 1000, .max])
  func `runs and pieces are the file, whatever is taken`(pieceByteCount: Int) throws {
    let file = Self.capture
    let single = try Self.read(file.bytes) { _ in false }
    #expect(single.bytes == file.bytes && single.runs.isEmpty)
    #expect(single.packets.map(\.[0]) == Array(1...40))
    for taken in [[0, 1, 2, 3], [2], [0, 3]] as [[UInt8]] {
      let parts = try Self.read(file.bytes, pieceByteCount: pieceByteCount) { taken.contains($0) }
      #expect(parts.bytes == file.bytes)
      #expect(parts.packets == single.packets)
    }
  }

  @Test func `a run ends at an option, another block and a packet that is not taken`() throws {
    let parts = try Self.read(Self.capture.bytes) { $0 != 1 }
    #expect(!parts.runs.isEmpty && parts.runs.max() ?? 0 <= 3)
    #expect(try Self.read(Self.capture.bytes) { _ in true }.runs.max() ?? 0 >= 6)
  }

  /// Lengths that contradict each other are left to who reads block by block.
  @Test func `what a run passes over is no damage`() throws {
    var file = CaptureBytes()
    file.section()
    file.interface()
    file.enhanced([1, 2, 3])
    file.block(6, [UInt8](repeating: 0xff, count: 24))
    #expect(throws: CaptureError.self) { try Self.read(file.bytes) { _ in true } }
  }
}
