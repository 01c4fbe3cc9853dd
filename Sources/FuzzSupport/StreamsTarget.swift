import NetworkLayers
import Wire

/// The input is a script of segments for a small connection table; what it returns is held
/// against the segments.
enum StreamsTarget {
  static func run(_ input: Span<UInt8>) throws(Violation) {
    let script = SegmentScript(input)
    var table = ConnectionTable(capacity: 3)
    var check = StreamCheck(script.segments)
    for (index, segment) in script.segments.enumerated() {
      try feed(segment, number: index + 1, to: &table, &check)
    }
    table.finish()
    while let event = table.nextEvent() { try check.take(event) }
    try check.finish(table.counts)
  }

  private static func feed(
    _ segment: SegmentScript.Segment, number: Int, to table: inout ConnectionTable,
    _ check: inout StreamCheck
  ) throws(Violation) {
    let payload = segment.payload
    let isToServer = segment.direction == .toServer
    let tcp = TCPSegment(
      source: isToServer ? segment.client : segment.server,
      destination: isToServer ? segment.server : segment.client,
      sequenceNumber: SequenceNumber(segment.sequence),
      acknowledgmentNumber: SequenceNumber(segment.acknowledgment), flags: segment.flags,
      payload: payload.span, missingByteCount: segment.missingByteCount)
    let time = segment.milliseconds.map {
      Timestamp(seconds: $0 / 1000, nanoseconds: UInt32($0 % 1000) * 1_000_000)
    }
    let stamp = FrameStamp(number: number, time: time)
    if !table.accept(tcp, at: stamp) {
      // What the caller finds to be SCCP; the table may be asked to track any segment.
      guard segment.server != SegmentScript.server, segment.flags.contains(.psh) else { return }
      table.open(tcp, direction: segment.direction, at: stamp)
    }
    while let event = table.nextEvent(of: tcp) { try check.take(event) }
  }
}
