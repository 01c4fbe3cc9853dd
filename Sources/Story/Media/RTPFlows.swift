import NetworkLayers
import Wire

/// The RTP that passes, until it is known which streams it belongs to.
///
/// The flow of a packet is found by its source's number; everything else is done when something begins,
/// ends or is asked.
struct RTPFlows: Sendable {
  /// The sources by their numbers, each with the place where its flow was last.
  private var sources: [(source: RTPSource, place: Int?)] = []
  /// Flows in their places, those that were given up among them until their place is used again.
  private var flows: [RTPFlow] = []
  private var freePlaces: [Int] = []
  /// The places by ends and synchronization source.
  private var index = EndpointIndex()
  /// The ends of flows and of streams that have no figures yet.
  private var ends: [Endpoint: End] = [:]
  private var lastSweep: Timestamp?
  /// Packets of sources for which there was no room.
  private(set) var uncountedPackets = 0

  /// Sources followed at a time: as many as calls in a call centre of 30,000 phones.
  static let maximumFlows = 1 << 16
  /// Of those, sources to one end, and from one: what is asked of an end is looked for among them.
  static let maximumFlowsOfEnd = 1 << 12
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

  /// What is known of an end.
  private struct End: Sendable {
    /// The places of the flows to it, in the order of their begins.
    var arriving: [Int] = []
    /// The places of the flows from it.
    var leaving: [Int] = []
    /// Flows that ended where a stream to it was closed, while it is wanted.
    var ended: [RTPFlow] = []
    /// Where flows from it went that are gone, while it is wanted.
    var sent: [MediaTarget] = []
    /// How many streams listen at it or send to it, until they have their figures.
    var wantedCount = 0
    /// When a stream to it was last closed.
    var closed: Timestamp?

    var isWanted: Bool { wantedCount > 0 }
    /// Whether nothing is known of it any more.
    var isIdle: Bool { !isWanted && arriving.isEmpty && leaving.isEmpty && closed == nil }
  }

  /// Learns the number that a source has from now on; numbers are given in their order, from 0.
  mutating func take(_ source: RTPSource) {
    if source.number < sources.count {
      sources[source.number] = (source, nil)
    } else {
      sources.append((source, nil))
    }
  }

  /// Takes packets of sources that were told before.
  mutating func take(_ packets: Span<RTPDigest>) {
    var index = Self.takeKnown(packets, from: 0, sources, &flows)
    while index < packets.count {
      take(packets[index])
      index = Self.takeKnown(packets, from: index + 1, sources, &flows)
    }
  }

  /// Takes packets of flows that go on; returns the index of the first that is of none.
  ///
  /// The flows are lent once for all packets.
  private static func takeKnown(
    _ packets: Span<RTPDigest>, from start: Int, _ sources: [(source: RTPSource, place: Int?)],
    _ flows: inout [RTPFlow]
  ) -> Int {
    var flows = flows.mutableSpan
    for index in start..<packets.count {
      let number = packets[index].header.sourceNumber
      guard number < sources.count, let place = sources[number].place,
        flows[place].number == number, flows[place].take(packets[index])
      else { return index }
    }
    return packets.count
  }

  /// Takes a packet of a source that was told before.
  mutating func take(_ digest: RTPDigest) {
    let number = digest.header.sourceNumber
    guard number < sources.count else { return }
    guard let place = sources[number].place, flows[place].number == number else {
      return find(digest)
    }
    if !flows[place].take(digest) { beginAgain(digest) }
  }

  /// Takes a packet whose source had no flow under its number.
  private mutating func find(_ digest: RTPDigest) {
    let source = sources[digest.header.sourceNumber].source
    let hash = index.hash(of: source)
    guard let place = index.find(hash, matches: { flows[$0].source.isSame(as: source) }) else {
      return begin(digest)
    }
    flows[place].number = source.number
    sources[source.number].place = place
    if !flows[place].take(digest) { beginAgain(digest) }
  }

  /// Takes a packet that came long after a stream to its destination was closed.
  private mutating func beginAgain(_ digest: RTPDigest) {
    endFlows(to: sources[digest.header.sourceNumber].source.receiver)
    begin(digest)
  }

