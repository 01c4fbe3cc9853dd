import Wire

/// The IPv6 header, RFC 8200 §3.
enum IPv6 {
  private static let headerByteCount = 40

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard depth < PacketDecoder.maximumDepth else { return .fault(.nestedTooDeep) }
    guard bytes.count >= headerByteCount else { return .fault(.ipHeaderCut) }
    guard bytes[0] >> 4 == 6 else { return .fault(.ipHeaderInvalid) }
    depth.trace?.note(.ipv6, in: bytes)
    let nextHeader = bytes[6]
    // Most packets of a capture are RTP and end here.
    if nextHeader == InternetProtocol.udp,
      !UDP.mayBeTunnel(bytes.extracting(headerByteCount...))
    {
      depth.trace?.note(.udp, at: headerByteCount, in: bytes)
      let datagram = UDPDatagram(
        bytes.extracting(headerByteCount...), from: IPAddress(ipv6: bytes.uint128(at: 8)),
        to: IPAddress(ipv6: bytes.uint128(at: 24)))
      guard let datagram else { return .other }
      return .datagram(datagram)
    }
    let payloadLength = Int(bytes.uint16(at: 4))
    // Zero: a jumbogram, or what a network card that cuts segments itself leaves there.
    let end = payloadLength == 0 ? bytes.count : headerByteCount + payloadLength
    let payload = IPPayload(
      source: IPAddress(ipv6: bytes.uint128(at: 8)),
      destination: IPAddress(ipv6: bytes.uint128(at: 24)),
      protocolNumber: nextHeader,
      bytes: bytes.extracting(headerByteCount..<min(end, bytes.count)),
      missingByteCount: max(0, end - bytes.count))
    return InternetProtocol.decode(payload, depth: depth)
  }
}
