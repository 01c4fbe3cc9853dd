package import Wire

/// A packet whose headers are what nearly every packet has: Ethernet, and IPv4 without options around a
/// whole TCP segment, or around a UDP datagram that is no tunnel.
///
/// What is told here is what ``PacketLayers`` finds, which looks into all others.
package struct PlainPacket: Sendable {
  package enum Content: Sendable {
    /// A TCP segment, and the number of its first byte of data.
    case segment(firstByteNumber: SequenceNumber)
    case datagram
  }

  package let content: Content
  package let source: Endpoint
  package let destination: Endpoint
  /// Where the captured data lies; nowhere where there is none.
  package let payload: Range<Int>
  /// Where the IP packet ends, as far as it was captured.
  package let end: Int

  /// Where the headers begin.
  package static let ipOffset = Ethernet.headerByteCount
  package static let transportOffset = ipOffset + 20

  /// Looks into a packet as it was captured; nil where it is another.
  @inline(__always)  // Once per packet.
  package init?(_ packet: Span<UInt8>, linkType: LinkType) {
    guard let (start, protocolNumber) = PlainHeaders.payload(of: packet, linkType: linkType) else {
      return nil
    }
    if protocolNumber == InternetProtocol.udp {
      self.init(datagramAt: start, in: packet)
    } else {
      self.init(segmentIn: packet, linkType)
    }
  }

  @inline(__always)
  private init?(segmentIn packet: Span<UInt8>, _ linkType: LinkType) {
    guard let segment = PlainHeaders.segment(in: packet, linkType: linkType) else { return nil }
    content = .segment(firstByteNumber: segment.firstByteNumber)
    source = segment.source
    destination = segment.destination
    end = Self.ipOffset + Int(packet.uint16(at: Self.ipOffset + 2))
    payload = segment.payload.isEmpty ? 0..<0 : end - segment.payload.count..<end
  }

  @inline(__always)
  private init?(datagramAt start: Int, in packet: Span<UInt8>) {
    guard let datagram = PlainDatagram(at: start, in: packet) else { return nil }
    content = .datagram
    source = Endpoint(
      address: IPAddress(ipv4: packet.uint32(at: start - 8)), port: packet.uint16(at: start))
    destination = Endpoint(
      address: IPAddress(ipv4: packet.uint32(at: start - 4)), port: packet.uint16(at: start + 2))
    payload = datagram.payload
    end = datagram.end
  }
}
