package import Wire

/// A part of a capture file as it stands there: a block, a packet record or the header of a pcap
/// file.
///
/// The pieces of a file, one after the other, are the file. The bytes are borrowed from the reader's
/// buffer: they are valid until the next call of ``PieceReader/next()``.
package struct CapturePiece: ~Escapable {
  /// What a piece is.
  package enum Kind: Equatable, Sendable {
    /// The header that a pcap file begins with; apart from the rest, which is copied for each packet.
    indirect case fileHeader(PcapFileHeader)
    /// A packet of a pcap file, with its header.
    case record
    /// A block of a pcapng file.
    case block(BlockType)
  }

  package let kind: Kind
  /// The byte order of its numbers.
  package let order: ByteOrder
  /// All of its bytes in the file.
  package let bytes: Span<UInt8>
  /// The packet that it holds.
  package let packet: PiecePacket?

  @_lifetime(copy bytes)
  init(_ kind: Kind, _ order: ByteOrder, bytes: Span<UInt8>, packet: PiecePacket? = nil) {
    self.kind = kind
    self.order = order
    self.bytes = bytes
    self.packet = packet
  }
}

/// What a piece says of the packet in it.
package struct PiecePacket: Sendable {
  /// Its frame number, from 1.
  package let number: Int
  package let linkType: LinkType
  /// The clock of its interface; nil in a Simple Packet Block.
  let clock: InterfaceClock?
  /// Ticks of its interface's clock; 0 where it has no time.
  package let ticks: UInt64
  /// Bytes of the packet on the wire.
  package let originalLength: Int
  /// Where the bytes captured lie in the piece.
  package let data: Range<Int>
  /// Where its options lie in the piece; nil where it cannot have any.
  package let options: Range<Int>?

  /// When it was captured; nil in a Simple Packet Block.
  package var time: Timestamp? { clock?.timestamp(ticks: ticks) }
}
