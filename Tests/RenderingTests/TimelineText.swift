import CallAnalysis
import CaptureBuilder
import Rendering
import Wire

/// Renders packets from their bytes on.
enum TimelineText {
  static let clock = ScenarioClock.microseconds(since: 1_700_000_000)
  static let phone = Phone(
    macAddress: 0x0011_2233_4455, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
    address: .ipv4(10, 10, 1, 21))

  /// A connection of a phone, in the middle of which the capture begins.
  static func conversation(
    port: UInt16 = 50_000, address: IPAddress = .ipv4(10, 10, 1, 21)
  ) -> Conversation {
    var talk = Conversation(
      clock, device: Host(macAddress: 0x0011_2233_4455, address: address), port: port,
      server: Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1)))
    talk.version = 20
    return talk
  }

  /// The timeline's lines that are not empty.
  static func lines(
    _ packets: [CapturedPacket], _ options: TimelineOptions = TimelineOptions()
  ) -> [String] {
    var sink = TimelineSink(options)
    feed(packets, into: &sink)
    sink.renderer.finish()
    return lines(of: sink.renderer.text)
  }

  static func jsonLines(
    _ packets: [CapturedPacket],
    _ options: JSONLinesRenderer.Options = JSONLinesRenderer.Options()
  ) -> [String] {
    var sink = JSONLinesSink(options)
    feed(packets, into: &sink)
    return lines(of: sink.renderer.text)
  }

  private static func feed(_ packets: [CapturedPacket], into sink: inout some CommentSink) {
    var dissector = Dissector(Dissector.Options())
    for (index, packet) in packets.enumerated() {
      let stamp = FrameStamp(number: index + 1, time: packet.time)
      if let comment = packet.comment { sink.receive([comment], of: stamp) }
      dissector.accept(packet.bytes.span, linkType: .ethernet, at: stamp, into: &sink)
    }
    dissector.finish(into: &sink)
  }

  private static func lines(of text: borrowing TextBuffer) -> [String] {
    String(text).split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }
}

/// Takes the comments of packets beside what a dissector gives.
private protocol CommentSink: RecordSink {
  mutating func receive(_ comments: [String], of stamp: FrameStamp)
}

private final class TimelineSink: CommentSink {
  var renderer: TimelineRenderer

  init(_ options: TimelineOptions) {
    renderer = TimelineRenderer(options)
  }

  func receive(_ record: inout Record) { renderer.receive(record) }
  func receive(_ event: ConnectionEvent) { renderer.receive(event) }
  func receive(_ comments: [String], of stamp: FrameStamp) {
    renderer.receive(comments, of: stamp)
  }
}

private final class JSONLinesSink: CommentSink {
  var renderer: JSONLinesRenderer

  init(_ options: JSONLinesRenderer.Options) {
    renderer = JSONLinesRenderer(options)
  }

  func receive(_ record: inout Record) { renderer.receive(record) }
  func receive(_ event: ConnectionEvent) { renderer.receive(event) }
  func receive(_ comments: [String], of stamp: FrameStamp) {
    renderer.receive(comments, of: stamp)
  }
}
