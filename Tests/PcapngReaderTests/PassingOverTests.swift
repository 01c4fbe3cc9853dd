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

    mutating func passesOver(
      _ data: Span<UInt8>, _ head: PacketHead, from interface: borrowing InterfaceEntry
    ) -> Bool {
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

  /// Blocks of all kinds, and the numbers of the packets that the sieve wants.
  private static func mixture(seed: Int, blockCount: Int) -> (CaptureBytes, [Int]) {
    var random = PlainGenerator(state: UInt64(seed))
    var file = CaptureBytes()
    var (number, wanted) = (0, [Int]())
    for step in 0..<blockCount {
      if step == 0 || random.below(40) == 0 {
        file.section(random.below(2) == 0 ? .littleEndian : .bigEndian)
        file.interface()
        file.interface(linkType: 101, options: [.tsresol(9)])
      }
      let data = (0..<random.below(12)).map { _ in UInt8(random.below(2)) }
      let kind = random.below(12)
      let comment: CaptureBytes.Option? = random.below(6) == 0 ? .comment("c") : nil
      let option: CaptureBytes.Option? = random.below(3) == 0 ? .tsresol(6) : nil
      switch kind {
      case 0: file.simple(data)
      case 1: file.obsolete(data, ticks: UInt64(step))
      case 2: file.block(0x1234, [UInt8](repeating: 6, count: 4 * random.below(9)))
      default:
        file.enhanced(
          data, interfaceID: UInt32(random.below(2)), ticks: UInt64(step) << 20,
          options: [option, comment].compactMap { $0 })
      }
      guard kind != 2 else { continue }
      number += 1
      if kind < 2 || comment != nil || data.first != 0 { wanted.append(number) }
    }
    return (file, wanted)
  }

  /// The same numbers for the same seed.
  private struct PlainGenerator {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
  }

  @Test(arguments: 0..<20)
  func `what is left is what is wanted of all packets, and the newest time is theirs`(
    seed: Int
  ) throws {
    let (file, wanted) = Self.mixture(seed: seed, blockCount: 400)
    let (sink, newest) = try Self.read([file.bytes])
    #expect(sink.numbers == wanted && sink.failures == 0)
    let all = ReadCapture(file.bytes, pieceByteCount: 1000 + seed)
    #expect(all.error == nil)
    #expect(newest == all.packets.last { $0.time != nil }?.time)
  }

  @Test func `a file that ends anywhere gives what it has until there`() throws {
    let (file, _) = Self.mixture(seed: 7, blockCount: 12)
    for count in 0...file.bytes.count {
      let part = Array(file.bytes.prefix(count))
      let (sink, newest) = try Self.read([part])
      let all = ReadCapture(part)
      let expected = Self.mixture(seed: 7, blockCount: 12).1.filter { $0 <= all.packets.count }
      #expect(sink.numbers == expected, "\(count) bytes")
      #expect(sink.failures == (all.error == nil ? 0 : 1), "\(count) bytes")
      #expect(newest == all.packets.last { $0.time != nil }?.time, "\(count) bytes")
    }
  }

  @Test(arguments: [UInt32(0xa1b2_c3d4), 0xa1b2_3c4d, 0xa1b2_cd34], [2, 3, 4])
  func `pcap records of every variant are passed over`(magic: UInt32, minor: Int) throws {
    for order in [ByteOrder.littleEndian, .bigEndian] {
      var file = PcapBytes(order, magic: magic, minor: UInt16(minor))
      for step in 0..<60 {
        let data = (0..<step % 7).map { UInt8(($0 + step) % 2) }
        file.record(data, seconds: UInt32(step), fraction: 7)
      }
      for end in file.recordEnds {
        let part = Array(file.bytes.prefix(end))
        let (sink, newest) = try Self.read([part])
        let all = ReadCapture(part)
        #expect(sink.numbers == all.packets.filter { $0.data.first != 0 }.map(\.number))
        #expect(sink.failures == 0 && newest == all.packets.last?.time)
      }
    }
  }
}
