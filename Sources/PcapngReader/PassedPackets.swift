import Wire

/// The packets at the front of what is held of a file that a sink can do without.
///
/// Most packets of a file are such: each is looked at in its place, and nothing is made of it. The
/// first that is wanted, has a comment, is not whole or has a fault ends them, as does everything
/// that is no packet; what that is, the reader finds out.
struct PassedPackets {
  private(set) var count = 0
  /// Bytes of the file that they take.
  private(set) var byteCount = 0
  /// When the last of them was captured, by the clock of its interface.
  private(set) var ticks: UInt64 = 0
  private(set) var interfaceID = 0

  /// Enhanced Packet Blocks in the byte order of their section.
  init(
    blocks bytes: Span<UInt8>, _ order: ByteOrder, _ interfaces: Span<InterfaceEntry>,
    for sink: inout some PacketSink & ~Copyable
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
      let data = Self.packetData..<Self.packetData + fields.capturedLength
      guard behind < 4 || !Self.hasComment(block, data.upperBound, behind, order),
        sink.passesOver(
          block.extracting(data), linkType: interfaces[fields.interfaceID].linkType)
      else { break }
      count += 1
      last = byteCount
      byteCount += length
    }
    guard count > 0 else { return }
    let fields = EnhancedPacketFields(bytes, at: last + BlockFramer.headerByteCount, order)
    ticks = fields.timestampTicks
    interfaceID = fields.interfaceID
  }

  /// Records of a pcap file.
  init(
    records bytes: Span<UInt8>, of file: PcapFileHeader,
    for sink: inout some PacketSink & ~Copyable
  ) {
    let (maximum, header) = (file.maximumCapturedLength, file.recordHeaderByteCount)
    while true {
      let rest = bytes.extracting(byteCount...)
      guard rest.count >= max(header, PacketRecord.minimumHeaderByteCount) else { return }
      let record = PacketRecord(rest, file)
      guard record.capturedLength <= min(maximum, rest.count - header),
        sink.passesOver(
          rest.extracting(header..<record.byteCount), linkType: file.linkType)
      else { return }
      count += 1
      byteCount += record.byteCount
      ticks = record.ticks
    }
  }

  /// Where the bytes captured begin in an Enhanced Packet Block.
  private static let packetData =
    BlockFramer.headerByteCount + EnhancedPacketBlock.fixedByteCount

  /// Whether there is a comment in the `behind` bytes from `start` on, padding and options.
  @inline(never)
  private static func hasComment(
    _ block: Span<UInt8>, _ start: Int, _ behind: Int, _ order: ByteOrder
  ) -> Bool {
    let options = block.extracting(start + behind % 4..<start + behind)
    return BlockOptions(ByteCursor(options, order: order)).hasComment
  }
}
