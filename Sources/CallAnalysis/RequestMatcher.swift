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
    /// Time from the request to the answer; nil where one of the two has no time, or the capture's
    /// clock went back between them.
    let nanoseconds: Int64?
  }

  private struct Pending: Sendable {
    let identifier: UInt32
    let key: UInt32?
    let stamp: FrameStamp
    let isFromDevice: Bool

    /// Whether the capture holds everything that came after it.
    var isCertain = true

    var entry: UnansweredRequests.Entry {
      UnansweredRequests.Entry(
        identifier: identifier, key: key, isFromDevice: isFromDevice, first: stamp)
    }

    func isTooOld(at answer: FrameStamp) -> Bool {
      (answer.nanoseconds(since: stamp) ?? 0) > RequestMatcher.maximumNanoseconds
    }
  }

  /// The oldest request that waits: mostly the only one, and so not in a list of its own.
  private var oldest: Pending?
  /// Those after it.
  private var others: [Pending] = []
  /// Those that were given up.
  private var unanswered = UnansweredRequests()

  /// Requests that wait at a time; the oldest is given up first.
  static let maximumPending = 256
  /// An answer that comes later belongs to no request: shorter than the usual keepalive interval,
  /// so that an unanswered one is not paired with the answer to the next.
  package static let maximumNanoseconds: Int64 = 20_000_000_000

  /// Bytes that the requests take.
  private(set) var byteCount = 0

  /// Whether none waits, and none was given up.
  var isEmpty: Bool { oldest == nil && unanswered.entries.isEmpty }

  /// All that wait, in order.
  private var pending: [Pending] {
    get { oldest.map { [$0] + others } ?? [] }
    set {
      oldest = newValue.first
      others = Array(newValue.dropFirst())
    }
  }

  /// Notes a request.
  mutating func append(_ message: Message, at stamp: FrameStamp, isFromDevice: Bool) {
    let request = Pending(
      identifier: message.header.identifier, key: message.matchKey, stamp: stamp,
      isFromDevice: isFromDevice)
    guard let first = oldest else {
      oldest = request
      return
    }
    if others.count + 1 == Self.maximumPending {
      giveUp(first)
      oldest = others.removeFirst()
    }
    others.append(request)
    byteCount = others.capacity * MemoryLayout<Pending>.stride
  }

  /// The oldest request that an answer fits, which then no longer waits.
  ///
  /// What the capture lacks may have answered it: where the same was asked again before the missing bytes,
  /// the newest is answered, and the others wait no longer.
  mutating func take(
    _ identifier: UInt32, answeredBy message: Message, at stamp: FrameStamp, isFromDevice: Bool
  ) -> Match? {
    guard let first = oldest else { return nil }
    if first.isTooOld(at: stamp) || others.contains(where: { $0.isTooOld(at: stamp) }) {
      giveUpOld(at: stamp)
    }
    let key = message.matchKey
    func fits(_ request: Pending) -> Bool {
      request.identifier == identifier && request.isFromDevice != isFromDevice
        && (key == nil || request.key == nil || request.key == key)
    }
    guard let first = oldest else { return nil }
    let request: Pending
    if fits(first) {
      request = first
      oldest = others.isEmpty ? nil : others.removeFirst()
    } else {
      guard let found = others.firstIndex(where: fits) else { return nil }
      request = others.remove(at: found)
    }
    let asked = request.isCertain ? request.stamp : takeNewest(of: request)
    return Match(request: asked.place, nanoseconds: stamp.nanoseconds(since: asked))
  }

  /// When a request that was taken was made for the last time before missing bytes; it no longer waits.
  private mutating func takeNewest(of request: Pending) -> FrameStamp {
    let isAgain = { (other: Pending) in
      other.identifier == request.identifier && other.isFromDevice == request.isFromDevice
        && other.key == request.key && !other.isCertain
    }
    let newest = pending.last(where: isAgain) ?? request
    pending.removeAll(where: isAgain)
    return newest.stamp
  }

  @inline(never)  // Few requests have no answer.
  private mutating func giveUpOld(at stamp: FrameStamp) {
    for request in pending where request.isTooOld(at: stamp) { giveUp(request) }
    pending.removeAll { $0.isTooOld(at: stamp) }
  }

  /// Takes back a request that a message makes void: an order to listen, where the stream is closed
  /// before its answer.
  mutating func withdraw(by message: borrowing Message) {
    if oldest == nil { return }
    let order: UInt32
    switch message.header.identifier {
    case MessageDefinition.closeReceiveChannel.identifier:
      order = MessageDefinition.openReceiveChannel.identifier
    case MessageDefinition.closeMultiMediaReceiveChannel.identifier:
      order = MessageDefinition.openMultiMediaReceiveChannel.identifier
    default: return
    }
    let party = message.number(.passThroughPartyId)
    pending.removeAll { $0.identifier == order && $0.key == party }
  }

  private mutating func giveUp(_ request: Pending) {
    // Old servers answer no keepalive, and runs of keepalives tell how many were answered.
    if request.isCertain, request.identifier != MessageDefinition.keepAliveReq.identifier {
      unanswered.note(request.entry)
    }
  }

  /// The requests without an answer, in the order in which they were first made.
  var unansweredRequests: [UnansweredRequests.Entry] {
    var all = unanswered
    for request in pending where request.isCertain { all.note(request.entry) }
    return all.entries
  }

  /// Takes note that the capture lacks bytes: the answers to all requests so far may be among them.
  mutating func noteGap() {
    unanswered.removeAll()
    oldest?.isCertain = false
    for index in others.indices { others[index].isCertain = false }
  }
}
