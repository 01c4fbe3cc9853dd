import NetworkLayers
package import Wire

/// The packets of one RTP source between two ends, as they are counted.
struct RTPFlow: Sendable {
  let source: Endpoint
  let destination: Endpoint
  let first: FrameStamp
  private(set) var last: FrameStamp
  private var figures: RTPFigures
  private var lastPayloadType: UInt8
  /// The sequence number of the first packet, and the highest so far with its wraps counted.
  private let base: Int64
  private var highest: Int64
  /// A bit for each of the 64 numbers up to the highest that came.
  private var recent: UInt64 = 1
  private var timestamp: UInt32
  /// RTP's clock, in ticks of a second.
  private let clockRate: Double

  init(_ digest: RTPDigest) {
    source = digest.source
    destination = digest.destination
    first = digest.stamp
    last = digest.stamp
    base = Int64(digest.sequenceNumber)
    highest = base
    timestamp = digest.timestamp
    lastPayloadType = digest.payloadType
    clockRate = RTPPayload.clockRate(of: digest.payloadType)
    figures = RTPFigures(
      ssrc: digest.ssrc, payloadTypes: [digest.payloadType], packets: 1, expected: 1,
      first: digest.stamp, last: digest.stamp)
  }

  /// Counts the next packet, in the order of the capture.
  mutating func take(_ digest: RTPDigest) {
    figures.packets += 1
    if digest.payloadType != lastPayloadType { note(digest.payloadType) }
    follow(digest.sequenceNumber)
    measure(digest)
    last = digest.stamp
    timestamp = digest.timestamp
  }

  private mutating func note(_ payloadType: UInt8) {
    lastPayloadType = payloadType
    if !figures.payloadTypes.contains(payloadType),
      figures.payloadTypes.count < RTPFigures.maximumPayloadTypes
    {
      figures.payloadTypes.append(payloadType)
    }
  }

  /// Notes a sequence number (RFC 3550 A.1): ahead of the others, behind them, or there before.
  private mutating func follow(_ number: UInt16) {
    let ahead = Int64(Int16(bitPattern: number &- UInt16(truncatingIfNeeded: highest)))
    if ahead > 0 {
      recent = ahead < 64 ? recent << UInt64(ahead) | 1 : 1
      highest += ahead
      return
    }
    let bit: UInt64 = ahead > -64 ? 1 << UInt64(-ahead) : 0
    if recent & bit != 0 {
      figures.duplicated += 1
    } else {
      figures.reordered += 1
      recent |= bit
    }
  }

  /// Measures gap and jitter (RFC 3550 §6.4.1, A.8), both in milliseconds.
  private mutating func measure(_ digest: RTPDigest) {
    guard let nanoseconds = digest.stamp.nanoseconds(since: last) else { return }
    let gap = Double(nanoseconds) / 1e6
    figures.maxGap = max(figures.maxGap, gap)
    let ticks = Double(Int32(bitPattern: digest.timestamp &- timestamp))
    let distance = abs(gap - ticks * 1000 / clockRate)
    figures.jitter += (distance - figures.jitter) / 16
    figures.maxJitter = max(figures.maxJitter, figures.jitter)
  }

  /// The figures so far.
  var summary: RTPFigures {
    var summary = figures
    summary.expected = Int(highest - base + 1)
    summary.last = last
    return summary
  }
}

/// What was counted of the RTP packets of a stream.
package struct RTPFigures: Sendable {
  package let ssrc: UInt32
  /// In the order in which they were first seen.
  package internal(set) var payloadTypes: [UInt8]
  package internal(set) var packets: Int
  /// Packets from the first sequence number to the highest.
  package internal(set) var expected: Int
  package internal(set) var reordered = 0
  package internal(set) var duplicated = 0
  /// Milliseconds.
  package internal(set) var jitter = 0.0
  package internal(set) var maxJitter = 0.0
  /// Milliseconds between two packets, at most.
  package internal(set) var maxGap = 0.0
  package let first: FrameStamp
  package internal(set) var last: FrameStamp

  /// Payload types listed of one source.
  static let maximumPayloadTypes = 16

  init(
    ssrc: UInt32, payloadTypes: [UInt8], packets: Int, expected: Int, first: FrameStamp,
    last: FrameStamp
  ) {
    self.ssrc = ssrc
    self.payloadTypes = payloadTypes
    self.packets = packets
    self.expected = expected
    self.first = first
    self.last = last
  }

  /// Packets that did not come, those that came twice counted once.
  package var lost: Int { max(expected - (packets - duplicated), 0) }

  package var lossPercent: Double { expected > 0 ? 100 * Double(lost) / Double(expected) : 0 }
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
