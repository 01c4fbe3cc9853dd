import NetworkLayers
import SCCP
import Wire

/// Finds connections that carry SCCP on ports where nobody said so, by what they carry.
///
/// A segment that begins like a known message makes its connection a candidate; a copy of it and of all that follow is kept until the connection is found to be SCCP
/// or not, so that nothing is lost.
struct CandidateTable: ~Copyable {
  /// Candidates at one time: other protocols hardly make any, so this is a cluster of phones that
  /// all begin at once.
  static let maximumCandidates = 1 << 12
  /// Bytes kept of all candidates.
  static let maximumBytes = 1 << 22

  private var candidates: [Candidate] = []
  private var freeSlots: [Int] = []
  private var index = EndpointIndex()
  private var recency = RecencyList()
  private var byteCount = 0
  private var judge = MessageJudge()
  /// Candidates forgotten before it was sure what they are, because there were too many.
  private(set) var givenUpCount = 0
  /// Connections that are over, that looked like SCCP and were not proved to be.
  private var unproved = Totals.OtherConnections()

  /// Takes a segment of a connection that is not tracked.
  ///
  /// Once it proves that the connection carries SCCP, returns the connection with all its segments
  /// since the first that began with a message; this one is the last of them.
  mutating func take(_ segment: borrowing TCPSegment, at stamp: FrameStamp) -> Candidate? {
    let header = MessageDetector.knownHeader(in: segment.payload)
    guard header != nil || index.count > 0 else { return nil }
    guard segment.byteCount > 0 || segment.flags.endConnection else { return nil }
    let (source, destination) = (segment.source, segment.destination)
    let hash = index.hash(source, destination)
    let known = index.find(hash) { candidates[$0].connects(source, destination) }
    if let slot = known {
      recency.touch(slot)
      if segment.flags.endConnection {
        Self.note(candidates[slot], in: &unproved)
        remove(slot)
      } else {
        return append(segment, header, to: slot, at: stamp)
      }
    }
    guard header != nil, !segment.flags.contains(.rst) else { return nil }
    let slot = add(Candidate(segment, hash: hash))
    let proved = append(segment, header, to: slot, at: stamp)
    while byteCount > Self.maximumBytes, let oldest = recency.oldest { giveUp(oldest) }
    return proved
  }

  /// Adds a segment to a candidate, which is taken out where that proves what it is.
  private mutating func append(
    _ segment: borrowing TCPSegment, _ header: MessageHeader?, to slot: Int, at stamp: FrameStamp
  ) -> Candidate? {
    if candidates[slot].isHopeless { return nil }
    byteCount -= candidates[slot].byteCount
    let isProved = candidates[slot].append(segment, header, at: stamp, &judge)
    byteCount += candidates[slot].byteCount
    guard isProved else { return nil }
    let proved = candidates[slot]
    remove(slot)
    return proved
  }

  /// Connections that looked like SCCP and were not proved to be, those that go on included.
  var unprovedConnections: Totals.OtherConnections {
    var all = unproved
    var free = [Bool](repeating: false, count: candidates.count)
    for slot in freeSlots { free[slot] = true }
    for slot in candidates.indices where !free[slot] { Self.note(candidates[slot], in: &all) }
    return all
  }

  private static func note(_ candidate: Candidate, in connections: inout Totals.OtherConnections) {
    guard candidate.looksLikeSCCP else { return }
    connections.append(client: candidate.ends.client, server: candidate.ends.server)
  }

  private mutating func add(_ candidate: Candidate) -> Int {
    if index.count == Self.maximumCandidates, let oldest = recency.oldest { giveUp(oldest) }
    let slot = freeSlots.popLast() ?? candidates.count
    if slot == candidates.count { candidates.append(candidate) }
    candidates[slot] = candidate
    index.insert(slot, hash: candidate.hash)
    recency.insert(slot)
    return slot
  }

  private mutating func giveUp(_ slot: Int) {
    if !candidates[slot].isHopeless { givenUpCount += 1 }
    remove(slot)
  }

  private mutating func remove(_ slot: Int) {
    byteCount -= candidates[slot].byteCount
    candidates[slot].forget()
    index.remove(slot, hash: candidates[slot].hash)
    recency.remove(slot)
    freeSlots.append(slot)
  }
}

extension TCPFlags {
  /// Whether what comes next between the same ends is another connection.
  fileprivate var endConnection: Bool {
    rawValue & (TCPFlags.syn.rawValue | TCPFlags.rst.rawValue) != 0
  }
}
