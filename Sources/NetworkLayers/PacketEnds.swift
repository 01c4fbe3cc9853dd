package import Wire

/// Between whom a packet goes.
package enum PacketEnds: Equatable, Sendable {
  /// A TCP segment.
  case segment(source: Endpoint, destination: Endpoint)
  /// A UDP datagram.
  case datagram(source: Endpoint, destination: Endpoint)
}

extension PacketDecoder {
  /// The ends that a packet goes between, for what sorts packets; nil where it has none.
  ///
  /// Of a segment in fragments only the last one tells: ``completedFrames`` has the others.
  /// Datagrams in fragments are not put together.
  package mutating func ends(
    of packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp
  ) -> PacketEnds? {
    forgetCompleted()
    if case .datagram(let datagram) = LinkLayer.decode(packet, linkType: linkType, depth: 0) {
      return .datagram(source: datagram.source, destination: datagram.destination)
    }
    guard let segment = segment(in: packet, linkType: linkType, at: stamp) else { return nil }
    return .segment(source: segment.source, destination: segment.destination)
  }
}
