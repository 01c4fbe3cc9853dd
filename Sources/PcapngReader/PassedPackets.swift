public import Wire

/// The packets at the front of what is held of a file that a sink can do without, or takes where they
/// lie.
///
/// Most packets of a file are such: each is looked at in its place, and nothing is made of it. The
/// first that is wanted, is not whole or has a fault ends them, as does everything that is no
/// packet.
@usableFromInline
package struct PassedPackets {
  @usableFromInline var count = 0
  /// Bytes of the file that they take.
  @usableFromInline var byteCount = 0
  /// When the last of them was captured, by the clock of its interface.
  private(set) var ticks: UInt64 = 0
  private(set) var interfaceID = 0
  /// What follows them, where that is a packet of a described interface.
  @usableFromInline var wanted: WantedPacket?

  /// Enhanced Packet Blocks in the byte order of their section, after `former` packets of the file.
  @inlinable
  init(
    blocks bytes: Span<UInt8>, _ order: ByteOrder, _ interfaces: Span<InterfaceEntry>,
    after former: Int, for sink: inout some PacketSelection & ~Copyable
  ) {
    self.init()
    var last = 0
    packets: while let form = PacketBlockForm(
      bytes.extracting(byteCount...), order, interfaceCount: interfaces.count)
    {
      let interface = interfaces[form.interfaceID]
      repeat {
        let block = bytes.extracting(byteCount...)
        guard
          form.options.isEmpty
            || !PacketBlockForm.hasComment(block.extracting(form.options), order),
          sink.passesOver(
            block.extracting(form.data), PacketHead(block, order, number: former + count + 1),
            from: interface)
        else {
          wanted = WantedPacket(block, order)
          break packets
        }
        count += 1
        last = byteCount
        byteCount += form.length
      } while form.fits(bytes.extracting(byteCount...))
    }
    if count > 0 { noteLast(bytes.extracting(last...), order) }
  }

  @usableFromInline
  init() {}

  /// Notes when the last packet was captured.
  @usableFromInline
  mutating func noteLast(_ block: Span<UInt8>, _ order: ByteOrder) {
    let fields = EnhancedPacketFields(block, at: BlockFramer.headerByteCount, order)
    ticks = fields.timestampTicks
    interfaceID = fields.interfaceID
  }

  /// Records of a pcap file, after `former` packets of it.
  init(
    records bytes: Span<UInt8>, of file: PcapFileHeader, _ interface: borrowing InterfaceEntry,
    after former: Int, for sink: inout some PacketSink & ~Copyable
  ) {
    let (maximum, header) = (file.maximumCapturedLength, file.recordHeaderByteCount)
    while true {
      let rest = bytes.extracting(byteCount...)
      guard rest.count >= max(header, PacketRecord.minimumHeaderByteCount) else { return }
      let record = PacketRecord(rest, file)
      guard record.capturedLength <= min(maximum, rest.count - header),
        sink.passesOver(
          rest.extracting(header..<record.byteCount),
          PacketHead(
            number: former + count + 1, ticks: record.ticks,
            originalLength: record.originalLength), from: interface)
      else { return }
      count += 1
      byteCount += record.byteCount
      ticks = record.ticks
    }
  }
}

/// What a whole Enhanced Packet Block says of its lengths and its interface, as it stands in the file.
///
/// Packets of a stream are alike: where the next block says the same, no more is to be found out.
@usableFromInline
struct PacketBlockForm {
  /// Bytes of the block.
  @usableFromInline let length: Int
  @usableFromInline let interfaceID: Int
  /// The bytes captured, in the block.
  @usableFromInline let data: Range<Int>
  /// The options, in the block.
  @usableFromInline let options: Range<Int>
  /// Block Type, the first Block Total Length, Interface ID, Captured Packet Length and the second
  /// Block Total Length.
  @usableFromInline let words: (UInt32, UInt32, UInt32, UInt32, UInt32)

  /// The form of the block that `bytes` begin with; nil where that is none, is not whole, or
  /// contradicts itself.
  @usableFromInline
  init?(_ bytes: Span<UInt8>, _ order: ByteOrder, interfaceCount: Int) {
    guard bytes.count >= EnhancedPacketBlock.minimumTotalLength,
      let (type, length) = BlockFramer.wholeBlock(in: bytes, order),
      type.rawValue == BlockType.enhancedPacket.rawValue
    else { return nil }
    let fields = EnhancedPacketFields(bytes, at: BlockFramer.headerByteCount, order)
    // Padding and options.
    let behind = length - EnhancedPacketBlock.minimumTotalLength - fields.capturedLength
    guard behind >= 0, fields.interfaceID < interfaceCount else { return nil }
    self.length = length
    interfaceID = fields.interfaceID
    data = EnhancedPacketBlock.data(byteCount: fields.capturedLength)
    options = (data.upperBound + 3) & ~3..<length - BlockFramer.trailerByteCount
    words = Self.words(of: bytes, length: length)
  }

  /// Whether the block that `bytes` begin with has this form.
  @inlinable
  @inline(__always)  // Once per packet.
  func fits(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= length && bytes.count >= EnhancedPacketBlock.minimumTotalLength
      && Self.words(of: bytes, length: length) == words
  }

  @inlinable
  @inline(__always)
  static func words(
    of bytes: Span<UInt8>, length: Int
  ) -> (UInt32, UInt32, UInt32, UInt32, UInt32) {
    // Of a number of bytes that is known, loads need no checks.
    let fixed = bytes.extracting(0..<EnhancedPacketBlock.minimumTotalLength)
    return (
      fixed.uint32(at: 0, .littleEndian), fixed.uint32(at: 4, .littleEndian),
      fixed.uint32(at: 8, .littleEndian), fixed.uint32(at: 20, .littleEndian),
      bytes.uint32(at: length - 4, .littleEndian)
    )
  }

  /// Whether there is a comment among a block's options.
  @usableFromInline
  static func hasComment(_ options: Span<UInt8>, _ order: ByteOrder) -> Bool {
    BlockOptions(ByteCursor(options, order: order)).hasComment
  }
}

/// A packet that a sink wants, or that has a comment: the Enhanced Packet Block at the front.
@usableFromInline
struct WantedPacket {
  /// Bytes of the block.
  let length: Int
  let fields: EnhancedPacketFields
  /// The bytes captured, in the block.
  let data: Range<Int>
  /// The options, in the block.
  let options: Range<Int>

  /// The packet of the block that `bytes` begin with; its lengths were checked.
  @usableFromInline
  init(_ bytes: Span<UInt8>, _ order: ByteOrder) {
    length = (Int(bytes.uint32(at: 4, order)) + 3) & ~3
    fields = EnhancedPacketFields(bytes, at: BlockFramer.headerByteCount, order)
    data = EnhancedPacketBlock.data(byteCount: fields.capturedLength)
    options = (data.upperBound + 3) & ~3..<length - BlockFramer.trailerByteCount
  }
}
