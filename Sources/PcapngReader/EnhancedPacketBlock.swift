package import Wire

/// A captured packet.
///
/// Draft §4.3. The packet data is borrowed from the reader's buffer.
@usableFromInline
package struct EnhancedPacketBlock: ~Escapable {
  /// Interface ID, capture time, the two lengths.
  static let fixedByteCount = 20
  /// Those, and what every block has.
  @inlinable static var minimumTotalLength: Int { 32 }

  /// Where so many bytes captured lie in the block.
  @inline(__always)  // Once per packet.
  static func data(byteCount: Int) -> Range<Int> {
    let start = BlockFramer.headerByteCount + fixedByteCount
    return start..<start + byteCount
  }

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
    let fields = EnhancedPacketFields(try cursor.take(Self.fixedByteCount), at: 0, body.order)
    interfaceID = fields.interfaceID
    timestampTicks = fields.timestampTicks
    capturedLength = fields.capturedLength
    originalLength = fields.originalLength
    packetData = try cursor.take(capturedLength)
    try cursor.skip(min((4 - capturedLength % 4) % 4, cursor.remaining))
    options = BlockOptions(cursor)
  }
}

/// The fixed fields of an Enhanced Packet Block.
struct EnhancedPacketFields {
  let interfaceID: Int
  let timestampTicks: UInt64
  let capturedLength: Int
  let originalLength: Int

  /// The fields from `start` on, where there are ``EnhancedPacketBlock/fixedByteCount`` bytes.
  @inline(__always)  // Once per packet.
  init(_ bytes: Span<UInt8>, at start: Int, _ order: ByteOrder) {
    interfaceID = Int(bytes.uint32(at: start, order))
    timestampTicks =
      UInt64(bytes.uint32(at: start + 4, order)) << 32
      | UInt64(bytes.uint32(at: start + 8, order))
    capturedLength = Int(bytes.uint32(at: start + 12, order))
    originalLength = Int(bytes.uint32(at: start + 16, order))
  }
}
