package import Wire

/// Reads a capture file, pcapng or pcap, piece by piece, for what copies it.
///
/// Frames have the numbers that ``CaptureReader`` gives them, and what is no capture or damaged ends
/// the reading in the same place. A compressed file is unpacked.
package struct PieceReader: ~Copyable {
  private var buffer: CaptureBuffer
  private var share: MemoryShare
  /// Bytes at the front of the buffer that belong to the piece that is lent out.
  private var held = 0
  private var pcap: PcapFileHeader?
  private var hasGivenHeader = false
  private var framer = BlockFramer()
  private var metadata: CaptureMetadata
  /// How the file is compressed.
  package let compression: Compression?
  /// Packets read so far.
  package private(set) var packetCount = 0

  /// Reads from a source, and begins with the bytes that tell the format.
  package init(
    _ source: any ByteSource, budget: CaptureMemory = CaptureMemory()
  ) throws(CaptureError) {
    var buffer = CaptureBuffer(source, budget: budget)
    let compression = try buffer.unpack()
    var pcap = try CaptureReader.format(of: &buffer)
    if let header = pcap {
      _ = try buffer.require(PcapFileHeader.byteCount + header.recordHeaderByteCount)
      _ = pcap?.takeNanoseconds(
        whereShownBy: buffer.bytes.extracting(droppingFirst: PcapFileHeader.byteCount))
    }
    share = MemoryShare(of: budget)
    self.compression = compression
    self.pcap = pcap
    metadata = pcap.map(CaptureMetadata.init) ?? CaptureMetadata()
    self.buffer = buffer
  }

  /// Whether the file is pcapng; otherwise it is pcap.
  package var isPcapng: Bool { pcap == nil }

  /// The next piece; nil at the end of the file.
  ///
  /// A block of an unknown type that is too long to be held is no piece: `passing` takes its bytes.
  /// It throws when the file ends inside a piece or is damaged, and again each time after.
  @_lifetime(&self)
  package mutating func next(
    passing: (Span<UInt8>) -> Void = { _ in }
  ) throws(CaptureError) -> CapturePiece? {
    buffer.advance(held)
    held = 0
    if pcap == nil, let packet = front {
      packetCount += 1
      held = packet.options.upperBound + BlockFramer.trailerByteCount
      return CapturePiece(
        .block(.enhancedPacket), framer.order, bytes: buffer.bytes.extracting(..<held),
        packet: packet.piece)
    }
    guard let next = try nextPiece(passing) else { return nil }
    held = next.byteCount
    return CapturePiece(
      next.kind, next.order, bytes: buffer.bytes.extracting(..<held), packet: next.packet)
  }

  /// The packets that come next and are held, as many as `takes` accepts; nil where there is none, or
  /// where the next is in no ordinary block: then ``next(passing:)`` gives it.
  @_lifetime(&self)
  package mutating func nextRun(
    where takes: (_ packet: Span<UInt8>, _ linkType: LinkType) -> Bool
  ) -> PacketRun? {
    buffer.advance(held)
    held = 0
    guard pcap == nil else { return nil }
    let run = PacketRun(
      frontOf: buffer.bytes, framer.order, metadata.interfaces.described,
      firstNumber: packetCount + 1, where: takes)
    if run.count == 0 { return nil }
    held = run.bytes.count
    packetCount += run.count
    return run
  }

  @inline(__always)  // Else what is found is copied on its way out.
  private mutating func nextPiece(
    _ passing: (Span<UInt8>) -> Void
  ) throws(CaptureError) -> Next? {
    if let pcap { return try nextPart(of: pcap) }
    return try nextBlock(passing)
  }

  /// What lies at the front of the buffer.
  private struct Next {
    let kind: CapturePiece.Kind
    let order: ByteOrder
    let byteCount: Int
    var packet: PiecePacket?
  }

  // MARK: - pcap

  @inline(__always)  // Else what is found is copied on its way out.
  private mutating func nextPart(of file: PcapFileHeader) throws(CaptureError) -> Next? {
    guard hasGivenHeader else {
      hasGivenHeader = true
      return Next(
        kind: .fileHeader(file), order: file.order, byteCount: PcapFileHeader.byteCount)
    }
    guard let record = try PacketRecord.next(in: &buffer, file) else { return nil }
    packetCount += 1
    let packet = PiecePacket(
      number: packetCount, linkType: file.linkType,
      clock: file.clock, ticks: record.ticks,
      originalLength: record.originalLength, data: record.headerByteCount..<record.byteCount,
      options: nil)
    return Next(kind: .record, order: file.order, byteCount: record.byteCount, packet: packet)
  }

  // MARK: - pcapng

  /// The packet at the front of the buffer where its block is what nearly all are: an Enhanced Packet
  /// Block, whole, of a described interface.
  private var front: (piece: PiecePacket, options: Range<Int>)? {
    @inline(__always)  // Once per packet.
    get {
      let (bytes, order) = (buffer.bytes, framer.order)
      guard bytes.count >= EnhancedPacketBlock.minimumTotalLength,
        let (type, length) = BlockFramer.wholeBlock(in: bytes, order),
        type.rawValue == BlockType.enhancedPacket.rawValue
      else { return nil }
      let fields = EnhancedPacketFields(bytes, at: BlockFramer.headerByteCount, order)
      let interfaces = metadata.interfaces.described
      guard fields.capturedLength <= length - EnhancedPacketBlock.minimumTotalLength,
        fields.interfaceID < interfaces.count
      else { return nil }
      let block = WantedPacket(bytes, order)
      return (
        PiecePacket(
          number: packetCount + 1, linkType: interfaces[fields.interfaceID].linkType,
          clock: interfaces[fields.interfaceID].clock, ticks: fields.timestampTicks,
          originalLength: fields.originalLength, data: block.data, options: block.options),
        block.options
      )
    }
  }

  @inline(__always)  // Else what is found is copied on its way out.
  private mutating func nextBlock(
    _ passing: (Span<UInt8>) -> Void
  ) throws(CaptureError) -> Next? {
    while let extent = try framer.next(in: &buffer, passing: passing) {
      // It was too long to be held.
      if extent.heldByteCount == 0 { continue }
      var next = Next(
        kind: .block(extent.type), order: extent.order, byteCount: extent.heldByteCount)
      switch extent.type {
      case .enhancedPacket, .simplePacket, .obsoletePacket:
        next.packet = try packet(in: extent)
        packetCount += 1
      default: try note(extent)
      }
      return next
    }
    return nil
  }

  /// Takes note of a block without a packet, which the packets after it may depend on.
  private mutating func note(_ extent: BlockExtent) throws(CaptureError) {
    try metadata.note(extent, in: buffer)
    guard share.extend(to: metadata.byteCount) else {
      throw CaptureError(.block(extent.type, at: extent.fileOffset), share.budget.exceeded)
    }
  }

  @inline(__always)  // Else what is found is copied on its way out.
  private func packet(in extent: BlockExtent) throws(CaptureError) -> PiecePacket {
    let place = CaptureError.Place.block(extent.type, at: extent.fileOffset)
    let snapLength =
      extent.type == .simplePacket ? try metadata.interfaces.entry(0, at: place).snapLength : 0
    let body = ByteCursor(buffer.bytes.extracting(extent.body), order: extent.order)
    let block: PacketBlock
    do {
      block = try PacketBlock(extent.type, body, snapLength: snapLength)
    } catch {
      throw PacketBlock.error(error, in: extent, available: body.bytes.count)
    }
    let interface = try metadata.interfaces.entry(block.interfaceID, at: place)
    let isSimple = extent.type == .simplePacket
    let start =
      BlockFramer.headerByteCount
      + (isSimple ? SimplePacketBlock.fixedByteCount : EnhancedPacketBlock.fixedByteCount)
    let data = start..<start + block.packetData.count
    let end = extent.heldByteCount - BlockFramer.trailerByteCount
    return PiecePacket(
      number: packetCount + 1, linkType: interface.linkType,
      clock: block.timestampTicks == nil ? nil : interface.clock,
      ticks: block.timestampTicks ?? 0, originalLength: block.originalLength, data: data,
      options: isSimple ? nil : min((data.upperBound + 3) & ~3, end)..<end)
  }
}
