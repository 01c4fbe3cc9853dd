import Wire

/// Ethernet, and an IPv4 header (RFC 791 §3.1) without options around a packet that is no fragment:
/// what nearly every packet begins with, told from three loads.
///
/// What is told here is what ``LinkLayer`` finds, which reads all others.
enum PlainHeaders {
  private static let byteCount = Ethernet.headerByteCount + 20

  /// Where IP's payload begins, and its protocol number; nil where the packet begins otherwise.
  @inline(__always)  // Once per packet.
  static func payload(
    of packet: Span<UInt8>, linkType: LinkType
  ) -> (start: Int, protocolNumber: UInt8)? {
    let ip = Ethernet.headerByteCount
    guard linkType.rawValue == Ethernet.linkTypeNumber, packet.count >= byteCount,
      packet.uint32(at: ip - 2) & 0xffff_ff00 == typeAndVersion,
      packet.uint16(at: ip + 6) & 0x3fff == 0  // All but "don't fragment".
    else { return nil }
    return (byteCount, packet[ip + 9])
  }

  /// EtherType IPv4, version 4, and a header length of five words.
  private static let typeAndVersion: UInt32 = 0x0800_4500

  /// The ends of the TCP segment in such a packet; nil for any other packet.
  @inline(__always)
  static func ends(
    of packet: Span<UInt8>, linkType: LinkType
  ) -> (source: Endpoint, destination: Endpoint)? {
    guard let (tcp, protocolNumber) = payload(of: packet, linkType: linkType),
      protocolNumber == InternetProtocol.tcp, packet.count >= tcp + TCPHeader.minimumByteCount
    else { return nil }
    return (
      Endpoint(
        address: IPAddress(ipv4: packet.uint32(at: tcp - 8)), port: packet.uint16(at: tcp)),
      Endpoint(
        address: IPAddress(ipv4: packet.uint32(at: tcp - 4)), port: packet.uint16(at: tcp + 2))
    )
  }

  /// The TCP segment that such a packet holds; nil for any other packet, and where it was not
  /// captured whole or its headers contradict each other.
  @_lifetime(copy packet)
  @inline(__always)  // Else a segment is copied on its way out.
  static func segment(in packet: Span<UInt8>, linkType: LinkType) -> TCPSegment? {
    guard let (source, destination) = ends(of: packet, linkType: linkType) else { return nil }
    let tcp = byteCount
    let end = Ethernet.headerByteCount + Int(packet.uint16(at: Ethernet.headerByteCount + 2))
    let dataOffset = Int(packet[tcp + 12] >> 4) * 4
    guard dataOffset >= TCPHeader.minimumByteCount, tcp + dataOffset <= end, end <= packet.count
    else { return nil }
    return TCPSegment(
      source: source, destination: destination,
      sequenceNumber: SequenceNumber(packet.uint32(at: tcp + 4)),
      acknowledgmentNumber: SequenceNumber(packet.uint32(at: tcp + 8)),
      flags: TCPFlags(rawValue: packet[tcp + 13]), window: packet.uint16(at: tcp + 14),
      payload: packet.extracting(tcp + dataOffset..<end))
  }
}
