import PcapngReader
import Testing
import Wire

/// What a sink passes over is counted, and nothing else is made of it.
@Suite struct PassingOverTests {
  /// Wants no packet that begins with a zero.
  private struct ZeroSieve: PacketSink {
    var asked = 0
    var numbers: [Int] = []
    var failures = 0

    mutating func passesOver(_ data: Span<UInt8>, linkType: LinkType) -> Bool {
      asked += 1
      return data.count > 0 && data[0] == 0
    }

    mutating func receive(_ packet: borrowing Packet, file: Int) {
      numbers.append(packet.number)
    }

    mutating func receive(_ failure: CaptureFailure) { failures += 1 }
  }

  /// What a sink was told, and the newest time there was.
  private static func read(_ files: [[UInt8]]) throws -> (ZeroSieve, Timestamp?) {
    try MergedCopy.withFiles(files) { paths in
      var captures = MergedCaptures(paths: paths)
      var sink = ZeroSieve()
      captures.read(into: &sink)
      return (sink, captures.newestTime)
    }
  }

  /// A section with one interface.
  private static var beginning: CaptureBytes {
    var file = CaptureBytes()
    file.section()
    file.interface()
    return file
  }

  @Test func `packets keep their numbers, and times their order`() throws {
    var file = Self.beginning
    for (index, byte) in [0, 1, 0, 0, 1, 0].enumerated() {
      file.enhanced([UInt8(byte)], ticks: UInt64(index) * 1_000_000)
    }
    let (sink, newest) = try Self.read([file.bytes])
    #expect(sink.numbers == [2, 5])
    #expect(newest == Timestamp(seconds: 5, nanoseconds: 0))
    let (merged, latest) = try Self.read([
      file.bytes, CaptureBytes.timed([7_000_000]).bytes, file.bytes,
    ])
    #expect(merged.numbers == [2, 2, 5, 5])
    #expect(latest == Timestamp(seconds: 7, nanoseconds: 0))
  }

  @Test func `a pcap file is passed over in the same way`() throws {
    var file = PcapBytes(.littleEndian)
    for byte in [0, 1, 0] {
      file.record([UInt8(byte)], seconds: 3, fraction: 0)
    }
    let (sink, newest) = try Self.read([file.bytes])
    #expect(sink.numbers == [2] && sink.asked == 3)
    #expect(newest == Timestamp(seconds: 3, nanoseconds: 0))
  }

  @Test func `a comment is never passed over, other options are`() throws {
    var file = Self.beginning
    file.enhanced([0], options: [.comment("look here")])
    file.enhanced([0], options: [.tsresol(6)])
    file.enhanced([0], options: [.tsresol(6), .comment("and here")])
    let (sink, _) = try Self.read([file.bytes])
    #expect(sink.numbers == [1, 3])
    #expect(sink.asked == 1)
  }

  @Test func `damage ends the reading wherever it is`() throws {
    var file = Self.beginning
    file.enhanced([0])
    file.enhanced([0], interfaceID: 1)
    file.enhanced([1])
    let (undescribed, _) = try Self.read([file.bytes])
    #expect(undescribed.numbers.isEmpty && undescribed.failures == 1)

    var short = Self.beginning
    short.enhanced([0, 0], captured: 80)
    short.enhanced([1])
    let (sink, _) = try Self.read([short.bytes])
    #expect(sink.numbers.isEmpty && sink.failures == 1)
  }
}
