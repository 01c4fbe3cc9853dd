package import Wire

/// A pcapng block of any type: what lies between its two Block Total Length fields.
///
/// Draft §3.1. The body is borrowed from the reader's buffer: it is valid until the next call of
/// ``BlockReader/next()``.
package struct Block: ~Escapable {
  package let type: BlockType
  /// Where the block begins, in bytes from the start of the file.
  package let fileOffset: Int
  /// Block Total Length, in bytes; a multiple of 4.
  package let totalLength: Int
  /// The body, in the byte order of the block's section; empty when the block is of an unknown type
  /// and too long to be held.
  package let body: ByteCursor

  /// The block at the front of what a buffer holds.
  @_lifetime(copy bytes)
  init(_ extent: BlockExtent, bytes: Span<UInt8>) {
    type = extent.type
    fileOffset = extent.fileOffset
    totalLength = extent.totalLength
    body = ByteCursor(bytes.extracting(extent.body), order: extent.order)
  }
}

/// Where a block lies: plain numbers, so that the buffer stays free to be used.
struct BlockExtent {
  let type: BlockType
  let order: ByteOrder
  let fileOffset: Int
  /// A multiple of 4.
  let totalLength: Int
  /// Bytes at the front of the buffer that belong to it; 0 when it was too long to be held.
  let heldByteCount: Int

  /// The body, counted from the front of the buffer.
  var body: Range<Int> {
    heldByteCount == 0 ? 0..<0 : BlockFramer.headerByteCount..<heldByteCount - 4
  }
}
