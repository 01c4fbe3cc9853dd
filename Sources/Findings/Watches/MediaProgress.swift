import SCCP
import Story
import Wire

/// What is remembered of the media on a connection.
struct MediaProgress {
  /// The newest streams, open or closed.
  var streams: [MediaStream] = []
  /// Whether the device acknowledges orders to send.
  var hasAcknowledgedStart = false
  /// Number of the stream that was closed last.
  var lastClosed: Int?
  /// The codecs that the device offered since it asked to register; nil while it offered none.
  private(set) var offeredCodecs: Set<UInt32>?

  /// Streams remembered of a connection.
  static let maximumStreams = 64

  /// Forgets what the device offered: it registers anew.
  mutating func beginRegistration() {
    offeredCodecs = nil
  }

  /// Learns what codecs a device offers.
  mutating func learnCapabilities(from message: borrowing Message) {
    guard message.audioCapabilityCount ?? 0 > 0 else { return }
    var codecs = offeredCodecs.take() ?? []
    for field in message.fields where field.name.index == FieldName.payloadCapability.index {
      codecs.insert(message.number(of: field))
    }
    offeredCodecs = codecs
  }

  mutating func note(_ stream: MediaStream) {
    if let place = streams.lastIndex(where: { $0.number == stream.number }) {
      streams[place] = stream
    } else {
      if streams.count >= Self.maximumStreams { streams.removeFirst() }
      streams.append(stream)
    }
  }

  /// Whether a leg has, at a time, a stream that the device opened or was told to send.
  func has(_ way: MediaStream.Way, of leg: Int, at time: Timestamp) -> Bool {
    streams.contains { stream in
      stream.leg == leg && stream.way == way && !stream.isFork && stream.wasUp(at: time)
    }
  }

  /// Whether a stream of a leg was ordered before a time, or closed between two.
  func hadAny(of leg: Int) -> Bool {
    streams.contains { $0.leg == leg && !$0.isFork }
  }

  func hasClosed(of leg: Int, between start: Timestamp, and end: Timestamp) -> Bool {
    streams.contains { stream in
      guard stream.leg == leg, !stream.isFork, let closed = stream.closed?.time else {
        return false
      }
      return closed >= start && closed <= end
    }
  }

  /// Whether streams that are not of a leg are up at a time.
  func hasOthers(than leg: Int, at time: Timestamp) -> Bool {
    streams.contains { $0.leg != leg && !$0.isFork && $0.wasUp(at: time) }
  }
}

extension Message {
  /// The audio codecs that a device offers; nil in messages that do not say.
  var audioCapabilityCount: UInt32? { number(.capCount) ?? number(.audioCapCount) }
}

extension MediaStream {
  /// Whether its end is one that packets can go to.
  static func isEmpty(_ end: Endpoint) -> Bool { end.address.isUnspecified || end.port == 0 }

  /// Whether the device was ready at a time: it had opened its port, or was told to send.
  func wasUp(at time: Timestamp) -> Bool {
    if failure != nil { return false }
    if let closed = closed?.time, closed < time { return false }
    switch way {
    case .receive:
      guard let local, !Self.isEmpty(local), let acknowledged = acknowledged?.time else {
        return false
      }
      return acknowledged <= time
    case .transmit:
      guard let ordered = ordered.time else { return false }
      return ordered <= time
    }
  }
}
