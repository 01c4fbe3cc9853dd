import NetworkLayers
import Wire

/// The RTP that passes, until it is known which streams it belongs to.
struct RTPFlows: Sendable {
  /// Flows in their places, those that were given up among them until their place is used again.
  private var flows: [RTPFlow] = []
  /// The source of the flow in each place, and what else decides what becomes of a packet.
  private var sources: [Source] = []
  private var freePlaces: [Int] = []
  private var places: [Key: Int] = [:]
  /// Places of flows that had a packet lately, by a part of their key's hash; -1 for none.
  private var recent = [Int32](repeating: -1, count: 1 << recentBits)
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
  private static let recentBits = 12

  /// A source between two ends.
  private struct Key: Hashable, Sendable {
    let source: Endpoint
    let destination: Endpoint
    let ssrc: UInt32

    init(_ digest: RTPDigest) {
      source = digest.source
      destination = digest.destination
      ssrc = digest.ssrc
    }

    func hash(into hasher: inout Hasher) {
      let ends = source.address.bits &* 31 &+ destination.address.bits
      var mixed = UInt64(truncatingIfNeeded: ends ^ ends >> 64)
      mixed = mixed &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(source.port) << 48
      hasher.combine(mixed ^ UInt64(destination.port) << 32 ^ UInt64(ssrc))
    }
  }

  /// What is looked at of a flow before it takes a packet: small, and without anything to count.
  private struct Source: Sendable {
    let key: Key
    /// When a stream to its destination was closed; what comes much later belongs to another one.
    var closedAt: Timestamp?
    /// Whether it was given up, and its place is free.
    var isGone = false

    func isSource(of digest: RTPDigest) -> Bool {
      key.ssrc == digest.ssrc && key.destination.port == digest.destination.port && !isGone
        && key.source == digest.source && key.destination == digest.destination
    }
  }

  /// Where the place of a packet's flow is looked up first.
  private static func slot(of digest: RTPDigest) -> Int {
    let ports = UInt64(digest.source.port) << 16 | UInt64(digest.destination.port)
    let mixed = (UInt64(digest.ssrc) << 32 ^ ports) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed >> UInt64(64 - recentBits))
  }

  mutating func take(_ digest: RTPDigest) {
    let slot = Self.slot(of: digest)
    var place = Int(recent[slot])
    if place < 0 || !sources[place].isSource(of: digest) {
      guard let known = places[Key(digest)] else { return begin(digest) }
      place = known
      recent[slot] = Int32(truncatingIfNeeded: known)
    }
    if let end = sources[place].closedAt, Self.isLate(digest.stamp, after: end) {
      endFlows(to: digest.destination)
      return begin(digest)
    }
    flows[place].take(digest)
  }

  /// Takes the first packet of a source.
  private mutating func begin(_ digest: RTPDigest) {
    if let end = closed[digest.destination], Self.isLate(digest.stamp, after: end) {
      endFlows(to: digest.destination)
    }
    guard places.count < Self.maximumFlows else {
      uncountedPackets += 1
      return
    }
    let flow = RTPFlow(digest)
    let key = Key(digest)
    let source = Source(key: key, closedAt: closed[digest.destination])
    let place = freePlaces.popLast() ?? flows.count
    if place < flows.count {
      flows[place] = flow
      sources[place] = source
    } else {
      flows.append(flow)
      sources.append(source)
    }
    places[key] = place
    recent[Self.slot(of: digest)] = Int32(truncatingIfNeeded: place)
    keys[key.destination, default: []].append(key)
  }

  /// Whether a packet comes so long after the end of a stream to its destination that it belongs to
  /// another.
  private static func isLate(_ packet: FrameStamp, after end: Timestamp) -> Bool {
    guard let time = packet.time else { return false }
    return (time.distance(from: end) ?? 0) > closingNanoseconds
  }

  /// Ends the flows to an end where a stream was closed, but for those of a later stream.
  private mutating func endFlows(to end: Endpoint) {
    closed[end] = nil
    for key in keys.removeValue(forKey: end) ?? [] {
      if let place = places[key], sources[place].closedAt == nil {
        keys[end, default: []].append(key)
        continue
      }
      guard let flow = remove(key), wanted[end] != nil, ended[end]?.count ?? 0 < Self.maximumEnded
      else { continue }
      ended[end, default: []].append(flow)
    }
  }

  /// Takes a flow out of its place.
  private mutating func remove(_ key: Key) -> RTPFlow? {
    guard let place = places.removeValue(forKey: key) else { return nil }
    let flow = flows[place]
    sources[place].isGone = true
    freePlaces.append(place)
    return flow
  }

  /// Notes that a stream listens at an end or sends to it.
  mutating func want(_ end: Endpoint) {
    wanted[end, default: 0] += 1
  }

  /// Notes that a stream to an end was closed.
  ///
  /// The message that says so may be held up behind a segment that the capture lacks. Flows that
  /// began long after its time belong to a later stream, and go on.
  mutating func close(_ end: Endpoint, at stamp: FrameStamp) {
    guard let time = stamp.time else { return }
    var isOvertaken = false
    for key in keys[end] ?? [] {
      guard let place = places[key] else { continue }
      if Self.isLate(flows[place].first, after: time) {
        isOvertaken = true
      } else {
        sources[place].closedAt = time
      }
    }
    if !isOvertaken { closed[end] = time }
  }

  /// Notes that a stream has its figures.
  mutating func release(_ end: Endpoint) {
    guard let count = wanted[end] else { return }
    wanted[end] = count > 1 ? count - 1 : nil
    if count > 1 { return }
    ended[end] = nil
    // What comes there after this belongs to a stream that is ordered later.
    if closed.removeValue(forKey: end) == nil { return }
    for key in keys.removeValue(forKey: end) ?? [] { _ = remove(key) }
  }

  /// What came to an end between two times; of several sources the one with the most packets.
  ///
  /// `source` is the address that the packets come from, where that is known.
  func figures(
    to end: Endpoint, from source: IPAddress?, since start: Timestamp?, until stop: Timestamp?
  ) -> RTPFigures? {
    let all = (ended[end] ?? []) + (keys[end] ?? []).compactMap { places[$0].map { flows[$0] } }
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
    for place in sources.indices where !sources[place].isGone {
      let key = sources[place].key
      let end = key.destination
      guard wanted[end] == nil, let last = flows[place].last.time,
        time.seconds(since: last) > Self.maximumSilence
      else { continue }
      _ = remove(key)
      keys[end]?.removeAll { $0 == key }
      if keys[end]?.isEmpty == true { keys[end] = nil }
    }
  }
}
