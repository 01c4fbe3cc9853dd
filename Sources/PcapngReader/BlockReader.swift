/// Reads a pcapng file block by block, those included that hold no packet.
///
/// For tools that look at blocks or copy them. ``CaptureReader`` gives the packets.
package struct BlockReader: ~Copyable {
  private var buffer: CaptureBuffer
  private var framer = BlockFramer()
  private var held = 0
  private var isOpen = false

  package init(_ source: any ByteSource) {
    buffer = CaptureBuffer(source)
  }

  /// The next block; nil at the end of the file.
  ///
  /// It throws when the file ends inside a block, when a block's lengths make no sense, and when a
  /// compressed file cannot be unpacked; and again each time after.
  @_lifetime(&self)
  package mutating func next() throws(CaptureError) -> Block? {
    if !isOpen {
      _ = try buffer.unpack()
      isOpen = true
    }
    buffer.advance(held)
    held = 0
    guard let extent = try framer.next(in: &buffer) else { return nil }
    held = extent.heldByteCount
    return Block(extent, bytes: buffer.bytes)
  }
}
