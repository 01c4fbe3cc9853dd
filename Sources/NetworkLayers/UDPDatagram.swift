import Wire

/// One UDP datagram (RFC 768) as it was captured, its payload borrowed from the packet.
struct UDPDatagram: ~Escapable {
  let source: Endpoint
  let destination: Endpoint
  let payload: Span<UInt8>

  static let headerByteCount = 8

  /// Reads a datagram between two addresses; nil where its header was not captured whole.
  @_lifetime(copy bytes)
  @inline(__always)  // Once per packet.
  init?(_ bytes: Span<UInt8>, from source: IPAddress, to destination: IPAddress) {
    guard bytes.count >= Self.headerByteCount else { return nil }
    self.source = Endpoint(address: source, port: bytes.uint16(at: 0))
    self.destination = Endpoint(address: destination, port: bytes.uint16(at: 2))
    payload = bytes.extracting(Self.headerByteCount...)
  }
}
