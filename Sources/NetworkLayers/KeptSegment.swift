package import Wire

/// A copy of a segment that waits until it is known what it belongs to.
package struct KeptSegment {
  /// What a segment costs beside its payload.
  package static let overheadByteCount = 160

  /// Whether it goes the way of the first one kept.
  package let isForward: Bool
  package let stamp: FrameStamp
  private let sequenceNumber: SequenceNumber
  private let acknowledgmentNumber: SequenceNumber
  private let flags: TCPFlags
  private let window: UInt16
  private let payload: [UInt8]
  private let missingByteCount: Int

  package init(_ segment: borrowing TCPSegment, isForward: Bool, at stamp: FrameStamp) {
    self.isForward = isForward
    self.stamp = stamp
    sequenceNumber = segment.sequenceNumber
    acknowledgmentNumber = segment.acknowledgmentNumber
    flags = segment.flags
    window = segment.window
    let bytes = segment.payload
    payload = bytes.indices.map { bytes[$0] }
    missingByteCount = segment.missingByteCount
  }

  /// The number of its first byte of data.
  package var firstByteNumber: SequenceNumber {
    flags.contains(.syn) ? sequenceNumber.advanced(by: 1) : sequenceNumber
  }

  /// Whether its number is that of data, or of a SYN.
  package var marksBeginning: Bool {
    flags.contains(.syn) || payload.count + missingByteCount > 0
  }

  /// Bytes of memory that it is counted with.
  package var byteCount: Int { payload.count + Self.overheadByteCount }

  /// The number after its last byte, as it was on the wire.
  var end: SequenceNumber { firstByteNumber.advanced(by: payload.count + missingByteCount) }

  /// The segment, between the ends of the first one kept.
  @_lifetime(borrow self)
  package func segment(between source: Endpoint, and destination: Endpoint) -> TCPSegment {
    TCPSegment(
      source: isForward ? source : destination, destination: isForward ? destination : source,
      sequenceNumber: sequenceNumber, acknowledgmentNumber: acknowledgmentNumber, flags: flags,
      window: window, payload: payload.span, missingByteCount: missingByteCount)
  }
}
