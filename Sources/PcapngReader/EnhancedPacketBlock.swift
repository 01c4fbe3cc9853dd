package import Wire

/// A captured packet.
///
/// Draft §4.3. The packet data is borrowed from the reader's buffer.
package struct EnhancedPacketBlock: ~Escapable {
  /// Interface ID, capture time, the two lengths.
  static let fixedByteCount = 20

  /// Which Interface Description Block of the section, from 0.
  package let interfaceID: Int
  /// Ticks of the interface's `if_tsresol`.
  package let timestampTicks: UInt64
  /// Bytes captured.
  package let capturedLength: Int
  /// Bytes of the packet on the wire.
  package let originalLength: Int
  /// The bytes captured, without the padding to 32 bits.
  package let packetData: Span<UInt8>
  package let options: BlockOptions

  /// Decodes the body; throws when it is shorter than the fixed fields and the bytes captured.
  @_lifetime(copy body)
  @inline(__always)  // Else a packet is copied on its way out.
  package init(body: ByteCursor) throws(Truncated) {
    var cursor = body
    interfaceID = Int(try cursor.uint32())
    let high = UInt64(try cursor.uint32())
    let low = UInt64(try cursor.uint32())
    timestampTicks = high << 32 | low
    capturedLength = Int(try cursor.uint32())
    originalLength = Int(try cursor.uint32())
    packetData = try cursor.take(capturedLength)
    try cursor.skip(min((4 - capturedLength % 4) % 4, cursor.remaining))
    options = BlockOptions(cursor)
  }
}
