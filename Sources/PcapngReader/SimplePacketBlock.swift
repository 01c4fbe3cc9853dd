package import Wire

/// A captured packet of the section's first interface, without a time and without options.
///
/// Draft §4.4. The packet data is borrowed from the reader's buffer.
package struct SimplePacketBlock: ~Escapable {
  /// Original Packet Length.
  static let fixedByteCount = 4

  /// Bytes of the packet on the wire.
  package let originalLength: Int
  /// The bytes captured, without the padding to 32 bits.
  ///
  /// The block does not say how many they are: the packet's length or the interface's snap length
  /// where that is less. A block that holds fewer gives those that it holds.
  package let packetData: Span<UInt8>

  /// Decodes the body; throws when it has no length.
  ///
  /// `snapLength` is that of the section's first interface, 0 for no limit.
  @_lifetime(copy body)
  package init(body: ByteCursor, snapLength: Int) throws(Truncated) {
    var cursor = body
    originalLength = Int(try cursor.uint32())
    let captured = snapLength > 0 ? min(originalLength, snapLength) : originalLength
    packetData = try cursor.take(min(captured, cursor.remaining))
  }
}
