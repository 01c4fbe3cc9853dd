import NetworkLayers
import Wire

/// The RTP that passes, until it is known which streams it belongs to.
struct RTPFlows: Sendable {
  private var flows: [Key: RTPFlow] = [:]
  /// The sources that send to each end.
  private var keys: [Endpoint: [Key]] = [:]
  /// Flows that ended where a stream to their destination was closed.
  private var ended: [Endpoint: [RTPFlow]] = [:]
  /// How many streams listen at or send to each end, until they have their figures.
  private var wanted: [Endpoint: Int] = [:]
  /// When a stream to an end was last closed.
  private var closed: [Endpoint: Timestamp] = [:]
  private var lastSweep: Timestamp?
  /// Packets of sources for which there was no room.
  private(set) var uncountedPackets = 0

  /// Sources followed at a time: as many as calls in a call centre of 30,000 phones.
  static let maximumFlows = 1 << 16
  /// Flows kept of one end for streams that have no figures yet.
  static let maximumEnded = 64
  /// Seconds without a packet after which a flow that no stream wants is forgotten.
  static let maximumSilence: Int64 = 30
  /// Seconds between two looks for such flows.
  static let sweepInterval: Int64 = 10
  /// Nanoseconds for which packets still come after a stream was closed.
  static let closingNanoseconds: Int64 = 1_000_000_000

  /// A source between two ends.
  private struct Key: Hashable, Sendable {
    let source: Endpoint
    let destination: Endpoint
    let ssrc: UInt32

    func hash(into hasher: inout Hasher) {
      let ends = source.address.bits &* 31 &+ destination.address.bits
      var mixed = UInt64(truncatingIfNeeded: ends ^ ends >> 64)
      mixed = mixed &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(source.port) << 48
      hasher.combine(mixed ^ UInt64(destination.port) << 32 ^ UInt64(ssrc))
    }
  }

  mutating func take(_ digest: RTPDigest) {
    let key = Key(source: digest.source, destination: digest.destination, ssrc: digest.ssrc)
    if closed.isEmpty || !begins(digest), flows[key]?.take(digest) != nil {
      return
    }
    guard flows.count < Self.maximumFlows else {
      uncountedPackets += 1
      return
    }
    flows[key] = RTPFlow(digest)
    keys[key.destination, default: []].append(key)
  }

  /// Whether a packet comes so long after the end of a stream to its destination that it belongs to
  /// another.
  private mutating func begins(_ digest: RTPDigest) -> Bool {
    guard let end = closed[digest.destination], let time = digest.stamp.time,
      (time.distance(from: end) ?? 0) > Self.closingNanoseconds
    else { return false }
    closed[digest.destination] = nil
    for key in keys.removeValue(forKey: digest.destination) ?? [] {
      if let flow = flows.removeValue(forKey: key) { self.end(flow) }
    }
    return true
  }

  private mutating func end(_ flow: RTPFlow) {
    guard wanted[flow.destination] != nil,
      ended[flow.destination]?.count ?? 0 < Self.maximumEnded
    else { return }
    ended[flow.destination, default: []].append(flow)
  }

  /// Notes that a stream listens at an end or sends to it.
  mutating func want(_ end: Endpoint) {
    wanted[end, default: 0] += 1
  }

  /// Notes that a stream to an end was closed.
  mutating func close(_ end: Endpoint, at stamp: FrameStamp) {
    if let time = stamp.time { closed[end] = time }
  }

  /// Notes that a stream has its figures.
  mutating func release(_ end: Endpoint) {
    guard let count = wanted[end] else { return }
    wanted[end] = count > 1 ? count - 1 : nil
    if count > 1 { return }
    ended[end] = nil
    // What comes there after this belongs to a stream that is ordered later.
    if closed.removeValue(forKey: end) == nil { return }
    for key in keys.removeValue(forKey: end) ?? [] { flows[key] = nil }
  }

  /// What came to an end between two times; of several sources the one with the most packets.
  ///
  /// `source` is the address that the packets come from, where that is known.
  func figures(
    to end: Endpoint, from source: IPAddress?, since start: Timestamp?, until stop: Timestamp?
  ) -> RTPFigures? {
    let all = (ended[end] ?? []) + (keys[end] ?? []).compactMap { flows[$0] }
    let fitting = all.filter { flow in
      if let source, flow.source.address != source { return false }
      guard let first = flow.first.time, let last = flow.last.time else { return true }
      if let stop, (first.distance(from: stop) ?? 0) > Self.closingNanoseconds { return false }
      if let start, start > last { return false }
      return true
    }
    return fitting.map(\.summary).max { $0.packets < $1.packets }
  }

  /// Forgets flows that nothing came of for some time and that no stream wants.
  mutating func sweep(_ time: Timestamp) {
    if let lastSweep, time.seconds(since: lastSweep) < Self.sweepInterval { return }
    lastSweep = time
    for (key, flow) in flows {
      guard wanted[key.destination] == nil, let last = flow.last.time,
        time.seconds(since: last) > Self.maximumSilence
      else { continue }
      flows[key] = nil
      keys[key.destination]?.removeAll { $0 == key }
      if keys[key.destination]?.isEmpty == true { keys[key.destination] = nil }
    }
  }
}
