import SCCP
import Wire

/// Puts segments of a connection between a device and its server into IPv4 packets.
struct SegmentPackets {
  private static let deviceAddress: UInt32 = 0x0a0a_0115
  private static let serverAddress: UInt32 = 0x0a0a_0101

  private var devicePort: UInt16 = 50_000
  /// Sequence numbers of the next byte, of the device and of the server.
  private var next: (device: UInt32, server: UInt32) = (1000, 5000)
  private var frame = 0
  private var milliseconds: Int64 = 0

  /// The number and the time of the packet of a segment; the time goes on as its choices say.
  mutating func stamp(for segment: MessagesTarget.Segment) -> FrameStamp {
    frame += 1
    switch segment.choices >> 5 {
    case 1: milliseconds += 30_000
    case 2: milliseconds -= 1000
    case 3: return FrameStamp(number: frame, time: nil)
    case 4: milliseconds += 3_600_000
    default: milliseconds += 3
    }
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let time = Timestamp(
      seconds: 1_700_000_000 + seconds, nanoseconds: UInt32(abs(rest)) * 1_000_000)
    return FrameStamp(number: frame, time: time)
  }

  /// The packets of a segment: one, or two whose order its choices say.
  mutating func packets(of segment: MessagesTarget.Segment) -> [[UInt8]] {
    switch segment.choices >> 1 & 7 {
    case 1:
      // Bytes that the capture lacks.
      advance(segment.direction, by: 100)
    case 2: devicePort &+= 1
    case 3:
      let middle = segment.bytes.count / 2
      let first = packet(Array(segment.bytes[..<middle]), segment.direction, flags: 0x18)
      return [packet(Array(segment.bytes[middle...]), segment.direction, flags: 0x18), first]
    case 4: return [packet(segment.bytes, segment.direction, flags: 0x19)]
    case 5:
      let opening = packet([], segment.direction, flags: 0x02)
      advance(segment.direction, by: 1)
      return [opening, packet(segment.bytes, segment.direction, flags: 0x18)]
    case 6:
      return [
        packet(segment.bytes, segment.direction, flags: 0x18),
        packet([], segment.direction, flags: 0x14),
      ]
    default: break
    }
    return [packet(segment.bytes, segment.direction, flags: 0x18)]
  }

  private mutating func advance(_ direction: MessageDefinition.Direction, by count: Int) {
    let count = UInt32(truncatingIfNeeded: count)
    switch direction {
    case .deviceToServer: next.device &+= count
    case .serverToDevice: next.server &+= count
    }
  }

  /// An IPv4 packet with a TCP segment; checksums stay 0.
  private mutating func packet(
    _ payload: [UInt8], _ direction: MessageDefinition.Direction, flags: UInt8
  ) -> [UInt8] {
    let isFromDevice = direction == .deviceToServer
    var writer = ByteWriter(order: .bigEndian)
    writer.uint16(0x4500)
    writer.uint16(UInt16(truncatingIfNeeded: min(40 + payload.count, 0xffff)))
    writer.uint32(0x4000)
    writer.uint32(0x4006_0000)
    writer.uint32(isFromDevice ? Self.deviceAddress : Self.serverAddress)
    writer.uint32(isFromDevice ? Self.serverAddress : Self.deviceAddress)
    writer.uint16(isFromDevice ? devicePort : 2000)
    writer.uint16(isFromDevice ? 2000 : devicePort)
    writer.uint32(isFromDevice ? next.device : next.server)
    writer.uint32(isFromDevice ? next.server : next.device)
    writer.uint8(0x50)
    writer.uint8(flags)
    writer.uint16(8192)
    writer.uint32(0)
    writer.append(payload.prefix(0xffff - 40))
    advance(direction, by: min(payload.count, 0xffff - 40))
    return writer.bytes
  }
}
