import Wire

/// What the three blocks that hold a packet have in common.
struct PacketBlock: ~Escapable {
  let interfaceID: Int
  /// Nil in a Simple Packet Block.
  let timestampTicks: UInt64?
  let originalLength: Int
  let packetData: Span<UInt8>
  let options: BlockOptions

  /// Decodes the body of a block of one of the three types.
  ///
  /// `snapLength` is that of the section's first interface. It throws when the body ends before its
  /// fixed fields or the bytes captured do.
  @_lifetime(copy body)
  @inline(__always)  // Else a packet is copied on its way out.
  init(_ type: BlockType, _ body: ByteCursor, snapLength: Int) throws(Truncated) {
    switch type {
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
  }

  /// What the reading of a body that has `available` bytes says about its block.
  static func error(
    _ truncated: Truncated, in extent: BlockExtent, available: Int
  ) -> CaptureError {
    let fixed =
      extent.type == .simplePacket
      ? SimplePacketBlock.fixedByteCount : EnhancedPacketBlock.fixedByteCount
    return CaptureError(
      .block(extent.type, at: extent.fileOffset),
      available < fixed
        ? .bodyTooShort(needed: fixed, available: available)
        : .capturedLengthPastBody(
          capturedLength: truncated.needed, available: truncated.available))
  }
}
