import Wire

/// What one IP packet carries, after its header.
struct IPPayload: ~Escapable {
  let source: IPAddress
  let destination: IPAddress
  /// IANA's protocol number, which is also that of IPv6's Next Header.
  let protocolNumber: UInt8
  /// As far as they were captured, without the padding of the link below.
  let bytes: Span<UInt8>
  /// Bytes that the IP header announces after `bytes` and that were not captured.
  let missingByteCount: Int

  @_lifetime(copy bytes)
  init(
    source: IPAddress, destination: IPAddress, protocolNumber: UInt8, bytes: Span<UInt8>,
    missingByteCount: Int
  ) {
    self.source = source
    self.destination = destination
    self.protocolNumber = protocolNumber
    self.bytes = bytes
    self.missingByteCount = missingByteCount
  }

  /// What lies after a header of `offset` bytes at its front.
  @_lifetime(copy self)
  func inside(_ protocolNumber: UInt8, from offset: Int) -> IPPayload {
    IPPayload(
      source: source, destination: destination, protocolNumber: protocolNumber,
      bytes: bytes.extracting(offset...), missingByteCount: missingByteCount)
  }
}
