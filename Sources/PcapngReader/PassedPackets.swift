import Wire

/// The packets at the front of what is held of a file that a sink can do without.
///
/// Most packets of a file are such: each is looked at in its place, and nothing is made of it. The
/// first that is wanted, is not whole or has a fault ends them, as does everything that is no
/// packet.
struct PassedPackets {
  private(set) var count = 0
  /// Bytes of the file that they take.
  private(set) var byteCount = 0
  /// When the last of them was captured, by the clock of its interface.
  private(set) var ticks: UInt64 = 0
  private(set) var interfaceID = 0
  /// What follows them, where that is a packet of a described interface.
  private(set) var wanted: WantedPacket?

  /// Enhanced Packet Blocks in the byte order of their section, after `former` packets of the file.
  init(
    blocks bytes: Span<UInt8>, _ order: ByteOrder, _ interfaces: Span<InterfaceEntry>,
    after former: Int, for sink: inout some PacketSink & ~Copyable
  ) {
    var last = 0
    while true {
      let block = bytes.extracting(byteCount...)
      guard block.count >= EnhancedPacketBlock.minimumTotalLength,
        let (type, length) = BlockFramer.wholeBlock(in: block, order),
        type.rawValue == BlockType.enhancedPacket.rawValue
      else { break }
      let fields = EnhancedPacketFields(block, at: BlockFramer.headerByteCount, order)
      // Padding and options.
      let behind = length - EnhancedPacketBlock.minimumTotalLength - fields.capturedLength
      guard behind >= 0, fields.interfaceID < interfaces.count else { break }
      let data = EnhancedPacketBlock.data(byteCount: fields.capturedLength)
      guard behind < 4 || !Self.hasComment(block, behind: data.upperBound, length, order),
        sink.passesOver(
          block.extracting(data),
          PacketHead(
            number: former + count + 1, ticks: fields.timestampTicks,
            originalLength: fields.originalLength), from: interfaces[fields.interfaceID])
      else {
        wanted = WantedPacket(block, order)
        break
      }
      count += 1
      last = byteCount
      byteCount += length
    }
    guard count > 0 else { return }
    let fields = EnhancedPacketFields(bytes, at: last + BlockFramer.headerByteCount, order)
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

  /// Whether there is a comment between the bytes captured and the end of a block.
  @inline(never)
  private static func hasComment(
    _ block: Span<UInt8>, behind data: Int, _ length: Int, _ order: ByteOrder
  ) -> Bool {
    let start = (data + 3) & ~3
    let options = block.extracting(start..<length - BlockFramer.trailerByteCount)
    return BlockOptions(ByteCursor(options, order: order)).hasComment
  }
}

/// A packet that a sink wants, or that has a comment: the Enhanced Packet Block at the front.
struct WantedPacket {
  /// Bytes of the block.
  let length: Int
  let fields: EnhancedPacketFields
  /// The bytes captured, in the block.
  let data: Range<Int>
  /// The options, in the block.
  let options: Range<Int>

  /// The packet of the block that `bytes` begin with; its lengths were checked.
  @inline(__always)  // Once per packet.
  init(_ bytes: Span<UInt8>, _ order: ByteOrder) {
    length = (Int(bytes.uint32(at: 4, order)) + 3) & ~3
    fields = EnhancedPacketFields(bytes, at: BlockFramer.headerByteCount, order)
    data = EnhancedPacketBlock.data(byteCount: fields.capturedLength)
    options = (data.upperBound + 3) & ~3..<length - BlockFramer.trailerByteCount
  }
}
