package import Wire

/// Finds the TCP segment in a packet, through all the headers and fragments around it.
package struct PacketDecoder: ~Copyable {
  /// IP and Ethernet headers within each other: a mirrored tunnel within a tunnel has five.
  package static let maximumDepth = 8

  /// What could not be read so far.
  package private(set) var counts = LayerCounts()
  private var reassembler = FragmentReassembler()
  private var unreachable: Unreachable?

  package init() {}

  /// The frames of the fragments whose packet was completed last, until the next call.
  package var completedFrames: [FramePlace] { reassembler.completedFrames }

  /// The packet whose fragments were completed last, with a header of its own: one of IPv4 without
  /// options, or of IPv6.
  package var completedPacket: (bytes: [UInt8], headerByteCount: Int, isIPv6: Bool)? {
    guard let packet = reassembler.completed else { return nil }
    return packet.withHeader
  }

  mutating func forgetCompleted() {
    reassembler.forgetCompleted()
  }

  /// What the last packet says of a segment that was not delivered, where it held none itself.
  package mutating func takeUnreachable() -> Unreachable? {
    if unreachable == nil { return nil }
    defer { unreachable = nil }
    return unreachable
  }

  /// The TCP segment that a packet holds or completes; nil when there is none.
  ///
  /// `packet` are the captured bytes. The segment is borrowed from them, or from the decoder when
  /// the packet was the last missing fragment.
  @_lifetime(&self, copy packet)
  package mutating func segment(
    in packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp
  ) -> TCPSegment? {
    if let segment = PlainHeaders.segment(in: packet, linkType: linkType) { return segment }
    return segmentWithin(packet, linkType: linkType, at: stamp)
  }

  /// Decodes a packet with headers of any kind.
  @_lifetime(&self, copy packet)
  @inline(never)  // Else the segments of most packets are copied on their way out.
  private mutating func segmentWithin(
    _ packet: Span<UInt8>, linkType: LinkType, at stamp: FrameStamp
  ) -> TCPSegment? {
    switch LinkLayer.decode(packet, linkType: linkType, depth: 0) {
    case .segment(let segment): return segment
    case .datagram, .other: return nil
    case .unreachable(let notice):
      unreachable = notice
      return nil
    case .unread(let content):
      counts.count(content)
      return nil
    case .fault(let fault):
      counts.count(fault, linkType: linkType)
      return nil
    case .fragment(let fragment):
      guard take(fragment, linkType: linkType, at: stamp) else { return nil }
      return completedSegment(linkType: linkType)
    }
  }

  /// Adds a fragment; true when the reassembler then holds a whole packet.
  private mutating func take(
    _ fragment: borrowing IPFragment, linkType: LinkType, at stamp: FrameStamp
  ) -> Bool {
    switch reassembler.append(fragment, at: stamp) {
    case .complete:
      counts.reassembledPackets += 1
      counts.incompletePackets = reassembler.incompletePackets
      return true
    case .waiting:
      counts.incompletePackets = reassembler.incompletePackets
      return false
    case .unusable:
      counts.count(.fragmentUnusable, linkType: linkType)
      return false
    }
  }

  @_lifetime(&self)
  private mutating func completedSegment(linkType: LinkType) -> TCPSegment? {
    guard let packet = reassembler.completed else { return nil }
    switch InternetProtocol.decode(packet, depth: Nesting(reassembler.completedDepth)) {
    case .segment(let segment): return segment
    case .datagram, .other, .unreachable: return nil
    case .unread(let content):
      counts.count(content)
      return nil
    case .fault(let fault):
      counts.count(fault, linkType: linkType)
      return nil
    case .fragment:
      // A fragment within a reassembled packet: fragmented twice, which no network does.
      counts.count(.fragmentUnusable, linkType: linkType)
      return nil
    }
  }
}
