import CallAnalysis
import CaptureBuilder
import Rendering
import SCCP
import Story
import Testing
import Text
import Wire

/// Lines share the text between their values; what they say is their own.
@Suite struct JSONOutlineTests {
  /// Renders each record after all others, and once more by a renderer that saw none.
  private final class BothWays: Listener {
    private let options: JSONLinesRenderer.Options
    private var together: JSONLinesRenderer
    private var alone = ""

    init(_ options: JSONLinesRenderer.Options) {
      self.options = options
      together = JSONLinesRenderer(options)
    }

    func hear(_ record: borrowing Record, _ replies: inout Replies) {
      together.hear(record, &replies)
      var fresh = JSONLinesRenderer(options)
      fresh.hear(record, &replies)
      alone += String(fresh.text)
    }

    /// The lines of both.
    var lines: (together: [Substring], alone: [Substring]) {
      (String(together.text).split(separator: "\n"), alone.split(separator: "\n"))
    }
  }

  /// Every message of the catalogue, twice with the same values, cut short with others, and once
  /// more as at first.
  private static func packets(version: Int) throws -> [CapturedPacket] {
    var talk = TimelineText.conversation()
    var ticks = 0
    for definition in Catalogue.messages {
      for seed in [1, 1, 2, 1] as [UInt64] {
        var samples = SampleValues(definition, version: version, seed: seed)
        let values = samples.values(for: definition.items)
        let encoder = MessageEncoder(version: UInt32(version))
        var bytes = try encoder.encode(definition, samples.withoutCounts(values))
        if seed == 2, bytes.count > 24 {
          let cut = bytes.count / 8 * 4
          let length = UInt32(cut - 8)
          bytes = Array(bytes[..<cut])
          for place in 0..<4 { bytes[place] = UInt8(length >> UInt32(8 * place) & 0xff) }
        }
        talk.transmit(.server, talk.queue(.server, bytes: bytes), at: ticks)
        ticks += 1000
      }
    }
    return talk.packets
  }

  @Test(arguments: [0, 17, 22], [false, true])
  func `what a line says does not depend on the lines before it`(
    version: Int, isDetailed: Bool
  ) throws {
    var options = JSONLinesRenderer.Options()
    options.isDetailed = isDetailed
    let both = BothWays(options)
    var writer = RecordWriter(for: both)
    var dissector = Dissector(Dissector.Options())
    let packets = try Self.packets(version: version)
    for (index, packet) in packets.enumerated() {
      // Two packets each are given out as one frame, whose lines begin alike.
      let stamp = FrameStamp(number: index / 2 + 1, time: packets[index / 2 * 2].time)
      dissector.accept(packet.bytes.span, linkType: .ethernet, at: stamp, into: &writer)
    }
    dissector.finish(into: &writer)
    writer.passOn()
    let lines = both.lines
    #expect(lines.together.count > Catalogue.messages.count)
    #expect(lines.together.count == lines.alone.count)
    for (together, alone) in zip(lines.together, lines.alone) { #expect(together == alone) }
  }

  /// Each decoder numbers its shapes, and outlines are kept by these numbers.
  @Test func `the shapes of two decoders are never taken for each other`() throws {
    let both = BothWays(JSONLinesRenderer.Options())
    var writer = RecordWriter(for: both)
    var one = Dissector(Dissector.Options())
    var other = Dissector(Dissector.Options())
    let packets = zip(try Self.packets(version: 0), try Self.packets(version: 22))
    for (index, (old, new)) in packets.enumerated() {
      let first = FrameStamp(number: 2 * index + 1, time: old.time)
      one.accept(old.bytes.span, linkType: .ethernet, at: first, into: &writer)
      let second = FrameStamp(number: 2 * index + 2, time: new.time)
      other.accept(new.bytes.span, linkType: .ethernet, at: second, into: &writer)
    }
    one.finish(into: &writer)
    other.finish(into: &writer)
    writer.passOn()
    let lines = both.lines
    #expect(lines.together.count > 2 * Catalogue.messages.count)
    #expect(lines.together == lines.alone)
  }
}
