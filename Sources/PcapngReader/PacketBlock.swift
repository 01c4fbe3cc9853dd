import Wire

/// What the three blocks that hold a packet have in common.
struct PacketBlock: ~Escapable {
  let interfaceID: Int
  /// Nil in a Simple Packet Block.
  let timestampTicks: UInt64?
  let originalLength: Int
  let packetData: Span<UInt8>
  let options: BlockOptions

  /// Decodes a block of one of the three types.
  ///
  /// `snapLength` is that of the section's first interface. It throws when the block ends before
  /// its fixed fields or the bytes captured do.
  @_lifetime(copy block)
  @inline(__always)  // Else a packet is copied on its way out.
  init(_ block: borrowing Block, snapLength: Int) throws(CaptureError) {
    let body = block.body
    do {
      switch block.type {
      case .simplePacket:
        let packet = try SimplePacketBlock(body: body, snapLength: snapLength)
        interfaceID = 0
        timestampTicks = nil
        originalLength = packet.originalLength
        packetData = packet.packetData
        options = BlockOptions(ByteCursor(packet.packetData.extracting(0..<0), order: body.order))
      case .obsoletePacket:
        let packet = try ObsoletePacketBlock(body: body)
        interfaceID = packet.interfaceID
        timestampTicks = packet.timestampTicks
        originalLength = packet.originalLength
        packetData = packet.packetData
        options = packet.options
      default:
        let packet = try EnhancedPacketBlock(body: body)
        interfaceID = packet.interfaceID
        timestampTicks = packet.timestampTicks
        originalLength = packet.originalLength
        packetData = packet.packetData
        options = packet.options
      }
    } catch {
      throw Self.error(error, in: block)
    }
  }

  private static func error(_ truncated: Truncated, in block: borrowing Block) -> CaptureError {
    let fixed =
      block.type == .simplePacket
      ? SimplePacketBlock.fixedByteCount : EnhancedPacketBlock.fixedByteCount
    let available = block.body.bytes.count
    return CaptureError(
      .block(block.type, at: block.fileOffset),
      available < fixed
        ? .bodyTooShort(needed: fixed, available: available)
        : .capturedLengthPastBody(
          capturedLength: truncated.needed, available: truncated.available))
  }
}
