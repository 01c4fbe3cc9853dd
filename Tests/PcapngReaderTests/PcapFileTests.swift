import PcapngReader
import Testing
import Wire

/// The format before pcapng, in all its variants.
@Suite struct PcapFileTests {
  struct Variant: CustomTestStringConvertible {
    let order: ByteOrder
    let magic: UInt32
    let nanoseconds: UInt32
    let digits: Int

    var testDescription: String { "\(String(magic, radix: 16)) \(order)" }

    static let all = [ByteOrder.littleEndian, .bigEndian].flatMap { order in
      [
        Variant(order: order, magic: 0xa1b2_c3d4, nanoseconds: 123_000, digits: 6),
        Variant(order: order, magic: 0xa1b2_3c4d, nanoseconds: 123, digits: 9),
        Variant(order: order, magic: 0xa1b2_cd34, nanoseconds: 123_000, digits: 6),
      ]
    }
  }

  @Test(arguments: Variant.all)
  func `packets are read in each variant`(variant: Variant) throws {
    var file = PcapBytes(variant.order, magic: variant.magic, snapLength: 96, linkType: 113)
    file.record([1, 2, 3], seconds: 2_000_000_000, fraction: 123, original: 90)
    file.record([], seconds: 0, fraction: 0)
    file.record([4], seconds: 7, fraction: 123)
    let read = ReadCapture(file.bytes)
    #expect(read.error == nil)
    #expect(read.packets.map(\.data) == [[1, 2, 3], [], [4]])
    #expect(read.packets.map(\.originalLength) == [90, 0, 1])
    #expect(read.packets.map(\.number) == [1, 2, 3])
    #expect(read.packets.map(\.timeDigits) == [variant.digits, variant.digits, variant.digits])
    #expect(
      read.packets.map(\.time) == [
        Timestamp(seconds: 2_000_000_000, nanoseconds: variant.nanoseconds),
        Timestamp(seconds: 0, nanoseconds: 0),
        Timestamp(seconds: 7, nanoseconds: variant.nanoseconds),
      ])
    #expect(read.packets.allSatisfy { $0.linkType == .linuxCooked && $0.interfaceNumber == 0 })
    #expect(read.interfaces.map(\.snapLength) == [96])
    #expect(read.sections.map(\.order) == [variant.order])

    try Tools.withFile(file.bytes) { path in
      let theirs = LibpcapOracle(path: path)
      #expect(read.packets.map(\.asLibpcapSees) == theirs.packets)
      #expect(theirs.isComplete)
    }
  }

  /// libpcap takes them for signed where the file's byte order is the machine's, and only there.
  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `seconds have no sign`(order: ByteOrder) {
    var file = PcapBytes(order)
    file.record([1], seconds: 4_000_000_000, fraction: 0)
    #expect(
      ReadCapture(file.bytes).packets.first?.time
        == Timestamp(seconds: 4_000_000_000, nanoseconds: 0))
  }

  /// Before version 2.3 the two lengths stood the other way round, in 2.3 sometimes.
  @Test(arguments: [
    (minor: UInt16(0), swapped: true), (2, true), (3, true), (3, false), (4, false),
  ])
  func `old versions have their lengths the other way round`(minor: UInt16, swapped: Bool) throws {
    var file = PcapBytes(.littleEndian, minor: minor)
    for byte: UInt8 in [1, 2] {
      file.record([byte, 0, 0], captured: swapped ? 90 : 3, original: swapped ? 3 : 90)
    }
    let read = ReadCapture(file.bytes)
    #expect(read.packets.map(\.data) == [[1, 0, 0], [2, 0, 0]])
    #expect(read.packets.map(\.originalLength) == [90, 90])
    try Tools.withFile(file.bytes) { path in
      #expect(read.packets.map(\.asLibpcapSees) == LibpcapOracle(path: path).packets)
    }
  }

  @Test func `a fraction of more than a second carries over`() {
    var file = PcapBytes(.bigEndian)
    file.record([1], seconds: 5, fraction: 7)
    file.record([1], seconds: 5, fraction: 1_500_000)
    file.record([1], seconds: .max, fraction: .max)
    #expect(
      ReadCapture(file.bytes).packets.map(\.time) == [
        Timestamp(seconds: 5, nanoseconds: 7000),
        Timestamp(seconds: 6, nanoseconds: 500_000_000),
        Timestamp(seconds: 4_294_971_589, nanoseconds: 967_295_000),
      ])
  }

  /// The upper half of the word holds an FCS length and bits to be ignored.
  @Test(arguments: [UInt32(0x0000_0001), 0x2400_0001, 0x0001_0001, 0xffff_0001])
  func `the link type is the lower half of its word`(word: UInt32) {
    var file = PcapBytes(.littleEndian, linkType: word)
    file.record([1])
    #expect(ReadCapture(file.bytes).packets.map(\.linkType) == [.ethernet])
  }

  @Test func `a snap length of the header does not cut packets that are longer`() {
    var file = PcapBytes(.littleEndian, snapLength: 2)
    file.record([1, 2, 3])
    #expect(ReadCapture(file.bytes).packets.map(\.data) == [[1, 2, 3]])
  }

  @Test func `a length that no packet has ends the reading`() {
    var file = PcapBytes(.littleEndian)
    file.record([1])
    file.record([], captured: 262_145)
    let read = ReadCapture(file.bytes)
    #expect(read.packets.count == 1)
    #expect(
      read.error?.description
        == "packet record at byte 41: captured length 262145 is above the maximum of 262144")
  }

  /// A USB transfer may be longer than any packet of a network.
  @Test func `a long USB packet is read`() {
    var file = PcapBytes(.littleEndian, linkType: 220)
    let data = [UInt8](repeating: 7, count: 3_000_000)
    file.record(data)
    file.record([1])
    let read = ReadCapture(file.bytes)
    #expect(read.packets.map(\.data) == [data, [1]])
    #expect(read.error == nil)
  }

  @Test func `another version is refused`() {
    let file = PcapBytes(.bigEndian, major: 3)
    #expect(
      ReadCapture(file.bytes).error?.description == "file header: version 3.4 is not supported")
  }
}
