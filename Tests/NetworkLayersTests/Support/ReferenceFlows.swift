import NetworkLayers
import Wire

/// One direction of a connection as text: its ends, then each gapless run with its first byte's
/// place in the stream, its bytes and the frames that brought them.
enum ReferenceFlows {
  private static let script = """
    import sys, os
    sys.path.insert(0, os.path.dirname(sys.argv[1]))
    import refdecode
    for flow in refdecode.read_flows(sys.argv[2]):
        line = ['%s %d %s %d' % (flow.src, flow.srcport, flow.dst, flow.dstport)]
        for start, data, marks in flow.runs():
            frames, at = [], start
            for end, frame in marks:
                if frames and frames[-1][0] == frame.number:
                    frames[-1][1] += end - at
                else:
                    frames.append([frame.number, end - at])
                at = end
            line.append('%d:%s:%s' % (start, data.hex(), frames))
        if len(line) > 1:
            print('|'.join(line).replace(' ', ''))
    """

  /// What the reference decoder's reassembly says.
  static func reference(_ path: String) throws -> Set<String> {
    let text = try Tool.run("python3", ["-c", script, Tool.reference, path])
    return Set(text.split(separator: "\n").map(String.init))
  }

  /// What ours says.
  static func ours(_ capture: ClassicCapture) -> Set<String> {
    var decoder = PacketDecoder()
    var table = ConnectionTable()
    var events: [RecordedEvent] = []
    var ends: [[String]] = []
    for (index, packet) in capture.packets.enumerated() {
      let stamp = FrameStamp(number: index + 1, time: packet.time)
      let bytes = packet.bytes
      guard let segment = decoder.segment(in: bytes.span, linkType: capture.linkType, at: stamp),
        table.accept(segment, at: stamp)
      else { continue }
      while let event = table.nextEvent(of: segment) { events.append(RecordedEvent(event)) }
      let summary = SegmentSummary(segment, frame: 0)
      while ends.count < table.counts.connections {
        let both = [summary.source, summary.destination]
        ends.append(both[1].hasSuffix(" 2000") ? both : both.reversed())
      }
    }
    table.finish()
    while let event = table.nextEvent() { events.append(RecordedEvent(event)) }
    var lines: Set<String> = []
    for (number, pair) in ends.enumerated() {
      for (direction, names) in [(StreamDirection.toServer, pair), (.toClient, pair.reversed())] {
        let own = events.filter { $0.connection == number && $0.direction == direction }
        if let runs = runs(own) { lines.insert(names.joined().filter { $0 != " " } + runs) }
      }
    }
    return lines
  }

  private static func runs(_ events: [RecordedEvent]) -> String? {
    var text = ""
    var (start, bytes, frames) = (0, [UInt8](), [[Int]]())
    func close() {
      guard !bytes.isEmpty else { return }
      let digits = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      text += "|\(start):\(digits.joined()):\("\(frames)".filter { $0 != " " })"
      start += bytes.count
      bytes = []
      frames = []
    }
    for event in events {
      switch event.kind {
      case .bytes(let more, _):
        bytes += more
        if let last = frames.last, last[0] == event.frame {
          frames[frames.count - 1][1] += more.count
        } else {
          frames.append([event.frame, more.count])
        }
      case .gap(let count, _, _):
        close()
        start += count
      default: break
      }
    }
    close()
    return text.isEmpty ? nil : text
  }
}
