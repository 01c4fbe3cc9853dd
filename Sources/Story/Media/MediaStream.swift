import Text
package import Wire

/// Audio or video in one direction, as a server ordered it.
package struct MediaStream: Sendable {
  /// Number of the stream in the capture, from 0, in the order of the orders.
  package let number: Int
  /// The leg that it belongs to; nil where no message tells.
  package internal(set) var leg: Int?
  package let link: Link
  package internal(set) var deviceName: String?
  package let way: Way
  /// The device's own end.
  package internal(set) var local: Endpoint?
  package internal(set) var remote: Endpoint?
  /// A value of the enumeration of payload types.
  package let codec: UInt32?
  /// Milliseconds of media in a packet.
  package let packetTime: UInt32?
  package let ordered: FrameStamp
  package internal(set) var acknowledged: FrameStamp?
  package internal(set) var closed: FrameStamp?
  /// The status of an acknowledgment that is not "ok"; a value of the enumeration of media states.
  package internal(set) var failure: UInt32?
  /// Whether it is a copy for a recorder.
  package let isFork: Bool
  package let isEncrypted: Bool
  /// What the device counted.
  package internal(set) var reported: ReportedStatistics?
  /// What was counted of its packets; nil where none is in the capture, or none was looked for.
  package internal(set) var rtp: RTPFigures?
  /// Where packets went that came from the end at which it listens, in the order of their begins.
  package internal(set) var targets: [MediaTarget] = []
  /// The end that its packets go to, while they are counted.
  var wantedEnd: Endpoint?

  /// Which way the media go, as the device sees it.
  package enum Way: String, Sendable, CaseIterable {
    case receive, transmit
  }

  /// What to call its device: by name, or by its address.
  package var device: String { deviceName ?? "\(link.device.address)" }
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
