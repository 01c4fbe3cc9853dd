import Wire

/// Where a packet of a pcap file lies, and what its header says.
///
/// draft-ietf-opsawg-pcap §5.
struct PacketRecord {
  /// Bytes that the header has in every variant of the format.
  static let minimumHeaderByteCount = 16

  /// Ticks of the file's clock.
  let ticks: UInt64
  /// The part below a second, as it stands in the file.
  let fraction: UInt64
  let capturedLength: Int
  let originalLength: Int
  let headerByteCount: Int

  /// Bytes of the record in the file.
  var byteCount: Int { headerByteCount + capturedLength }

  /// Decodes the header that `bytes` begin with, which are as many as it has.
  @inline(__always)  // Once per packet.
  init(_ bytes: Span<UInt8>, _ file: PcapFileHeader) {
    let order = file.order
    let seconds = UInt64(bytes.uint32(at: 0, order))
    fraction = UInt64(bytes.uint32(at: 4, order))
    let first = Int(bytes.uint32(at: 8, order))
    let second = Int(bytes.uint32(at: 12, order))
    let isSwapped = file.hasSwappedLengths(capturedLength: first, originalLength: second)
    (capturedLength, originalLength) = isSwapped ? (second, first) : (first, second)
    headerByteCount = file.recordHeaderByteCount
    // A fraction of more than a second, which broken writers leave, carries over.
    let ticksPerSecond: UInt64 = file.clock.resolution == .nanoseconds ? 1_000_000_000 : 1_000_000
    ticks = seconds * ticksPerSecond + fraction
  }

  /// Makes the next record the front of the buffer; nil at the end of the file.
  ///
  /// It throws when the file ends inside the record, or when its length makes no sense.
  static func next(
    in buffer: inout CaptureBuffer, _ file: PcapFileHeader
  ) throws(CaptureError) -> PacketRecord? {
    let headerByteCount = file.recordHeaderByteCount
    guard try buffer.require(headerByteCount) else {
      if buffer.available == 0 { return nil }
      throw truncation(in: buffer, needed: headerByteCount)
    }
    let record = PacketRecord(buffer.bytes, file)
    try JoinedCapture.check(buffer)
    guard record.capturedLength <= file.maximumCapturedLength else {
      throw CaptureError(
        .packetRecord(at: buffer.fileOffset),
        .capturedLengthAboveMaximum(
          capturedLength: record.capturedLength, maximum: file.maximumCapturedLength))
    }
    guard try buffer.require(record.byteCount) else {
      throw truncation(in: buffer, needed: record.byteCount)
    }
    return record
  }

  private static func truncation(in buffer: borrowing CaptureBuffer, needed: Int) -> CaptureError {
    CaptureError(
      .packetRecord(at: buffer.fileOffset),
      .truncated(available: buffer.available, needed: needed))
  }
}
