package import Wire

/// Tells from a few bytes that a packet cannot matter, before anything is made of it.
///
/// Most packets of a call centre's captures are RTP. What is passed over here is what
/// ``PacketDecoder`` would find to be something other than TCP, without a fault to count.
package enum PacketSieve {
  /// Whether the packet is a UDP datagram (RFC 768) in Ethernet and IPv4, neither fragmented nor a
  /// tunnel.
  package static func passesOver(_ packet: Span<UInt8>, linkType: LinkType) -> Bool {
    guard linkType == .ethernet, packet.count >= udp + 8, packet.uint16(at: 12) == EtherType.ipv4,
      packet[Ethernet.headerByteCount] == plainHeader,
      packet[Ethernet.headerByteCount + 9] == InternetProtocol.udp,
      packet.uint16(at: Ethernet.headerByteCount + 6) & 0x3fff == 0
    else { return false }
    return !VXLAN.isDestination(of: packet.extracting(udp...))
  }

  /// IP version 4, and a header without options: RFC 791 §3.1.
  private static let plainHeader: UInt8 = 0x45
  /// Where the UDP header begins.
  private static let udp = Ethernet.headerByteCount + 20
}
