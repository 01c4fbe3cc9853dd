import PcapngReader
import Testing
import Wire

/// Files cut at every byte, handed out in pieces of every size, and damaged at every byte.
@Suite struct TruncationTests {
  @Test func `a pcapng file cut anywhere gives the packets before the cut`() {
    let file = CaptureBytes.sample()
    let whole = ReadCapture(file.bytes)
    #expect(whole.packets.count == 10)
    var blocksBefore = 0
    for length in 1..<file.bytes.count {
      if file.blockEnds.contains(length) { blocksBefore += 1 }
      let read = ReadCapture(Array(file.bytes.prefix(length)))
      #expect(read.packets == Array(whole.packets.prefix(read.packets.count)))
      #expect(read.packets.count == Self.packetCount(inBlocks: blocksBefore))
      guard length >= 4, !file.blockEnds.contains(length) else { continue }
      #expect(read.error?.place.fileOffset == file.blockEnds.last { $0 < length } ?? 0)
      #expect(read.error?.fact.isTruncation(after: length, in: file.blockEnds) == true)
    }
  }

  /// Of the ten blocks of each section of the sample, these hold packets.
  private static func packetCount(inBlocks count: Int) -> Int {
    (0..<count).count { [3, 5, 6, 8, 9].contains($0 % 10) }
  }

  @Test func `a cut at the end of a block is a clean end`() {
    let file = CaptureBytes.sample()
    for end in file.blockEnds {
      #expect(ReadCapture(Array(file.bytes.prefix(end))).error == nil)
    }
  }

  @Test(arguments: [UInt32(0xa1b2_c3d4), 0xa1b2_cd34])
  func `a pcap file cut anywhere gives the packets before the cut`(magic: UInt32) {
    var file = PcapBytes(.littleEndian, magic: magic)
    for length in [0, 3, 1, 40] { file.record([UInt8](repeating: 9, count: length)) }
    let whole = ReadCapture(file.bytes)
    for length in 4..<file.bytes.count {
      let read = ReadCapture(Array(file.bytes.prefix(length)))
      let ends = file.recordEnds.filter { $0 <= length }
      #expect(read.packets == Array(whole.packets.prefix(max(ends.count - 1, 0))))
      if file.recordEnds.contains(length) {
        #expect(read.error == nil)
      } else {
        #expect(read.error?.fact.isTruncation(after: length, in: file.recordEnds) == true)
      }
    }
  }

  @Test func `a truncation says where and how much`() {
    var file = CaptureBytes()
    file.section()
    file.interface()
    file.enhanced([1, 2, 3, 4])
    let cuts = [
      51: "block at byte 48: file ends after 3 of at least 12 bytes",
      57: "Enhanced Packet Block at byte 48: file ends after 9 of 36 bytes",
      10: "Section Header Block at byte 0: file ends after 10 of at least 28 bytes",
      27: "Section Header Block at byte 0: file ends after 27 of 28 bytes",
      30: "block at byte 28: file ends after 2 of at least 12 bytes",
    ]
    for (length, text) in cuts {
      #expect(ReadCapture(Array(file.bytes.prefix(length))).error?.description == text)
    }
    var record = PcapBytes(.littleEndian)
    record.record([1, 2, 3, 4])
    #expect(
      ReadCapture(Array(record.bytes.prefix(20))).error?.description
        == "file header: file ends after 20 of 24 bytes")
    #expect(
      ReadCapture(Array(record.bytes.prefix(27))).error?.description
        == "packet record at byte 24: file ends after 3 of 16 bytes")
    #expect(
      ReadCapture(Array(record.bytes.prefix(42))).error?.description
        == "packet record at byte 24: file ends after 18 of 20 bytes")
  }

  @Test(arguments: 1...70)
  func `packets do not depend on how the bytes arrive`(pieceByteCount: Int) {
    let file = CaptureBytes.sample().bytes
    #expect(ReadCapture(file, pieceByteCount: pieceByteCount) == ReadCapture(file))
    var pcap = PcapBytes(.bigEndian)
    for length in [0, 3, 1, 40] { pcap.record([UInt8](repeating: 9, count: length)) }
    #expect(ReadCapture(pcap.bytes, pieceByteCount: pieceByteCount) == ReadCapture(pcap.bytes))
  }

  /// Whatever is in the file, reading ends, and without a trap.
  @Test(arguments: [UInt8(0x01), 0x80, 0xff])
  func `no damaged byte is the end of the program`(flip: UInt8) throws {
    var pcap = PcapBytes(.bigEndian)
    for length in [0, 3, 1, 40] { pcap.record([UInt8](repeating: 9, count: length)) }
    for sound in [CaptureBytes.sample().bytes, pcap.bytes] {
      for index in sound.indices {
        var bytes = sound
        bytes[index] ^= flip
        let read = ReadCapture(bytes)
        #expect(read.packets.count <= 10)
        let blocks = try? BlockCopy.all(in: MemorySource(bytes))
        #expect((blocks ?? []).count <= 20)
      }
    }
  }

  @Test func `an error stays the answer`() throws {
    var file = CaptureBytes()
    file.section()
    file.interface()
    file.enhanced([1], interfaceID: 1)
    file.enhanced([2])
    var reader = try CaptureReader(MemorySource(file.bytes))
    for _ in 0..<3 {
      #expect(throws: CaptureError.self) { _ = try reader.next() }
    }
    #expect(reader.packetCount == 0)
  }
}

extension CaptureError.Place {
  var fileOffset: Int {
    switch self {
    case .file, .fileHeader: 0
    case .read(let offset), .blockHeader(let offset), .joint(let offset),
      .packetRecord(let offset):
      offset
    case .block(_, let offset), .compressed(_, let offset): offset
    }
  }
}

extension CaptureError.Fact {
  /// Whether it counts right the bytes of the unit that begins at the last of `ends` before a cut.
  func isTruncation(after length: Int, in ends: [Int]) -> Bool {
    let start = ends.last { $0 < length } ?? 0
    let end = ends.first { $0 > length } ?? 0
    return switch self {
    case .truncated(let available, let needed):
      available == length - start && (needed == end - start || needed < end - start)
    case .truncatedHeader(let available, let minimum):
      available == length - start && minimum <= end - start
    default: false
    }
  }
}
