import Wire

/// Finds the blocks of a pcapng file in a buffer.
///
/// Draft §3.1. Section Length (draft §4.1) is not used: it serves those who jump over a section,
/// and writers that could not seek back leave it at -1 or wrong.
struct BlockFramer {
  /// Block Type and Block Total Length.
  static let headerByteCount = 8
  /// The second Block Total Length.
  static let trailerByteCount = 4
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
  /// it. `passing` takes the bytes of a block that is too long to be held, for what copies files. It
  /// throws when the file ends inside the block and when its lengths make no sense:
  ///
  /// - A Block Total Length that is not a multiple of 4 is against the draft, yet such files
  ///   exist: it is rounded up, as Wireshark does (libpcap refuses the file).
  /// - Two Block Total Lengths that differ end the reading, as in Wireshark and libpcap: nothing
  ///   says which is right, and so where the next block begins.
  @inline(__always)  // Else what it returns goes through memory.
  mutating func next(
    in buffer: inout CaptureBuffer, passing: (Span<UInt8>) -> Void = { _ in }
  ) throws(CaptureError) -> BlockExtent? {
    guard failure == nil, let (type, length) = Self.wholeBlock(in: buffer.bytes, order)
    else { return try completeNext(in: &buffer, passing) }
    return BlockExtent(
      type: type, order: order, fileOffset: buffer.fileOffset, totalLength: length,
      heldByteCount: length)
  }

  /// The type of the block that `bytes` begin with, and its length with padding; nil where it is not
  /// whole, where its lengths make no sense, and where it begins a section.
  @inline(__always)  // Once per block.
  static func wholeBlock(
    in bytes: Span<UInt8>, _ order: ByteOrder
  ) -> (type: BlockType, length: Int)? {
    guard bytes.count >= minimumTotalLength else { return nil }
    let type = BlockType(rawValue: bytes.uint32(at: 0, order))
    let length = Int(bytes.uint32(at: 4, order))
    let padded = (length + 3) & ~3
    guard length >= minimumTotalLength, padded <= bytes.count, type.rawValue != sectionHeader
    else { return nil }
    let trailing = Int(bytes.uint32(at: padded - 4, order))
    return trailing == length || trailing == padded ? (type, padded) : nil
  }

  private static let sectionHeader = BlockType.sectionHeader.rawValue

  /// The same as ``next(in:passing:)``, for a block that must be read further, or has more to
  /// say.
  @inline(never)
  private mutating func completeNext(
    in buffer: inout CaptureBuffer, _ passing: (Span<UInt8>) -> Void
  ) throws(CaptureError) -> BlockExtent? {
    if let failure { throw failure }
    guard try buffer.require(Self.headerByteCount) else {
      if buffer.available == 0 { return nil }
      throw CaptureError(
        .blockHeader(at: buffer.fileOffset),
        .truncatedHeader(available: buffer.available, minimum: Self.minimumTotalLength))
    }
    // A Section Header Block is no other file here.
    if buffer.bytes[0] != 0x0a, try buffer.require(JoinedCapture.byteCount) {
      try JoinedCapture.check(buffer)
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
      return try passOver(type, length: length, padded: padded, in: &buffer, passing)
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
    _ type: BlockType, length: Int, padded: Int, in buffer: inout CaptureBuffer,
    _ passing: (Span<UInt8>) -> Void
  ) throws(CaptureError) -> BlockExtent {
    let fileOffset = buffer.fileOffset
    let place = CaptureError.Place.block(type, at: fileOffset)
    guard !type.isKnown else {
      throw CaptureError(
        place, .lengthAboveMaximum(length: length, maximum: Self.maximumTotalLength))
    }
    do throws(CaptureError) {
      let passed = try buffer.discard(padded - 4, passing)
      guard passed == padded - 4, try buffer.require(4) else {
        throw CaptureError(
          place, .truncated(available: passed + buffer.available, needed: padded))
      }
      try checkTrailer(at: 0, of: buffer, length: length, padded: padded, place)
    } catch {
      failure = error
      // Nothing says where the next block begins: what is held is none.
      buffer.advance(buffer.available)
      throw error
    }
    _ = try buffer.discard(4, passing)
    return BlockExtent(
      type: type, order: order, fileOffset: fileOffset, totalLength: padded, heldByteCount: 0)
  }

  private func checkTrailer(
    at offset: Int, of buffer: borrowing CaptureBuffer, length: Int, padded: Int,
    _ place: @autoclosure () -> CaptureError.Place
  ) throws(CaptureError) {
    let trailing = Int(buffer.bytes.uint32(at: offset, order))
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
    switch buffer.bytes.uint32(at: 8, .bigEndian) {
    case 0x1a2b_3c4d: return .bigEndian
    case 0x4d3c_2b1a: return .littleEndian
    default:
      let bytes = buffer.bytes
      throw CaptureError(
        place, .unknownByteOrderMagic([bytes[8], bytes[9], bytes[10], bytes[11]]))
    }
  }

  /// Block Type and Block Total Length, which the buffer is known to hold.
  private static func header(
    of buffer: borrowing CaptureBuffer, _ order: ByteOrder
  ) -> (type: BlockType, length: Int) {
    let bytes = buffer.bytes
    return (BlockType(rawValue: bytes.uint32(at: 0, order)), Int(bytes.uint32(at: 4, order)))
  }
}
