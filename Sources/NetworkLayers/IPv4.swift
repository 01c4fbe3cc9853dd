import Wire

/// The IPv4 header, RFC 791 §3.1.
enum IPv4 {
  private static let minimumHeaderByteCount = 20

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard depth < PacketDecoder.maximumDepth else { return .fault(.nestedTooDeep) }
    guard bytes.count >= minimumHeaderByteCount else { return .fault(.ipHeaderCut) }
    let headerByteCount = Int(bytes[0] & 0x0f) * 4
    guard bytes[0] >> 4 == 4, headerByteCount >= minimumHeaderByteCount else {
      return .fault(.ipHeaderInvalid)
    }
    guard bytes.count >= headerByteCount else { return .fault(.ipHeaderCut) }
    depth.trace?.note(.ipv4, in: bytes)
    let protocolNumber = bytes[9]
    let fragmentation = bytes.uint16(at: 6) & 0x3fff  // without "don't fragment"
    // Most packets of a capture are RTP and end here.
    if protocolNumber == InternetProtocol.udp, fragmentation == 0,
      !UDP.mayBeTunnel(bytes.extracting(headerByteCount...))
    {
      depth.trace?.note(.udp, at: headerByteCount, in: bytes)
      let datagram = UDPDatagram(
        bytes.extracting(headerByteCount...), from: IPAddress(ipv4: bytes.uint32(at: 12)),
        to: IPAddress(ipv4: bytes.uint32(at: 16)))
      guard let datagram else { return .other }
      return .datagram(datagram)
    }
    let totalLength = Int(bytes.uint16(at: 2))
    // Zero is what a network card that cuts segments itself leaves there.
    let end = totalLength == 0 ? bytes.count : totalLength
    guard end >= headerByteCount else { return .fault(.ipHeaderInvalid) }
    let payload = IPPayload(
      source: IPAddress(ipv4: bytes.uint32(at: 12)),
      destination: IPAddress(ipv4: bytes.uint32(at: 16)),
      protocolNumber: protocolNumber,
      bytes: bytes.extracting(headerByteCount..<min(end, bytes.count)),
      missingByteCount: max(0, end - bytes.count))
    guard fragmentation != 0 else { return InternetProtocol.decode(payload, depth: depth) }
    let offset = Int(fragmentation & 0x1fff) * 8
    guard
      InternetProtocol.mayCarryTCP(protocolNumber, payload.bytes, fragmentOffset: offset)
    else { return .other }
    return .fragment(
      IPFragment(
        identification: UInt32(bytes.uint16(at: 4)), offset: offset,
        hasMore: fragmentation & 0x2000 != 0, payload: payload,
        depth: depth.level))
  }
}
