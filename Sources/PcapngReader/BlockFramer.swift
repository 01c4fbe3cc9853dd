import Wire

/// Finds the blocks of a pcapng file in a buffer.
///
/// Draft §3.1. Section Length (draft §4.1) is not used: it serves those who jump over a section,
/// and writers that could not seek back leave it at -1 or wrong.
struct BlockFramer {
  /// Block Type and Block Total Length.
  static let headerByteCount = 8
  /// A block without a body.
  static let minimumTotalLength = 12
  /// The Section Header Block without options.
  static let minimumSectionHeaderLength = 28
  /// The longest block that is held whole: libpcap's limit.
  ///
  /// A longer block of a type that this module does not know is passed over without being held,
  /// as Wireshark does; of a type that it knows, the length is taken for damage.
  static let maximumTotalLength = CaptureBuffer.maximumByteCount

  /// The byte order of the section that the next block is in.
  private(set) var order = ByteOrder.littleEndian
  private var failure: CaptureError?

  /// Makes the next block the front of the buffer; nil at the end of the file.
  ///
  /// The caller passes over the block, by its ``BlockExtent/heldByteCount``, when it is done with
  /// it. It throws when the file ends inside the block and when its lengths make no sense:
  ///
  /// - A Block Total Length that is not a multiple of 4 is against the draft, yet such files
  ///   exist: it is rounded up, as Wireshark does (libpcap refuses the file).
  /// - Two Block Total Lengths that differ end the reading, as in Wireshark and libpcap: nothing
  ///   says which is right, and so where the next block begins.
  mutating func next(in buffer: inout CaptureBuffer) throws(CaptureError) -> BlockExtent? {
    if let failure { throw failure }
    guard try buffer.require(Self.headerByteCount) else {
      if buffer.available == 0 { return nil }
      throw CaptureError(
        .blockHeader(at: buffer.fileOffset),
        .truncatedHeader(available: buffer.available, minimum: Self.minimumTotalLength))
    }
    var (type, length) = Self.header(of: buffer, order)
    var minimum = Self.minimumTotalLength
    if type == .sectionHeader {
      order = try Self.sectionOrder(in: &buffer)
      (type, length) = Self.header(of: buffer, order)
      minimum = Self.minimumSectionHeaderLength
    }
    guard length >= minimum else {
      throw CaptureError(
        .block(type, at: buffer.fileOffset),
        .lengthBelowMinimum(length: length, minimum: minimum))
    }
    let padded = (length + 3) & ~3
    guard padded <= Self.maximumTotalLength else {
      return try passOver(type, length: length, padded: padded, in: &buffer)
    }
    guard try buffer.require(padded) else {
      throw CaptureError(
        .block(type, at: buffer.fileOffset),
        .truncated(available: buffer.available, needed: padded))
    }
    try checkTrailer(
      at: padded - 4, of: buffer, length: length, padded: padded,
      .block(type, at: buffer.fileOffset))
    return BlockExtent(
      type: type, order: order, fileOffset: buffer.fileOffset, totalLength: padded,
      heldByteCount: padded)
  }

  /// Passes over a block that is too long to be held.
  private mutating func passOver(
    _ type: BlockType, length: Int, padded: Int, in buffer: inout CaptureBuffer
  ) throws(CaptureError) -> BlockExtent {
    let fileOffset = buffer.fileOffset
    let place = CaptureError.Place.block(type, at: fileOffset)
    guard !type.isKnown else {
      throw CaptureError(
        place, .lengthAboveMaximum(length: length, maximum: Self.maximumTotalLength))
    }
    do throws(CaptureError) {
      let passed = try buffer.discard(padded - 4)
      guard passed == padded - 4, try buffer.require(4) else {
        throw CaptureError(
          place, .truncated(available: passed + buffer.available, needed: padded))
      }
      try checkTrailer(at: 0, of: buffer, length: length, padded: padded, place)
    } catch {
      failure = error
      throw error
    }
    buffer.advance(4)
    return BlockExtent(
      type: type, order: order, fileOffset: fileOffset, totalLength: padded, heldByteCount: 0)
  }

  @inline(__always)  // Once per block.
  private func checkTrailer(
    at offset: Int, of buffer: borrowing CaptureBuffer, length: Int, padded: Int,
    _ place: @autoclosure () -> CaptureError.Place
  ) throws(CaptureError) {
    let trailing = Int(Self.word(at: offset, of: buffer, order))
    guard trailing == length || trailing == padded else {
      throw CaptureError(place(), .lengthsDiffer(leading: length, trailing: trailing))
    }
  }

  /// The byte order that a Section Header Block announces for itself and its section.
  ///
  /// Draft §4.1, Byte-Order Magic.
  private static func sectionOrder(
    in buffer: inout CaptureBuffer
  ) throws(CaptureError) -> ByteOrder {
    let place = CaptureError.Place.block(.sectionHeader, at: buffer.fileOffset)
    guard try buffer.require(minimumTotalLength) else {
      throw CaptureError(
        place,
        .truncatedHeader(available: buffer.available, minimum: minimumSectionHeaderLength))
    }
    switch word(at: 8, of: buffer, .bigEndian) {
    case 0x1a2b_3c4d: return .bigEndian
    case 0x4d3c_2b1a: return .littleEndian
    default:
      let bytes = buffer.bytes
      throw CaptureError(
        place, .unknownByteOrderMagic([bytes[8], bytes[9], bytes[10], bytes[11]]))
    }
  }

  /// Block Type and Block Total Length, which the buffer is known to hold.
  @inline(__always)  // Once per block.
  private static func header(
    of buffer: borrowing CaptureBuffer, _ order: ByteOrder
  ) -> (type: BlockType, length: Int) {
    var cursor = ByteCursor(buffer.bytes, order: order)
    let type = (try? cursor.uint32()) ?? 0
    let length = (try? cursor.uint32()) ?? 0
    return (BlockType(rawValue: type), Int(length))
  }

  /// A number in bytes that the buffer is known to hold.
  @inline(__always)  // Once per block.
  private static func word(
    at offset: Int, of buffer: borrowing CaptureBuffer, _ order: ByteOrder
  ) -> UInt32 {
    var cursor = ByteCursor(buffer.bytes.extracting(offset..<offset + 4), order: order)
    return (try? cursor.uint32()) ?? 0
  }
}
