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

  static func lines(
    _ packets: [CapturedPacket], _ options: TimelineOptions = TimelineOptions()
  ) -> [String] {
    var renderer = TimelineRenderer(options)
    feed(packets) { dissector, packet, stamp in
      if let comment = packet.comment { renderer.receive([comment], of: stamp.number) }
      dissector.accept(packet.bytes.span, linkType: .ethernet, at: stamp, into: &renderer)
    } end: {
      $0.finish(into: &renderer)
    }
    renderer.finish()
    return lines(of: renderer.text)
  }

  static func jsonLines(
    _ packets: [CapturedPacket],
    _ options: JSONLinesRenderer.Options = JSONLinesRenderer.Options()
  ) -> [String] {
    var renderer = JSONLinesRenderer(options)
    feed(packets) { dissector, packet, stamp in
      dissector.accept(packet.bytes.span, linkType: .ethernet, at: stamp, into: &renderer)
    } end: {
      $0.finish(into: &renderer)
    }
    return lines(of: renderer.text)
  }

  private static func feed(
    _ packets: [CapturedPacket],
    _ accept: (inout Dissector, CapturedPacket, FrameStamp) -> Void,
    end: (inout Dissector) -> Void
  ) {
    var dissector = Dissector(Dissector.Options())
    for (index, packet) in packets.enumerated() {
      accept(&dissector, packet, FrameStamp(number: index + 1, time: packet.time))
    }
    end(&dissector)
  }

  private static func lines(of text: borrowing TextBuffer) -> [String] {
    String(text).split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }
}
