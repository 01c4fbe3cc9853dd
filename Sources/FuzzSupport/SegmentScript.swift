import NetworkLayers
import Wire

/// The input of ``StreamsTarget``: segments of seven bytes each.
///
/// A byte of choices, TCP's flags, 16 bits each of sequence and acknowledgment number, counted from
/// where the stream begins, and a byte for the length.
struct SegmentScript {
  static let maximumSegments = 500
  /// Where all streams begin: shortly before the numbers wrap.
  static let base: UInt32 = 0xffff_f000
  static let server = Endpoint(address: IPAddress(ipv4: 0x0a00_0001), port: 2000)

  /// One segment, without its payload, which follows from its place in the stream.
  struct Segment {
    let direction: StreamDirection
    let client: Endpoint
    let server: Endpoint
    let sequence: UInt32
    let acknowledgment: UInt32
    let flags: TCPFlags
    let byteCount: Int
    let missingByteCount: Int
    /// Whether its payload is another than that of other segments at its place.
    let isForged: Bool
    let milliseconds: Int64?

    /// The number of the first byte of data.
    var first: UInt32 { sequence &+ (flags.contains(.syn) ? 1 : 0) }

    /// The byte that belongs to a sequence number, in the stream of this segment.
    func byte(at number: UInt32) -> UInt8 {
      var mixed = number &* 0x9e37_79b1 ^ UInt32(client.port) << 8
      mixed = (mixed ^ mixed >> 15) &* 0x85eb_ca77 &+ (direction == .toServer ? 0 : 77)
      return UInt8(truncatingIfNeeded: mixed >> 24) ^ (isForged ? 0x55 : 0)
    }

    var payload: [UInt8] {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(byteCount)
      for offset in 0..<byteCount {
        bytes.append(byte(at: first &+ UInt32(truncatingIfNeeded: offset)))
      }
      return bytes
    }
  }

  private(set) var segments: [Segment] = []

  init(_ input: Span<UInt8>) {
    var cursor = ByteCursor(input, order: .littleEndian)
    var milliseconds: Int64 = 0
    while segments.count < Self.maximumSegments, let segment = Self.next(&cursor, &milliseconds) {
      segments.append(segment)
    }
  }

  private static func next(_ cursor: inout ByteCursor, _ milliseconds: inout Int64) -> Segment? {
    guard let choices = try? cursor.uint8(), let flags = try? cursor.uint8(),
      let sequence = try? cursor.uint16(), let acknowledgment = try? cursor.uint16(),
      let length = try? cursor.uint8()
    else { return nil }
    let client = UInt16(choices & 3)
    switch choices >> 6 {
    case 1: milliseconds += 40
    case 2: milliseconds += 11_000
    default: break
    }
    // A high number stands for one far away.
    let isFar = sequence >= 0xff00
    return Segment(
      direction: choices & 4 == 0 ? .toServer : .toClient,
      client: Endpoint(address: IPAddress(ipv4: 0x0a00_0100), port: 50_000 + client),
      server: client == 3 ? Endpoint(address: server.address, port: 3000) : server,
      sequence: base &+ UInt32(sequence) << (isFar ? 15 : 0),
      acknowledgment: base &+ UInt32(acknowledgment), flags: TCPFlags(rawValue: flags & 0x3f),
      byteCount: length < 0xf0 ? Int(length) : Int(length & 15) * 1024,
      missingByteCount: choices & 8 == 0 ? 0 : Int(length) * 3, isForged: choices & 16 != 0,
      milliseconds: choices & 32 == 0 ? milliseconds : nil)
  }
}
