package import Wire

/// Packets that follow each other in a capture file, each in the block that nearly all are in: an
/// Enhanced Packet Block in the byte order of its section, whole and without options.
///
/// The bytes are borrowed from the reader's buffer, as those of a ``CapturePiece`` are.
package struct PacketRun: ~Escapable {
  /// All of their blocks.
  package let bytes: Span<UInt8>
  /// The link type of all of them.
  package let linkType: LinkType
  package let count: Int
  /// The frame number of the first.
  package let firstNumber: Int
  private let order: ByteOrder

  /// The packets at the front of some bytes that `takes` accepts; there may be none. The first has the
  /// number `firstNumber`.
  @_lifetime(copy bytes)
  init(
    frontOf bytes: Span<UInt8>, _ order: ByteOrder, _ interfaces: Span<InterfaceEntry>,
    firstNumber: Int, where takes: (Span<UInt8>, LinkType) -> Bool
  ) {
    var linkType = LinkType.ethernet
    var (place, count) = (0, 0)
    while true {
      let block = bytes.extracting(place...)
      guard block.count >= EnhancedPacketBlock.minimumTotalLength,
        let (type, length) = BlockFramer.wholeBlock(in: block, order),
        type.rawValue == BlockType.enhancedPacket.rawValue
      else { break }
      let fields = EnhancedPacketFields(block, at: BlockFramer.headerByteCount, order)
      guard fields.capturedLength <= length, fields.interfaceID < interfaces.count else { break }
      let data = EnhancedPacketBlock.data(byteCount: fields.capturedLength)
      let own = interfaces[fields.interfaceID].linkType
      guard (data.upperBound + 3) & ~3 + BlockFramer.trailerByteCount == length,
        count == 0 || linkType.rawValue == own.rawValue, takes(block.extracting(data), own)
      else { break }
      linkType = own
      place += length
      count += 1
    }
    self.bytes = bytes.extracting(..<place)
    self.linkType = linkType
    self.count = count
    self.firstNumber = firstNumber
    self.order = order
  }

  /// Where the packet lies whose block begins at a place, and where the next block begins.
  @inline(__always)  // Once per packet.
  package func packet(at place: Int) -> (data: Range<Int>, end: Int) {
    let start = place + BlockFramer.headerByteCount + EnhancedPacketBlock.fixedByteCount
    let byteCount = Int(bytes.uint32(at: place + Self.lengthOffset, order))
    return (
      start..<start + byteCount, ((start + byteCount + 3) & ~3) + BlockFramer.trailerByteCount
    )
  }

  /// Where Captured Packet Length stands in a block.
  private static let lengthOffset = 20
}
