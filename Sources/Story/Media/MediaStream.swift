import CallAnalysis
import SCCP
import Text
package import Wire

/// Audio or video in one direction, as a server ordered it, and as it was when something became known
/// of it.
///
/// One reference, which all that hear of it share and may keep: a stream is large.
package final class MediaStream: Sendable {
  /// Number of the stream in the capture, from 0, in the order of the orders.
  package let number: Int
  /// The leg that it belongs to.
  package let leg: Int
  package let link: Link
  package let deviceName: String?
  package let way: Way
  package let remote: Endpoint?
  /// A value of the enumeration of payload types.
  package let codec: UInt32?
  /// Milliseconds of media in a packet.
  package let packetTime: UInt32?
  package let ordered: FrameStamp
  /// Whether it is a copy for a recorder.
  package let isFork: Bool
  package let isEncrypted: Bool
  private let course: Course

  /// Which way the media go, as the device sees it.
  package enum Way: String, Sendable, CaseIterable {
    case receive, transmit
  }

  /// What became of a stream after its order.
  struct Course: Sendable {
    var local: Endpoint?
    var acknowledged: FrameStamp?
    var closed: FrameStamp?
    var failure: UInt32?
    var reported: ReportedStatistics?
    var rtp: RTPFigures?
    var targets: [MediaTarget] = []
  }

  /// Takes an order.
  init(
    _ number: Int, ofLeg leg: Int, _ way: Way, _ record: borrowing Record, remote: Endpoint?,
    local: Endpoint?, isFork: Bool
  ) {
    let message = record.message
    self.number = number
    self.leg = leg
    link = Link(of: record)
    deviceName = record.knownName
    self.way = way
    self.remote = remote
    codec = message.number(.compressionType)
    packetTime = message.number(.milliSecondPacketSize)
    ordered = record.stamp
    self.isFork = isFork
    isEncrypted = message.number(.algorithmID) ?? 0 != 0
    course = Course(local: local)
  }

  /// The stream after something became of it.
  func changed(_ change: (inout Course) -> Void) -> MediaStream {
    var course = course
    change(&course)
    return MediaStream(self, consume course)
  }

  private init(_ former: MediaStream, _ course: Course) {
    number = former.number
    leg = former.leg
    link = former.link
    deviceName = former.deviceName
    way = former.way
    remote = former.remote
    codec = former.codec
    packetTime = former.packetTime
    ordered = former.ordered
    isFork = former.isFork
    isEncrypted = former.isEncrypted
    self.course = course
  }

  /// What to call its device: by name, or by its address.
  package var device: String { deviceName ?? "\(link.device.address)" }
}

extension MediaStream {
  /// The device's own end.
  package var local: Endpoint? { course.local }
  package var acknowledged: FrameStamp? { course.acknowledged }
  package var closed: FrameStamp? { course.closed }
  /// The status of an acknowledgment that is not "ok"; a value of the enumeration of media states.
  package var failure: UInt32? { course.failure }
  /// What the device counted.
  package var reported: ReportedStatistics? { course.reported }
  /// What was counted of its packets; nil where none is in the capture, or none was looked for.
  package var rtp: RTPFigures? { course.rtp }
  /// Whether the capture has packets of it.
  package var isHeard: Bool { course.rtp != nil }
  /// Where packets went that came from the end at which it listens, in the order of their begins.
  package var targets: [MediaTarget] { course.targets }
}

extension MediaStream {
  /// The listening quality that the packet loss allows, from 1 to 4.4: the mean opinion score of
  /// ITU-T G.107 with the figures of G.113 for the codec; nil for a codec that G.113 has none for.
  package var opinionScore: Double? {
    guard let rtp, let codec, let (impairment, robustness) = Self.impairments[codec] else {
      return nil
    }
    let loss = rtp.lossPercent
    let effective = impairment + (95 - impairment) * loss / (loss + robustness)
    let rating = 93.2 - effective
    if rating <= 0 { return 1 }
    return 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6
  }

  /// G.113 appendix I: equipment impairment and robustness to packet loss, by payload type; G.711
  /// with the loss concealment of its appendix I.
  private static let impairments: [UInt32: (impairment: Double, robustness: Double)] = [
    2: (0, 25.1), 4: (0, 25.1), 9: (15, 16.1), 11: (10, 19), 12: (11, 19), 15: (10, 19),
    16: (11, 19), 20: (5, 10),
  ]
}

/// What changed about a media stream.
package enum MediaStreamChange: Sendable {
  case ordered, acknowledged, closed
  /// Nothing more about it is expected.
  case over
}
