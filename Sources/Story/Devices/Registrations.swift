import CallAnalysis
import SCCP
import Wire

/// Follows how devices register, and how that ends.
struct Registrations: Listener {
  private var links = NumberTable<LinkRegistration>()
  private var registrationCount = 0
  /// Connections whose SYN was captured and that carried no message yet.
  private var opened: Set<Ends> = []
  /// The lowest connection number that may be in ``links``.
  private var oldest = 0

  /// Connections whose SYN was captured.
  static let maximumOpened = 1 << 16

  private struct Ends: Hashable {
    let device: Endpoint
    let server: Endpoint
  }

  /// What is followed of one connection.
  private final class LinkRegistration {
    var current: Registration?
    /// Whether there is a current one, for the many messages that ask nothing else.
    var hasBegun = false
    let link: Link
    let isFromStart: Bool
    /// The first keepalive, while nothing else came.
    var idleSince: FrameStamp?
    var isSigningOff = false
    var isResetOrdered = false
    var offeredVersion: UInt32?
    /// Seconds between keepalives that the server asked for.
    var interval: UInt32?
    var lastFromDevice: Timestamp?

    init(_ link: Link, isFromStart: Bool) {
      self.link = link
      self.isFromStart = isFromStart
    }
  }

  mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    let stream = record.stream
    let link = links[stream] ?? begin(record)
    if record.isFromDevice, let time = record.stamp.time { link.lastFromDevice = time }
    let sign = RegistrationSign.table.value(for: record.message)
    if sign == nil, link.hasBegun { return }
    learn(sign, from: record, link, &replies)
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    guard case .connection(let event) = event else { return }
    let ends = Ends(
      device: event.isFromDevice ? event.source : event.destination,
      server: event.isFromDevice ? event.destination : event.source)
    switch event.kind {
    case .opened:
      if opened.count >= Self.maximumOpened { opened.removeAll() }
      opened.insert(ends)
    case .accepted, .unreachable: break
    case .closed:
      end(event.stream, event.isFromDevice ? .closedByDevice : .closedByServer, &replies)
    case .reset:
      end(event.stream, event.isFromDevice ? .resetByDevice : .resetByServer, &replies)
    }
  }

  mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    for stream in links.keys.sorted() {
      guard let link = links[stream] else { continue }
      settleIdle(link)
      guard var current = link.current else { continue }
      if current.end == .open, isSilent(link, at: time) { current.end = .silent }
      replies.say(.registration(current))
    }
    links.removeAll()
  }
}

extension Registrations {
  private mutating func begin(_ record: borrowing Record) -> LinkRegistration {
    while links.count >= Legs.maximumLinks, oldest < record.stream {
      links[oldest] = nil
      oldest += 1
    }
    let ends = Ends(device: record.device, server: record.server)
    let link = LinkRegistration(Link(of: record), isFromStart: opened.remove(ends) != nil)
    links[record.stream] = link
    return link
  }

  private mutating func learn(
    _ sign: RegistrationSign?, from record: borrowing Record, _ link: LinkRegistration,
    _ replies: inout Replies
  ) {
    let message = record.message
    switch sign {
    case .request:
      if link.current?.outcome != .unanswered || link.current == nil {
        link.current = registration(record, link.link, .unanswered)
      }
      link.current?.request = record.stamp
      link.current?.deviceName = record.deviceName
      link.offeredVersion = message.number(.protocolVer)
      link.isSigningOff = false
      link.isResetOrdered = false
    case .tokenRequest:
      if link.current != nil { return }
      link.current = registration(record, link.link, .unanswered)
      link.current?.request = record.stamp
    case .tokenRefusal:
      guard link.current?.outcome == .unanswered, link.current?.answer == nil else { return }
      link.current?.outcome = .tokenRejected
      link.current?.answer = record.stamp
    case .acceptance:
      link.interval = message.number(.keepAliveInterval)
      answer(.accepted, record, link)
      link.current?.version = negotiated(link.offeredVersion, message.number(.maxProtocolVer))
    case .refusal:
      answer(.rejected, record, link)
      link.current?.reason = message.text(.text)
    case .time:
      guard link.current?.outcome == .accepted, link.current?.complete == nil else {
        join(record, link, &replies)
        return
      }
      link.current?.complete = record.stamp
    case .signOff: link.isSigningOff = true
    case .signOffAnswer:
      if message.number(.status) ?? 0 == 0 {
        link.current?.end = .unregistered
      } else {
        link.isSigningOff = false
      }
    case .reset: link.isResetOrdered = true
    case .neutral: return
    case .keepAlive:
      if link.current == nil { link.idleSince = link.idleSince ?? record.stamp }
      return
    case nil:
      join(record, link, &replies)
      return
    }
    guard let current = link.current else { return }
    link.hasBegun = true
    replies.say(.registration(current))
  }

  /// Takes a device for registered that was so before the capture.
  private mutating func join(
    _ record: borrowing Record, _ link: LinkRegistration, _ replies: inout Replies
  ) {
    guard link.current == nil else { return }
    let current = registration(record, link.link, .joined)
    link.current = current
    link.hasBegun = true
    replies.say(.registration(current))
  }

  /// Notes the answer to a request; to one that was not captured, that the device was there before.
  private mutating func answer(
    _ outcome: Registration.Outcome, _ record: borrowing Record, _ link: LinkRegistration
  ) {
    if link.current == nil { link.current = registration(record, link.link, .joined) }
    guard link.current?.outcome == .unanswered else { return }
    link.current?.outcome = outcome
    link.current?.answer = record.stamp
  }

  private mutating func registration(
    _ record: borrowing Record, _ link: Link, _ outcome: Registration.Outcome
  ) -> Registration {
    registrationCount += 1
    return Registration(
      number: registrationCount - 1, link: link, deviceName: record.deviceName,
      begin: record.stamp, outcome: outcome)
  }

  /// The lower of both versions; a server that names none sets no limit.
  private func negotiated(_ offered: UInt32?, _ maximum: UInt32?) -> UInt32? {
    guard let offered, offered > 0 else { return nil }
    guard let maximum, maximum > 0 else { return nil }
    return min(offered, maximum)
  }

  private mutating func end(
    _ stream: Int?, _ end: Registration.End, _ replies: inout Replies
  ) {
    guard let stream, let link = links.removeValue(forKey: stream) else { return }
    settleIdle(link)
    guard var current = link.current else { return }
    if current.end == .open {
      current.end = link.isSigningOff ? .unregistered : link.isResetOrdered ? .reset : end
    }
    replies.say(.registration(current))
  }

  /// Takes a connection with keepalives only for a registration from before the capture, unless
  /// its beginning was captured.
  private mutating func settleIdle(_ link: LinkRegistration) {
    guard link.current == nil, let stamp = link.idleSince, !link.isFromStart else { return }
    registrationCount += 1
    link.current = Registration(
      number: registrationCount - 1, link: link.link, begin: stamp, outcome: .joined, isIdle: true)
  }

  /// Keepalive intervals without a message after which a device counts as silent.
  private static let silentIntervals: (count: Int64, of: Int64) = (5, 2)

  private func isSilent(_ link: LinkRegistration, at end: Timestamp?) -> Bool {
    guard let end, let last = link.lastFromDevice, let interval = link.interval, interval > 0 else {
      return false
    }
    let limit = Int64(interval) * Self.silentIntervals.count / Self.silentIntervals.of
    return end.seconds(since: last) > limit
  }
}
