import Testing
import Wire

@testable import PcapngReader

/// Times in a pcap file that are finer than its header announces.
@Suite struct UnannouncedNanosecondsTests {
  private func file(_ fractions: [UInt32]) -> PcapBytes {
    var file = PcapBytes(.littleEndian)
    for fraction in fractions { file.record([1], seconds: 5, fraction: fraction) }
    return file
  }

  private func times(
    _ fractions: [UInt32], piece: Int = .max
  ) throws -> (nanoseconds: [Int64], areNoticed: Bool) {
    var reader = try CaptureReader(
      MemorySource(file(fractions).bytes, pieceByteCount: piece))
    var nanoseconds: [Int64] = []
    while let packet = try reader.next() {
      guard let time = packet.time else { continue }
      nanoseconds.append((time.seconds - 5) * 1_000_000_000 + Int64(time.nanoseconds))
    }
    return (nanoseconds, reader.hasUnannouncedNanoseconds)
  }

  /// However few bytes a read brings: the first packet is looked at before it is given.
  @Test(arguments: [1, 3, Int.max])
  func `nanoseconds in a file of microseconds are taken as such for the whole file`(
    piece: Int
  ) throws {
    let fractions: [UInt32] = [123_456_789, 999_999, 999_999_999, 7, 1_000_000]
    let read = try times(fractions, piece: piece)
    #expect(read.nanoseconds == fractions.map { Int64($0) })
    #expect(read.areNoticed)
  }

  @Test(arguments: [[999_999, 1_500_000], [7, 8, 1_500_000, 9], [1_000_000_000, 1_500_000]])
  func `later fractions of more than a second carry over`(fractions: [UInt32]) throws {
    let read = try times(fractions)
    #expect(read.nanoseconds == fractions.map { Int64($0) * 1000 })
    #expect(!read.areNoticed)
  }

  /// However the file arrives: the first packet alone decides.
  @Test(arguments: [1, 24, 40, 41, Int.max])
  func `what the first packet shows holds for the whole file`(piece: Int) throws {
    let read = try times([123_456_789, 7, 8, 9], piece: piece)
    #expect(read.areNoticed)
    #expect(read.nanoseconds == [123_456_789, 7, 8, 9])
    #expect(try times([7, 123_456_789, 123_456_789], piece: piece).areNoticed == false)
  }

  @Test func `a file of nanoseconds has nothing unannounced`() throws {
    var file = PcapBytes(.bigEndian, magic: 0xa1b2_3c4d)
    file.record([1], seconds: 5, fraction: 123_456_789)
    var reader = try CaptureReader(MemorySource(file.bytes))
    let time = try reader.next()?.time
    #expect(time == Timestamp(seconds: 5, nanoseconds: 123_456_789))
    let isRemarkable = reader.hasUnannouncedNanoseconds
    #expect(!isRemarkable)
  }

  @Test func `it is said once, also where captures are merged or one ends early`() throws {
    let fine = file([123_456_789, 5, 999_999_999]).bytes
    let coarse = file([1, 2, 3]).bytes
    var sink = RemarkSink()
    try MergedCopy.withFiles([fine, coarse, Array(fine.dropLast())]) { paths in
      var captures = MergedCaptures(paths: paths)
      captures.read(into: &sink)
    }
    #expect(sink.remarks.map(\.file).sorted() == [0, 2])
  }
}

private struct RemarkSink: PacketSink {
  var remarks: [CaptureRemark] = []

  func passesOver(
    _ data: Span<UInt8>, _ head: PacketHead, from interface: borrowing InterfaceEntry
  ) -> Bool { false }
  func receive(_ packet: borrowing Packet, file: Int) {}
  func receive(_ failure: CaptureFailure) {}
  mutating func receive(_ remark: CaptureRemark) { remarks.append(remark) }
}
