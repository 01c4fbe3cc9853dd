import SCCP
import Wire

/// Pairs answers with their requests, on one connection.
///
/// A display aid: requests may stay unanswered for good and answers may come unasked.
package struct RequestMatcher: Sendable {
  /// What an answer answers.
  struct Match: Sendable {
    /// The frame that completed the request.
    let request: FramePlace
    /// Time from the request to the answer; nil where one of the two has no time.
    let nanoseconds: Int64?
  }

  private struct Pending: Sendable {
    let identifier: UInt32
    let key: UInt32?
    let stamp: FrameStamp
    let isFromDevice: Bool
  }

  private var pending: [Pending] = []

  /// Requests that wait at a time; the oldest is given up first.
  static let maximumPending = 256
  /// An answer that comes later belongs to no request: shorter than the usual keepalive interval,
  /// so that an unanswered one is not paired with the answer to the next.
  package static let maximumNanoseconds: Int64 = 20_000_000_000

  /// Notes a request.
  mutating func append(_ message: Message, at stamp: FrameStamp, isFromDevice: Bool) {
    if pending.count == Self.maximumPending { pending.removeFirst() }
    pending.append(
      Pending(
        identifier: message.header.identifier, key: message.matchKey, stamp: stamp,
        isFromDevice: isFromDevice))
  }

  /// The oldest request that an answer fits, which then no longer waits.
  mutating func take(
    _ identifier: UInt32, answeredBy message: Message, at stamp: FrameStamp, isFromDevice: Bool
  ) -> Match? {
    if pending.isEmpty { return nil }
    let key = message.matchKey
    pending.removeAll { request in
      guard let time = stamp.time, let asked = request.stamp.time else { return false }
      return time.nanoseconds(since: asked) > Self.maximumNanoseconds
    }
    let found = pending.firstIndex { request in
      request.identifier == identifier && request.isFromDevice != isFromDevice
        && (key == nil || request.key == nil || request.key == key)
    }
    guard let found else { return nil }
    let request = pending.remove(at: found)
    let elapsed = stamp.time.flatMap { time in
      request.stamp.time.map { time.nanoseconds(since: $0) }
    }
    return Match(request: request.stamp.place, nanoseconds: elapsed)
  }
}
