import PcapngReader
import Testing
import Wire

/// Files built byte by byte, for what no capture at hand has.
@Suite struct HandBuiltTests {
  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `a packet says what its block and its interface say`(order: ByteOrder) {
    let read = ReadCapture(CaptureBytes.sample([order]).bytes)
    #expect(read.error == nil)
    #expect(read.packets.map(\.number) == [1, 2, 3, 4, 5])
    #expect(
      read.packets.map(\.data) == [
        [1, 2, 3, 4, 5], [0x45, 0], [1, 2, 3, 4, 5, 6], [8, 7, 6], [],
      ])
    #expect(read.packets.map(\.originalLength) == [5, 60, 80, 3, 0])
    #expect(read.packets.map(\.linkType) == [.ethernet, .raw, .ethernet, .raw, .ethernet])
    #expect(read.packets.map(\.interfaceID) == [0, 1, 0, 1, 0])
    #expect(read.packets.map(\.timeDigits) == [9, 6, 6, 6, 9])
    #expect(read.packets.map(\.comments) == [["first"], [], [], [], []])
    #expect(
      read.packets.map(\.time) == [
        Timestamp(seconds: 1, nanoseconds: 500_000_001),
        Timestamp(seconds: 107, nanoseconds: 2000),
        nil,
        Timestamp(seconds: 100, nanoseconds: 9000),
        Timestamp(seconds: 0, nanoseconds: 0),
      ])
    #expect(read.sections.map(\.order) == [order])
    #expect(read.sections.first?.application == "a program")
    #expect(read.sections.first?.comments == ["a section"])
    #expect(read.interfaces.map(\.name) == ["eth0", nil])
    #expect(read.interfaces.map(\.snapLength) == [6, 0])
  }

  @Test func `each section has its own byte order and its own interfaces`() {
    let read = ReadCapture(CaptureBytes.sample([.littleEndian, .bigEndian, .littleEndian]).bytes)
    #expect(read.error == nil)
    #expect(read.packets.map(\.number) == Array(1...15))
    #expect(read.packets[0..<5].map(\.data) == read.packets[5..<10].map(\.data))
    #expect(read.packets[0..<5].map(\.time) == read.packets[5..<10].map(\.time))
    #expect(read.packets[5].interfaceID == 0)
    #expect(read.packets.map(\.interfaceNumber).suffix(10) == [2, 3, 2, 3, 2, 4, 5, 4, 5, 4])
    #expect(read.interfaces.map(\.section) == [0, 0, 1, 1, 2, 2])
    #expect(read.interfaces.map(\.interfaceID) == [0, 1, 0, 1, 0, 1])
    #expect(read.interfaces.map(\.number) == Array(0...5))
  }

  @Test(arguments: [Int64(-1), 0, 4, 1 << 40, .min])
  func `section length is not relied upon`(length: Int64) {
    var file = CaptureBytes()
    file.section(length: length)
    file.interface()
    file.enhanced([1])
    #expect(ReadCapture(file.bytes).packets.count == 1)
    #expect(ReadCapture(file.bytes).error == nil)
  }

  /// Data of an SPB: the packet's length, the first interface's snap length, what the block holds.
  @Test(arguments: [
    (snapLength: UInt32(0), original: UInt32(7), expected: 7), (0, 80, 8), (5, 7, 5), (5, 3, 3),
    (100, 80, 8), (8, .max, 8), (0, 0, 0),
  ])
  func `a simple packet has as many bytes as it can have`(
    snapLength: UInt32, original: UInt32, expected: Int
  ) {
    var file = CaptureBytes()
    file.section()
    file.interface(snapLength: snapLength)
    file.interface(snapLength: 1)
    file.simple([1, 2, 3, 4, 5, 6, 7, 8], original: original)
    let read = ReadCapture(file.bytes)
    #expect(read.packets.map(\.data) == [Array([1, 2, 3, 4, 5, 6, 7, 8].prefix(expected))])
    #expect(read.packets.map(\.originalLength) == [Int(original)])
    #expect(read.error == nil)
  }

  @Test func `comments are handed on, every one`() {
    var file = CaptureBytes()
    file.section()
    file.interface()
    let number = CaptureBytes.Option.number(4, 3, .littleEndian)
    file.enhanced([1], options: [.comment("one"), number, .comment(""), .comment("trois…")])
    file.obsolete([1], options: [.comment("old")])
    let read = ReadCapture(file.bytes)
    #expect(read.packets.map(\.comments) == [["one", "", "trois…"], ["old"]])
  }

  @Test func `a broken option ends the options and nothing else`() {
    var file = CaptureBytes()
    file.section()
    file.interface()
    var body = ByteWriter(order: .littleEndian)
    body.append([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0])
    body.append([1, 0, 2, 0, 0x68, 0x69, 0, 0, 1, 0, 200, 0, 1, 2, 3, 4])
    file.block(6, body.bytes)
    file.enhanced([1, 2])
    let read = ReadCapture(file.bytes)
    #expect(read.packets.map(\.data) == [[7], [1, 2]])
    #expect(read.packets.map(\.comments) == [["hi"], []])
    #expect(read.error == nil)
  }

  @Test func `blocks that hold no packet are passed over, broken ones too`() {
    var file = CaptureBytes()
    file.section()
    file.interface()
    for type: UInt32 in [4, 5, 7, 8, 9, 10, 0xbad, 0x4000_0bad, 0x8000_0001, 0xffff_ffff] {
      file.block(type, [])
      file.block(type, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])
    }
    file.enhanced([1])
    let read = ReadCapture(file.bytes)
    #expect(read.packets.map(\.number) == [1])
    #expect(read.error == nil)
  }

  @Test func `counters of an interface are those of its last statistics`() throws {
    var file = CaptureBytes()
    file.section(.bigEndian)
    file.interface()
    for count: UInt64 in [1, 70_000_000_000] {
      file.block(
        5,
        options: [.number(4, count + 10, .bigEndian), .number(5, count, .bigEndian)]
      ) { $0.zeros(12) }
    }
    let statistics = try #require(ReadCapture(file.bytes).interfaces.first?.statistics)
    #expect(statistics.received == 70_000_000_010)
    #expect(statistics.interfaceDropped == 70_000_000_000)
    #expect(statistics.systemDropped == nil)
  }

  @Test func `a filter is kept when it is text`() {
    var file = CaptureBytes()
    file.section()
    file.interface(options: [
      .init(code: 11, value: [0] + Array("tcp port 2000".utf8)), .text(12, "an OS"),
      .text(15, "a card"), .text(3, "the uplink"),
    ])
    file.interface(options: [.init(code: 11, value: [1, 6, 0, 0, 0])])
    file.interface(options: [.init(code: 11, value: [])])
    let interfaces = ReadCapture(file.bytes).interfaces
    #expect(interfaces.map(\.filter) == ["tcp port 2000", nil, nil])
    #expect(interfaces.first?.operatingSystem == "an OS")
    #expect(interfaces.first?.hardware == "a card")
    #expect(interfaces.first?.text == "the uplink")
  }

  @Test func `keys are kept`() throws {
    var file = CaptureBytes()
    file.section()
    file.block(10) {
      $0.uint32(0x544c_534b)
      $0.uint32(3)
      $0.append([1, 2, 3])
      $0.pad(to: 4)
    }
    var reader = try CaptureReader(MemorySource(file.bytes))
    let isAtEnd = try reader.next() == nil
    #expect(isAtEnd)
    #expect(reader.decryptionSecrets.map(\.bytes) == [[1, 2, 3]])
    #expect(reader.decryptionSecrets.map(\.secretsType) == [0x544c_534b])
  }
}
