import Wire

/// One direction of a call's audio (RFC 3550): G.711 µ-law, 20 ms a packet.
package struct RTPStream: Sendable {
  /// The packets so far.
  package private(set) var packets: [CapturedPacket] = []

  private let clock: ScenarioClock
  private let source: (host: Host, port: UInt16)
  private let destination: (host: Host, port: UInt16)
  private let synchronizationSource: UInt32
  private var sequence: UInt16
  private var timestamp: UInt32

  /// Samples of a packet: 20 ms at 8 kHz, a byte each.
  private static let sampleCount = 160
  private static let microsecondsPerPacket = 20_000

  package init(
    _ clock: ScenarioClock, from source: Host, port: UInt16, to destination: Host,
    port destinationPort: UInt16
  ) {
    self.clock = clock
    self.source = (source, port)
    self.destination = (destination, destinationPort)
    synchronizationSource =
      UInt32(truncatingIfNeeded: source.address.bits) &* 0x9e37_79b1 ^ UInt32(port)
    sequence = UInt16(truncatingIfNeeded: synchronizationSource >> 5)
    timestamp = synchronizationSource &* 160
  }

  /// Sends packets, the first of them at `microseconds`, marked as the beginning of speech.
  package mutating func speak(at microseconds: Int, packets count: Int) {
    for index in 0..<count {
      var payload = ByteWriter(order: .bigEndian)
      payload.uint8(0x80)
      payload.uint8(index == 0 ? 0x80 : 0)
      payload.uint16(sequence)
      payload.uint32(timestamp)
      payload.uint32(synchronizationSource)
      payload.append(repeatElement(0xff, count: Self.sampleCount))
      let bytes = PacketBytes.datagram(
        payload.bytes, from: source.host, port: source.port, to: destination.host,
        port: destination.port, trafficClass: 0xb8, identification: sequence)
      let time = clock.time(at: microseconds + index * Self.microsecondsPerPacket)
      packets.append(CapturedPacket(time: time, bytes: bytes))
      sequence &+= 1
      timestamp &+= UInt32(Self.sampleCount)
    }
  }
}
