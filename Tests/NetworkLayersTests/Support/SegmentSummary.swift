import NetworkLayers
import Text
import Wire

/// What tshark and we both say about a segment.
struct SegmentSummary: Equatable, CustomStringConvertible {
  var frame: Int
  var source: String
  var destination: String
  var sequence: UInt32
  var acknowledgment: UInt32
  var flags: UInt8
  /// Data bytes on the wire.
  var byteCount: Int
  /// The data bytes that were captured; nil where tshark says the rest.
  var payload: [UInt8]?

  var description: String {
    "\(frame): \(source) > \(destination) seq \(sequence) ack \(acknowledgment)"
      + " flags \(flags) len \(byteCount)"
  }

  /// Decodes each packet of a capture.
  static func decode(_ capture: ClassicCapture) -> [SegmentSummary] {
    let decoder = TestDecoder()
    var summaries: [SegmentSummary] = []
    for (index, packet) in capture.packets.enumerated() {
      if let summary = decoder.summary(of: packet.bytes, capture.linkType, frame: index + 1) {
        summaries.append(summary)
      }
    }
    return summaries
  }

  init(_ segment: TCPSegment, frame: Int) {
    self.frame = frame
    source = "\(Self.text(segment.source.address)) \(segment.source.port)"
    destination = "\(Self.text(segment.destination.address)) \(segment.destination.port)"
    sequence = segment.sequenceNumber.rawValue
    acknowledgment = segment.acknowledgmentNumber.rawValue
    flags = segment.flags.rawValue
    byteCount = segment.payload.count + segment.missingByteCount
    payload = [UInt8](copying: segment.payload)
  }

  static func == (left: SegmentSummary, right: SegmentSummary) -> Bool {
    left.description == right.description
  }

  private static func text(_ address: IPAddress) -> String {
    var buffer = TextBuffer()
    buffer.append(address)
    return String(decoding: [UInt8](copying: buffer.span), as: UTF8.self)
  }
}

extension SegmentSummary {
  /// What tshark says about each frame that has TCP, of the innermost layer where there are several.
  static func tshark(_ path: String) throws -> [SegmentSummary] {
    let fields = [
      "frame.number", "_ws.col.Source", "tcp.srcport", "_ws.col.Destination", "tcp.dstport",
      "tcp.seq_raw", "tcp.ack_raw", "tcp.flags", "tcp.len",
    ]
    let text = try Tool.run(
      "tshark",
      ["-n", "-r", path, "-T", "fields", "-E", "occurrence=l", "-Y", "tcp"]
        + ["-o", "tcp.desegment_tcp_streams:FALSE", "-o", "ipv6.tso_support:TRUE"]
        + fields.flatMap { ["-e", $0] })
    return text.split(separator: "\n").compactMap { line in
      let values = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard values.count == fields.count, let frame = Int(values[0]),
        let sequence = UInt32(values[5]), let acknowledgment = UInt32(values[6]),
        let flags = UInt16(values[7].dropFirst(2), radix: 16), let byteCount = Int(values[8])
      else { return nil }
      return SegmentSummary(
        frame: frame, source: "\(values[1]) \(values[2])",
        destination: "\(values[3]) \(values[4])", sequence: sequence,
        acknowledgment: acknowledgment, flags: UInt8(truncatingIfNeeded: flags),
        byteCount: byteCount)
    }
  }

  private init(
    frame: Int, source: String, destination: String, sequence: UInt32, acknowledgment: UInt32,
    flags: UInt8, byteCount: Int
  ) {
    self.frame = frame
    self.source = source
    self.destination = destination
    self.sequence = sequence
    self.acknowledgment = acknowledgment
    self.flags = flags
    self.byteCount = byteCount
  }
}
