import NetworkLayers
import Wire

/// A packet decoder that a test can ask within an expectation.
final class TestDecoder {
  private var decoder = PacketDecoder()

  var counts: LayerCounts { decoder.counts }

  /// The segment found in a packet, or completed by it.
  func summary(
    of packet: [UInt8], _ linkType: LinkType, frame: Int = 1, time: Timestamp? = nil
  ) -> SegmentSummary? {
    let stamp = FrameStamp(number: frame, time: time)
    return Self.summary(of: packet, linkType, stamp, with: &decoder)
  }

  private static func summary(
    of packet: [UInt8], _ linkType: LinkType, _ stamp: FrameStamp,
    with decoder: inout PacketDecoder
  ) -> SegmentSummary? {
    guard let segment = decoder.segment(in: packet.span, linkType: linkType, at: stamp) else {
      return nil
    }
    return SegmentSummary(segment, frame: stamp.number)
  }
}
