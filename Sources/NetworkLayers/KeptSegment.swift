package import Wire

/// A copy of a segment that waits until it is known what it belongs to.
package struct KeptSegment {
  /// What a segment costs beside its payload.
  package static let overheadByteCount = 160

  /// Whether it goes the way of the first one kept.
  package let isForward: Bool
  package let head: SegmentHead
  private var payload: [UInt8] = []

  package init(_ segment: borrowing TCPSegment, isForward: Bool, at stamp: FrameStamp) {
    self.isForward = isForward
    head = SegmentHead(segment, at: stamp)
    payload.append(segment.payload)
  }

  /// Bytes of memory that it is counted with.
  package var byteCount: Int { payload.count + Self.overheadByteCount }

  /// The segment, between the ends of the first one kept.
  @_lifetime(borrow self)
  package func segment(between source: Endpoint, and destination: Endpoint) -> TCPSegment {
    head.segment(
      from: isForward ? source : destination, to: isForward ? destination : source,
      payload: payload.span)
  }
}
