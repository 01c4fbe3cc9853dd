import PcapngReader
import Testing
import Wire

/// What happens at each named limit.
@Suite struct LimitTests {
  @Test func `a packet larger than the buffer's first size is read`() {
    var file = CaptureBytes()
    file.section()
    file.interface()
    let data = [UInt8](repeating: 3, count: 1_000_001)
    file.enhanced([1])
    file.enhanced(data)
    file.enhanced([2])
    for pieceByteCount in [Int.max, 100_003] {
      let read = ReadCapture(file.bytes, pieceByteCount: pieceByteCount)
      #expect(read.packets.map(\.data) == [[1], data, [2]])
      #expect(read.error == nil)
    }
  }

  @Test func `a block of the greatest length is read`() throws {
    var file = CaptureBytes()
    file.section()
    file.interface()
    let data = [UInt8](repeating: 3, count: CaptureBuffer.maximumByteCount - 32)
    file.enhanced(data)
    file.enhanced([2])
    var reader = try CaptureReader(MemorySource(file.bytes))
    var lengths: [Int] = []
    while let packet = try reader.next() { lengths.append(packet.capturedLength) }
    #expect(lengths == [data.count, 1])
  }

  @Test func `an unknown block beyond the limit is passed over`() throws {
    var file = CaptureBytes()
    file.section()
    file.interface()
    file.block(0x99, [UInt8](repeating: 3, count: CaptureBuffer.maximumByteCount))
    file.enhanced([2])
    let read = ReadCapture(file.bytes)
    #expect(read.packets.map(\.data) == [[2]])
    #expect(read.error == nil)
    let blocks = try BlockCopy.all(in: MemorySource(file.bytes))
    #expect(blocks.map(\.totalLength) == [28, 20, CaptureBuffer.maximumByteCount + 12, 36])

    let cut = file.bytes.count - 36 - 1
    var reader = try CaptureReader(MemorySource(Array(file.bytes.prefix(cut))))
    for _ in 0..<2 {
      let error = #expect(throws: CaptureError.self) { _ = try reader.next() }
      #expect(
        error?.description
          == "block of type 0x99 at byte 48: file ends after 16777227 of 16777228 bytes")
    }
    // Nothing says where the packet after it begins.
    var bytes = file.bytes
    bytes[cut] ^= 1
    var damaged = try CaptureReader(MemorySource(bytes))
    for _ in 0..<2 {
      let error = #expect(throws: CaptureError.self) { _ = try damaged.next() }
      #expect(
        error?.fact == .lengthsDiffer(leading: 16_777_228, trailing: 16_777_228 ^ 1 << 24))
    }
  }

  @Test func `packets of the last interface that is kept are read, of the next are not`() {
    var file = CaptureBytes()
    file.section()
    for _ in 0...65_536 { file.interface() }
    file.enhanced([1], interfaceID: 65_535)
    file.enhanced([2], interfaceID: 65_536)
    let read = ReadCapture(file.bytes)
    #expect(read.packets.map(\.interfaceNumber) == [65_535])
    #expect(
      read.error?.fact == .interfaceAboveMaximum(interfaceID: 65_536, maximum: 65_536))
    #expect(read.interfaces.count == 1024)
  }

  @Test func `sections beyond the limit are read, but not kept`() throws {
    var file = CaptureBytes()
    for _ in 0..<1100 {
      file.section(options: (0..<20).map { .comment("\($0)") })
      file.interface()
      file.enhanced([1])
    }
    var reader = try CaptureReader(MemorySource(file.bytes))
    var count = 0
    while let packet = try reader.next() {
      #expect(packet.interfaceNumber == count)
      count += 1
    }
    #expect(count == 1100)
    #expect(reader.sectionCount == 1100)
    #expect(reader.sections.count == 1024)
    #expect(reader.interfaceCount == 1100)
    #expect(reader.interfaces.count == 1024)
    #expect(reader.sections.first?.comments == (0..<16).map { "\($0)" })
  }

  @Test func `keys beyond the limit are counted`() throws {
    var file = CaptureBytes()
    file.section()
    for _ in 0..<5 {
      file.block(10) {
        $0.uint32(1)
        $0.uint32(1 << 20)
        $0.zeros(1 << 20)
      }
    }
    var reader = try CaptureReader(MemorySource(file.bytes))
    while try reader.next() != nil {}
    #expect(reader.decryptionSecrets.count == 4)
    #expect(reader.leftOutSecretsByteCount == 1 << 20)
  }

  @Test func `a text is kept up to the limit or its first zero byte`() {
    var file = CaptureBytes()
    file.section(options: [
      .text(2, String(repeating: "x", count: 5000)), .text(3, "an OS\u{0}\u{0}rest"),
    ])
    let section = ReadCapture(file.bytes).sections.first
    #expect(section?.hardware?.count == 4096)
    #expect(section?.operatingSystem == "an OS")
  }
}
