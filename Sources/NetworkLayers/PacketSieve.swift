package import Wire

/// Tells from a few bytes that a packet cannot matter, before anything is made of it.
///
/// Most packets of a call centre's captures are RTP. What is passed over here is what
/// ``PacketDecoder`` would find to be something other than TCP, without a fault to count.
package enum PacketSieve {
  /// Whether the packet is a UDP datagram (RFC 768) in Ethernet and IPv4, neither fragmented nor a
  /// tunnel.
  package static func passesOver(_ packet: Span<UInt8>, linkType: LinkType) -> Bool {
    guard let (udp, protocolNumber) = PlainHeaders.payload(of: packet, linkType: linkType),
      protocolNumber == InternetProtocol.udp, packet.count >= udp + 8
    else { return false }
    return !UDP.mayBeTunnel(ports: packet.uint32(at: udp))
  }

  /// Whether the packet is a TCP segment whose connection another process looks at. One in fragments
  /// is told from others when it is put together.
  package static func passesOver(
    _ packet: Span<UInt8>, linkType: LinkType, except shard: Shard
  ) -> Bool {
    if let segment = PlainHeaders.segment(in: packet, linkType: linkType) {
      return !shard.holds(segment)
    }
    guard case .segment(let segment) = LinkLayer.decode(packet, linkType: linkType, depth: 0)
    else { return false }
    return !shard.holds(segment)
  }
}
