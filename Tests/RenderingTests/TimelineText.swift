import CallAnalysis
import CaptureBuilder
import Rendering
import Story
import Text
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
    lines(packets, TimelineRenderer(options))
  }

  static func jsonLines(
    _ packets: [CapturedPacket],
    _ options: JSONLinesRenderer.Options = JSONLinesRenderer.Options()
  ) -> [String] {
    lines(packets, JSONLinesRenderer(options))
  }

  private static func lines<R: Renderer & ~Copyable>(
    _ packets: [CapturedPacket], _ renderer: consuming R
  ) -> [String] {
    let listener = RenderingListener(renderer)
    feed(packets, to: listener)
    return listener.lines
  }

  private static func feed<R: Renderer & ~Copyable>(
    _ packets: [CapturedPacket], to listener: RenderingListener<R>
  ) {
    var writer = RecordWriter(for: listener)
    var dissector = Dissector(Dissector.Options())
    for (index, packet) in packets.enumerated() {
      let stamp = FrameStamp(number: index + 1, time: packet.time)
      if let comment = packet.comment { writer.append(.comments([comment], of: stamp.place)) }
      dissector.accept(packet.bytes.span, linkType: .ethernet, at: stamp, into: &writer)
    }
    dissector.finish(into: &writer)
    writer.passOn()
  }
}

/// Gives a renderer what a dissector finds.
private final class RenderingListener<R: Renderer & ~Copyable>: Listener {
  private var renderer: R

  init(_ renderer: consuming R) {
    self.renderer = renderer
  }

  func hear(_ record: borrowing Record, _ replies: inout Replies) {
    renderer.hear(record, &replies)
  }

  func hear(_ event: Event, _ replies: inout Replies) {
    renderer.hear(event, &replies)
  }

  /// The lines that are not empty, when the capture is over.
  var lines: [String] {
    var replies = Replies()
    renderer.finish(at: nil, &replies)
    var text = ""
    renderer.drain { text += String(copying: $0) }
    return text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }
}
