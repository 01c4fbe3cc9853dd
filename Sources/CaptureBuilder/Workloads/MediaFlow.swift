/// RTP of many calls at once (RFC 3550): G.711, a packet each 20 ms for each stream, frames of 214
/// bytes.
struct MediaFlow: Sendable {
  /// Where every phone listens.
  static let port: UInt16 = 24_576

  private static let packetMicroseconds = 20_000
  private static let samples = [UInt8](repeating: 0xff, count: 160)

  private let phones: [UInt32]
  private var packetCount = 0

  /// A flow of streams, each from one of the phones to the next; none where there are no phones.
  init(phones: [UInt32]) {
    self.phones = phones
  }

  /// When the next packet is; nil where there never is one.
  var nextTime: Int? {
    phones.isEmpty ? nil : packetCount * Self.packetMicroseconds / phones.count
  }

  mutating func append(to output: inout [UInt8]) {
    guard let time = nextTime else { return }
    let stream = packetCount % phones.count
    let number = packetCount / phones.count
    packetCount += 1
    let sequence = UInt16(truncatingIfNeeded: number &+ stream &* 977)
    let frame = PacketBlocks.begin(
      &output, at: time, protocol: 17, headerByteCount: 8,
      payloadByteCount: 12 + Self.samples.count, from: (phones[stream], Self.port),
      to: (phones[stream ^ 1 < phones.count ? stream ^ 1 : 0], Self.port),
      identification: sequence)
    output.append(bigEndian: UInt16(20 + Self.samples.count))
    output.append(bigEndian: UInt16(0))
    output.append(bigEndian: UInt16(0x8000))
    output.append(bigEndian: sequence)
    output.append(bigEndian: UInt32(truncatingIfNeeded: number &* Self.samples.count))
    output.append(bigEndian: phones[stream] &* 0x9e37_79b1)
    output.append(contentsOf: Self.samples)
    PacketBlocks.end(&output, frame: frame)
  }
}
