import NetworkLayers
package import Wire

/// The packets of one RTP source between two ends, as they are counted.
///
/// Of a fixed size and without references: it is changed where it lies, once for each packet.
struct RTPFlow: Sendable {
  let source: RTPSource
  /// The number that its source's packets have; nil where it was given up, and its place is free.
  var number: Int?
  let first: FrameStamp
  private(set) var last: FrameStamp
  /// When a stream to its destination was closed; what comes much later belongs to another one.
  var closedAt: Timestamp?
  private(set) var packets = 1
  private var reordered = 0
  private var duplicated = 0
  private var jitter = 0.0
  private var maxJitter = 0.0
  private var maxGap = 0.0
  private var payloadTypes: PayloadTypes
  /// The sequence number of the first packet, and the highest so far with its wraps counted.
  private let base: Int64
  private var highest: Int64
  /// A bit for each of the 64 numbers up to the highest that came.
  private var recent: UInt64 = 1
  private var timestamp: UInt32
  /// Milliseconds of a tick of RTP's clock.
  private let tick: Double

  init(_ digest: RTPDigest, of source: RTPSource) {
    self.source = source
    number = source.number
    first = digest.stamp
    last = digest.stamp
    base = Int64(digest.header.sequenceNumber)
    highest = base
    timestamp = digest.header.timestamp
    payloadTypes = PayloadTypes(digest.header.payloadType)
    tick = 1000 / RTPPayload.clockRate(of: digest.header.payloadType)
  }

  /// Counts the next packet, in the order of the capture; false, and nothing counted, for one that
  /// belongs to another stream.
  @inline(__always)  // Once per packet.
  mutating func take(_ digest: RTPDigest) -> Bool {
    if let closedAt, RTPFlows.isLate(digest.stamp, after: closedAt) { return false }
    let header = digest.header
    packets += 1
    if header.payloadType != payloadTypes.newest { payloadTypes.note(header.payloadType) }
    follow(header.sequenceNumber)
    measure(header.timestamp, at: digest.stamp)
    last = digest.stamp
    timestamp = header.timestamp
    return true
  }

  /// Notes a sequence number (RFC 3550 A.1): ahead of the others, behind them, or there before.
  @inline(__always)  // Once per packet.
  private mutating func follow(_ number: UInt16) {
    let ahead = Int64(Int16(bitPattern: number &- UInt16(truncatingIfNeeded: highest)))
    if ahead > 0 {
      recent = ahead < 64 ? recent << UInt64(ahead) | 1 : 1
      highest += ahead
      return
    }
    let bit: UInt64 = ahead > -64 ? 1 << UInt64(-ahead) : 0
    if recent & bit != 0 {
      duplicated += 1
    } else {
      reordered += 1
      recent |= bit
    }
  }

  /// Measures gap and jitter (RFC 3550 §6.4.1, A.8), both in milliseconds.
  @inline(__always)  // Once per packet.
  private mutating func measure(_ newTimestamp: UInt32, at stamp: FrameStamp) {
    guard let nanoseconds = stamp.nanoseconds(since: last) else { return }
    let gap = Double(nanoseconds) / 1e6
    maxGap = max(maxGap, gap)
    let ticks = Double(Int32(bitPattern: newTimestamp &- timestamp))
    let distance = abs(gap - ticks * tick)
    jitter += (distance - jitter) / 16
    maxJitter = max(maxJitter, jitter)
  }

  /// The figures so far.
  var summary: RTPFigures {
    RTPFigures(
      ssrc: source.ssrc, payloadTypes: payloadTypes.all, packets: packets,
      expected: Int(highest - base + 1), reordered: reordered, duplicated: duplicated,
      jitter: jitter, maxJitter: maxJitter, maxGap: maxGap, first: first, last: last)
  }

  /// Where it goes, and what came of it.
  var target: MediaTarget {
    MediaTarget(end: source.receiver, first: first, last: last, packets: packets)
  }
}

/// The payload types of one source, in the order in which they were first seen, a byte each.
private struct PayloadTypes: Sendable {
  private var bytes: UInt128
  private var count = 1
  /// That of the newest packet.
  private(set) var newest: UInt8

  /// Payload types listed of one source.
  private static let maximumCount = 16

  init(_ first: UInt8) {
    bytes = UInt128(first)
    newest = first
  }

  var all: [UInt8] { (0..<count).map { type(at: $0) } }

  private func type(at place: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: bytes >> UInt128(8 * place))
  }

  mutating func note(_ payloadType: UInt8) {
    newest = payloadType
    guard count < Self.maximumCount, !(0..<count).contains(where: { type(at: $0) == payloadType })
    else { return }
    bytes |= UInt128(payloadType) << UInt128(8 * count)
    count += 1
  }
}

/// What was counted of the RTP packets of a stream.
package struct RTPFigures: Sendable {
  package let ssrc: UInt32
  /// In the order in which they were first seen.
  package let payloadTypes: [UInt8]
  package let packets: Int
  /// Packets from the first sequence number to the highest.
  package let expected: Int
  package let reordered: Int
  package let duplicated: Int
  /// Milliseconds.
  package let jitter: Double
  package let maxJitter: Double
  /// Milliseconds between two packets, at most.
  package let maxGap: Double
  package let first: FrameStamp
  package let last: FrameStamp

  /// Packets that did not come, those that came twice counted once.
  package var lost: Int { max(expected - (packets - duplicated), 0) }

  package var lossPercent: Double { expected > 0 ? 100 * Double(lost) / Double(expected) : 0 }
}

/// Where packets went that came from the end at which a stream listens.
package struct MediaTarget: Sendable {
  package let end: Endpoint
  package internal(set) var first: FrameStamp
  package internal(set) var last: FrameStamp
  package internal(set) var packets: Int
}

/// What RFC 3551 says of payload types.
enum RTPPayload {
  /// Ticks of a second; G.722 has 8000 by an error that stays.
  static func clockRate(of payloadType: UInt8) -> Double {
    switch payloadType {
    case 6: 16_000
    case 10, 11: 44_100
    case 14, 25...34: 90_000
    case 16: 11_025
    case 17: 22_050
    default: 8000
    }
  }
}
