package import Wire

/// What a segment says beside its payload, to be kept.
package struct SegmentHead {
  package let stamp: FrameStamp
  private let sequenceNumber: SequenceNumber
  private let acknowledgmentNumber: SequenceNumber
  private let flags: TCPFlags
  private let window: UInt16
  private let payloadByteCount: Int
  private let missingByteCount: Int

  package init(_ segment: borrowing TCPSegment, at stamp: FrameStamp) {
    self.stamp = stamp
    sequenceNumber = segment.sequenceNumber
    acknowledgmentNumber = segment.acknowledgmentNumber
    flags = segment.flags
    window = segment.window
    payloadByteCount = segment.payload.count
    missingByteCount = segment.missingByteCount
  }

  /// The number of its first byte of data.
  package var firstByteNumber: SequenceNumber {
    flags.contains(.syn) ? sequenceNumber.advanced(by: 1) : sequenceNumber
  }

  /// Whether its number is that of data, or of a SYN.
  package var marksBeginning: Bool {
    flags.contains(.syn) || payloadByteCount + missingByteCount > 0
  }

  /// The number after its last byte, as it was on the wire.
  var end: SequenceNumber { firstByteNumber.advanced(by: payloadByteCount + missingByteCount) }

  /// The segment again, with the payload that was kept for it.
  @_lifetime(copy payload)
  package func segment(
    from source: Endpoint, to destination: Endpoint, payload: Span<UInt8>
  ) -> TCPSegment {
    TCPSegment(
      source: source, destination: destination,
      sequenceNumber: sequenceNumber, acknowledgmentNumber: acknowledgmentNumber, flags: flags,
      window: window, payload: payload, missingByteCount: missingByteCount)
  }
}
