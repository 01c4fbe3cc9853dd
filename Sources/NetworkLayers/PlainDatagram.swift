package import Wire

/// A UDP datagram, no tunnel's, in Ethernet and a whole packet of IPv4 without options, as RTP is.
package struct PlainDatagram: Sendable {
  /// Where the captured data lies; nowhere where there is none.
  package let payload: Range<Int>
  /// Where the IP packet ends, as far as it was captured.
  package let end: Int
  /// The lower one of its ports.
  package let lowerPort: UInt16

  /// Looks into a packet as it was captured; nil where it is another.
  ///
  /// ``PacketSieve`` passes over each packet that is one.
  package init?(_ packet: Span<UInt8>, linkType: LinkType) {
    guard let (start, protocolNumber) = PlainHeaders.payload(of: packet, linkType: linkType),
      protocolNumber == InternetProtocol.udp
    else { return nil }
    self.init(at: start, in: packet)
  }

  /// Looks into a packet whose UDP header begins at `start`.
  @inline(__always)  // Once per packet.
  init?(at start: Int, in packet: Span<UInt8>) {
    let dataStart = start + UDP.headerByteCount
    guard packet.count >= dataStart else { return nil }
    let ports = packet.uint32(at: start)
    if UDP.mayBeTunnel(ports: ports) { return nil }
    let length = Int(packet.uint16(at: PlainPacket.ipOffset + 2))
    // None is said where the network card cuts packets itself.
    end = length == 0 ? packet.count : min(packet.count, PlainPacket.ipOffset + length)
    guard end >= dataStart else { return nil }
    payload = dataStart < packet.count ? dataStart..<packet.count : 0..<0
    lowerPort = min(UInt16(truncatingIfNeeded: ports), UInt16(truncatingIfNeeded: ports >> 16))
  }
}
