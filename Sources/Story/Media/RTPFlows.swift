import NetworkLayers
import Wire

/// The RTP that passes, until it is known which streams it belongs to.
///
/// A packet is found by one look into a table; everything else is done when something begins, ends or
/// is asked.
struct RTPFlows: Sendable {
  /// Flows in their places, those that were given up among them until their place is used again.
  private var flows: [RTPFlow] = []
  private var freePlaces: [Int] = []
  /// The places by source and ends.
  private var index = EndpointIndex()
  /// The places of the flows to each end, in the order of their begins.
  private var arriving: [Endpoint: [Int]] = [:]
  /// The places of the flows from each end.
  private var leaving: [Endpoint: [Int]] = [:]
  /// Flows that ended where a stream to their destination was closed.
  private var ended: [Endpoint: [RTPFlow]] = [:]
  /// Where flows went that are gone, of the ends that are wanted.
  private var sent: [Endpoint: [MediaTarget]] = [:]
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
  /// Targets kept of one end: a phone sends to one at a time.
  static let maximumTargets = 8
  /// Seconds without a packet after which a flow that no stream wants is forgotten.
  static let maximumSilence: Int64 = 30
  /// Seconds between two looks for such flows.
  static let sweepInterval: Int64 = 10
  /// Nanoseconds for which packets still come after a stream was closed.
  static let closingNanoseconds: Int64 = 1_000_000_000

  private func hash(_ source: Endpoint, _ destination: Endpoint, _ ssrc: UInt32) -> UInt32 {
    index.hash(source, destination) ^ ssrc &* 0x9e37_79b1
  }

  mutating func take(_ digest: RTPDigest) {
    let hash = hash(digest.source, digest.destination, digest.ssrc)
    guard let place = index.find(hash, matches: { flows[$0].isSource(of: digest) }) else {
      return begin(digest)
    }
    if flows[place].take(digest) { return }
    endFlows(to: digest.destination)
    begin(digest)
  }

  /// Takes the first packet of a source.
  private mutating func begin(_ digest: RTPDigest) {
    if let end = closed[digest.destination], Self.isLate(digest.stamp, after: end) {
      endFlows(to: digest.destination)
    }
    guard index.count < Self.maximumFlows else {
      uncountedPackets += 1
      return
    }
    var flow = RTPFlow(digest)
    flow.closedAt = closed[digest.destination]
    let place = freePlaces.popLast() ?? flows.count
    if place < flows.count {
      flows[place] = flow
    } else {
      flows.append(flow)
    }
    index.insert(place, hash: hash(digest.source, digest.destination, digest.ssrc))
    arriving[digest.destination, default: []].append(place)
    leaving[digest.source, default: []].append(place)
  }

  /// Whether a packet comes so long after the end of a stream to its destination that it belongs to
  /// another.
  static func isLate(_ packet: FrameStamp, after end: Timestamp) -> Bool {
    guard let time = packet.time else { return false }
    return (time.distance(from: end) ?? 0) > closingNanoseconds
  }

  /// Ends the flows to an end where a stream was closed, but for those of a later stream.
  private mutating func endFlows(to end: Endpoint) {
    closed[end] = nil
    for place in arriving[end] ?? [] where flows[place].closedAt != nil {
      if wanted[end] != nil, ended[end]?.count ?? 0 < Self.maximumEnded {
        ended[end, default: []].append(flows[place])
      }
      remove(place)
    }
  }

  /// Takes a flow out of its place.
  private mutating func remove(_ place: Int) {
    let flow = flows[place]
    if flow.isGone { return }
    note(flow.target, from: flow.source)
    flows[place].isGone = true
    freePlaces.append(place)
    index.remove(place, hash: hash(flow.source, flow.destination, flow.ssrc))
    Self.remove(place, at: flow.destination, &arriving)
    Self.remove(place, at: flow.source, &leaving)
  }

  private static func remove(_ place: Int, at end: Endpoint, _ places: inout [Endpoint: [Int]]) {
    places[end]?.removeAll { $0 == place }
    if places[end]?.isEmpty == true { places[end] = nil }
  }

  /// Keeps where a flow went that is gone, where a stream listens at its source.
  private mutating func note(_ target: MediaTarget, from source: Endpoint) {
    guard wanted[source] != nil, sent[source]?.count ?? 0 < Self.maximumTargets else { return }
    sent[source, default: []].append(target)
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
    for place in arriving[end] ?? [] {
      if Self.isLate(flows[place].first, after: time) {
        isOvertaken = true
      } else {
        flows[place].closedAt = time
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
    sent[end] = nil
    // What comes there after this belongs to a stream that is ordered later.
    if closed.removeValue(forKey: end) == nil { return }
    for place in arriving[end] ?? [] { remove(place) }
  }

  /// What came to an end between two times; of several sources the one with the most packets.
  ///
  /// `source` is the address that the packets come from, where that is known.
  func figures(
    to end: Endpoint, from source: IPAddress?, since start: Timestamp?, until stop: Timestamp?
  ) -> RTPFigures? {
    let all = (ended[end] ?? []) + (arriving[end] ?? []).map { flows[$0] }
    let fitting = all.filter { flow in
      if let source, flow.source.address != source { return false }
      return Self.overlaps(flow.first, flow.last, start, stop)
    }
    return fitting.map(\.summary).max { $0.packets < $1.packets }
  }

  /// Where packets went that came from an end between two times, in the order of their begins.
  func targets(
    from end: Endpoint, since start: Timestamp?, until stop: Timestamp?
  ) -> [MediaTarget] {
    let all = (sent[end] ?? []) + (leaving[end] ?? []).map { flows[$0].target }
    return all.filter { Self.overlaps($0.first, $0.last, start, stop) }
      .sorted { $0.first.order < $1.first.order }
  }

  /// Whether packets between two frames may belong to a stream that was up between two times.
  private static func overlaps(
    _ first: FrameStamp, _ last: FrameStamp, _ start: Timestamp?, _ stop: Timestamp?
  ) -> Bool {
    guard let first = first.time, let last = last.time else { return true }
    if let stop, (first.distance(from: stop) ?? 0) > closingNanoseconds { return false }
    if let start, start > last { return false }
    return true
  }

  /// Forgets flows that nothing came of for some time, and whose ends no stream wants.
  mutating func sweep(_ time: Timestamp) {
    if let lastSweep, time.seconds(since: lastSweep) < Self.sweepInterval { return }
    lastSweep = time
    for place in flows.indices where !flows[place].isGone {
      guard wanted[flows[place].destination] == nil, wanted[flows[place].source] == nil,
        let last = flows[place].last.time, time.seconds(since: last) > Self.maximumSilence
      else { continue }
      remove(place)
    }
  }
}