  /// Takes the first packet of a source.
  private mutating func begin(_ digest: RTPDigest) {
    let source = sources[digest.header.sourceNumber].source
    if let end = ends[source.receiver]?.closed, Self.isLate(digest.stamp, after: end) {
      endFlows(to: source.receiver)
    }
    guard index.count < Self.maximumFlows,
      ends[source.receiver]?.arriving.count ?? 0 < Self.maximumFlowsOfEnd,
      ends[source.sender]?.leaving.count ?? 0 < Self.maximumFlowsOfEnd
    else {
      uncountedPackets += 1
      return
    }
    var flow = RTPFlow(digest, of: source)
    flow.closedAt = ends[source.receiver]?.closed
    let place = freePlaces.popLast() ?? flows.count
    if place < flows.count {
      flows[place] = flow
    } else {
      flows.append(flow)
    }
    sources[source.number].place = place
    index.insert(place, hash: index.hash(of: source))
    ends[source.receiver, default: End()].arriving.append(place)
    ends[source.sender, default: End()].leaving.append(place)
  }

  /// Whether a packet comes so long after the end of a stream to its destination that it belongs to
  /// another.
  static func isLate(_ packet: FrameStamp, after end: Timestamp) -> Bool {
    guard let time = packet.time else { return false }
    return (time.distance(from: end) ?? 0) > closingNanoseconds
  }

  /// Ends the flows to an end where a stream was closed, but for those of a later stream.
  private mutating func endFlows(to end: Endpoint) {
    change(end) { $0.closed = nil }
    for place in ends[end]?.arriving ?? [] where flows[place].closedAt != nil {
      let flow = flows[place]
      change(end) { known in
        if known.isWanted, known.ended.count < Self.maximumEnded { known.ended.append(flow) }
      }
      remove(place)
    }
  }

  /// Takes a flow out of its place, and keeps where it went where a stream listens at its source.
  private mutating func remove(_ place: Int) {
    let flow = flows[place]
    if flow.number == nil { return }
    flows[place].number = nil
    freePlaces.append(place)
    index.remove(place, hash: index.hash(of: flow.source))
    change(flow.source.receiver) { end in end.arriving.removeAll { $0 == place } }
    change(flow.source.sender) { end in
      end.leaving.removeAll { $0 == place }
      if end.isWanted, end.sent.count < Self.maximumTargets { end.sent.append(flow.target) }
    }
  }

  /// Changes what is known of an end, and forgets that where it is nothing.
  private mutating func change(_ end: Endpoint, _ body: (inout End) -> Void) {
    guard let place = ends.index(forKey: end) else { return }
    body(&ends.values[place])
    if ends.values[place].isIdle { ends.remove(at: place) }
  }

  /// Notes that a stream listens at an end or sends to it.
  mutating func want(_ end: Endpoint) {
    ends[end, default: End()].wantedCount += 1
  }

  /// Notes that a stream to an end was closed.
  ///
  /// The message that says so may be held up behind a segment that the capture lacks. Flows that
  /// began long after its time belong to a later stream, and go on.
  mutating func close(_ end: Endpoint, at stamp: FrameStamp) {
    guard let time = stamp.time else { return }
    var isOvertaken = false
    for place in ends[end]?.arriving ?? [] {
      if Self.isLate(flows[place].first, after: time) {
        isOvertaken = true
      } else {
        flows[place].closedAt = time
      }
    }
    if !isOvertaken { ends[end, default: End()].closed = time }
  }

  /// Notes that a stream has its figures.
  mutating func release(_ end: Endpoint) {
    var gone: [Int] = []
    change(end) { known in
      guard known.isWanted else { return }
      known.wantedCount -= 1
      if known.isWanted { return }
      (known.ended, known.sent) = ([], [])
      // What comes there after this belongs to a stream that is ordered later.
      if known.closed.take() != nil { gone = known.arriving }
    }
    for place in gone { remove(place) }
  }

  /// What came to an end between two times; of several sources the one with the most packets.
  ///
  /// `source` is the address that the packets come from, where that is known.
  func figures(
    to end: Endpoint, from source: IPAddress?, since start: Timestamp?, until stop: Timestamp?
  ) -> RTPFigures? {
    guard let known = ends[end] else { return nil }
    let all = known.ended + known.arriving.map { flows[$0] }
    let fitting = all.filter { flow in
      if let source, flow.source.sender.address != source { return false }
      return Self.overlaps(flow.first, flow.last, start, stop)
    }
    return fitting.map(\.summary).max { $0.packets < $1.packets }
  }

  /// Where packets went that came from an end between two times, in the order of their begins.
  func targets(
    from end: Endpoint, since start: Timestamp?, until stop: Timestamp?
  ) -> [MediaTarget] {
    guard let known = ends[end] else { return [] }
    let all = known.sent + known.leaving.map { flows[$0].target }
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
    for place in flows.indices where flows[place].number != nil {
      let source = flows[place].source
      guard ends[source.receiver]?.isWanted != true, ends[source.sender]?.isWanted != true,
        let last = flows[place].last.time, time.seconds(since: last) > Self.maximumSilence
      else { continue }
      remove(place)
    }
  }
}
