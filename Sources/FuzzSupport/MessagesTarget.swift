import CallAnalysis
import NetworkLayers
import SCCP
import Story
import Wire

/// The input is a connection in short: segments, each after a byte of choices and two bytes with
/// its length. The framer gets their bytes as they are, the analysis within packets.
enum MessagesTarget {
  private static let maximumSegments = 256

  static func run(_ input: Span<UInt8>) throws(Violation) {
    let segments = Segment.all(in: input, maximum: maximumSegments)
    for direction in [MessageDefinition.Direction.deviceToServer, .serverToDevice] {
      let own = segments.filter { $0.direction == direction }.map(\.bytes)
      try FramerCheck.run(own, direction)
    }
    var dissector = Dissector(Dissector.Options())
    let outputs = Outputs()
    var writer = RecordWriter(for: outputs)
    var packets = SegmentPackets()
    for segment in segments {
      for packet in packets.packets(of: segment) {
        dissector.accept(
          packet.span, linkType: .ipv4, at: packets.stamp(for: segment), into: &writer)
        writer.passOn()
      }
    }
    dissector.finish(into: &writer)
    writer.passOn()
    var replies = Replies()
    outputs.finish(at: nil, &replies)
    try outputs.conclude(dissector.totals)
  }

  /// One segment of the input.
  struct Segment {
    let choices: UInt8
    let bytes: [UInt8]

    var direction: MessageDefinition.Direction {
      choices & 1 == 0 ? .deviceToServer : .serverToDevice
    }

    static func all(in input: Span<UInt8>, maximum: Int) -> [Segment] {
      var cursor = ByteCursor(input, order: .littleEndian)
      var segments: [Segment] = []
      while segments.count < maximum, let choices = try? cursor.uint8(),
        let length = try? cursor.uint16(),
        let bytes = try? cursor.take(min(Int(length), cursor.remaining))
      {
        segments.append(Segment(choices: choices, bytes: [UInt8](copying: bytes)))
      }
      return segments
    }
  }
}
