package import Wire

/// One TCP segment as it was captured.
///
/// The payload is borrowed from the packet, or from the decoder that put the packet together.
package struct TCPSegment: ~Escapable {
  package let source: Endpoint
  package let destination: Endpoint
  /// Of the first byte of the payload, or of the SYN.
  package let sequenceNumber: SequenceNumber
  /// What the sender expects next; says something only with `ack` among the flags.
  package let acknowledgmentNumber: SequenceNumber
  package let flags: TCPFlags
  /// The window field, not scaled.
  package let window: UInt16
  package let payload: Span<UInt8>
  /// Payload bytes that were on the wire after `payload` and that the snap length cut off.
  package let missingByteCount: Int

  @_lifetime(copy payload)
  package init(
    source: Endpoint, destination: Endpoint, sequenceNumber: SequenceNumber,
    acknowledgmentNumber: SequenceNumber = SequenceNumber(0), flags: TCPFlags,
    window: UInt16 = 0, payload: Span<UInt8>, missingByteCount: Int = 0
  ) {
    self.source = source
    self.destination = destination
    self.sequenceNumber = sequenceNumber
    self.acknowledgmentNumber = acknowledgmentNumber
    self.flags = flags
    self.window = window
    self.payload = payload
    self.missingByteCount = missingByteCount
  }

  /// The number of the first byte of data: a SYN takes the number before it.
  package var firstByteNumber: SequenceNumber {
    flags.contains(.syn) ? sequenceNumber.advanced(by: 1) : sequenceNumber
  }

  /// Bytes of data that were on the wire.
  package var byteCount: Int { payload.count + missingByteCount }
}
