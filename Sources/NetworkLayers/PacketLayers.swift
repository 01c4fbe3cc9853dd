package import Wire

/// Where the headers of a packet lie, and what they lead to; for what changes packets.
package struct PacketLayers: Sendable {
  /// The headers and addresses, from the outside to the inside.
  package let layers: [Layer]
  package let content: Content

  /// What the headers lead to.
  package enum Content: Sendable {
    case segment(SegmentPlace)
    /// A UDP datagram that is no tunnel, and where its payload lies.
    case datagram(source: Endpoint, destination: Endpoint, payload: Range<Int>)
    /// A part of an IP packet that could hold TCP: where it lies, and where in the packet's payload it
    /// begins.
    case fragment(Range<Int>, offset: Int)
    /// Nothing that is understood.
    case other
  }

  /// A TCP segment in a packet.
  package struct SegmentPlace: Sendable {
    package let source: Endpoint
    package let destination: Endpoint
    /// Of the first byte of data.
    package let firstByteNumber: SequenceNumber
    /// Where the captured data lies.
    package let payload: Range<Int>
  }

  /// Looks into a packet as it was captured.
  package init(of packet: Span<UInt8>, linkType: LinkType) {
    let trace = LayerTrace(packet)
    let decoded = LinkLayer.decode(
      packet, linkType: linkType, depth: Nesting(0, tracedBy: trace))
    self.init(decoded, trace, of: packet)
  }

  private init(
    _ decoded: borrowing DecodedPacket, _ trace: LayerTrace, of packet: Span<UInt8>
  ) {
    layers = trace.layers
    switch decoded {
    case .segment(let segment):
      content = .segment(
        SegmentPlace(
          source: segment.source, destination: segment.destination,
          firstByteNumber: segment.firstByteNumber,
          payload: Self.place(of: segment.payload, in: packet)))
    case .datagram(let datagram):
      content = .datagram(
        source: datagram.source, destination: datagram.destination,
        payload: Self.place(of: datagram.payload, in: packet))
    case .fragment(let fragment):
      content = .fragment(
        Self.place(of: fragment.payload.bytes, in: packet), offset: fragment.offset)
    case .other, .unreachable, .unread, .fault: content = .other
    }
  }

  /// Where a part of a packet lies; nowhere for an empty one.
  private static func place(of part: Span<UInt8>, in packet: Span<UInt8>) -> Range<Int> {
    part.isEmpty ? 0..<0 : packet.indices(of: part) ?? 0..<0
  }
}
