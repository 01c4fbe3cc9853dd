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

  /// The packet as one that was never cut: a header with what is known, and the payload.
  var withHeader: (bytes: [UInt8], headerByteCount: Int, isIPv6: Bool) {
    let isIPv6 = source.isIPv6
    let headerByteCount = isIPv6 ? 40 : 20
    var writer = ByteWriter(order: .bigEndian)
    if isIPv6 {
      writer.uint32(0x6000_0000)
      writer.uint16(UInt16(clamping: bytes.count))
      writer.uint8(protocolNumber)
      writer.uint8(64)
    } else {
      writer.uint16(0x4500)
      // None is said of one that is too long to be whole.
      writer.uint16(UInt16(exactly: headerByteCount + bytes.count) ?? 0)
      writer.uint32(0)
      writer.uint8(64)
      writer.uint8(protocolNumber)
      writer.uint16(0)
    }
    for address in [source, destination] {
      let byteCount = isIPv6 ? 16 : 4
      for index in 0..<byteCount {
        let shift = UInt128(8 * (byteCount - 1 - index))
        writer.uint8(UInt8(truncatingIfNeeded: address.bits >> shift))
      }
    }
    writer.append(bytes)
    return (writer.bytes, headerByteCount, isIPv6)
  }

  /// What lies after a header of `offset` bytes at its front.
  @_lifetime(copy self)
  func inside(_ protocolNumber: UInt8, from offset: Int) -> IPPayload {
    IPPayload(
      source: source, destination: destination, protocolNumber: protocolNumber,
      bytes: bytes.extracting(offset...), missingByteCount: missingByteCount)
  }
}
