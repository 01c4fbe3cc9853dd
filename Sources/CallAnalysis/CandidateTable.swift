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

  private var candidates: [Candidate?] = []
  private var freeSlots: [Int] = []
  private var index = EndpointIndex()
  private var recency = RecencyList()
  private var byteCount = 0
  private var judge = MessageJudge()
  /// Candidates forgotten for want of room.
  private(set) var givenUpCount = 0

  var count: Int { index.count }

  /// Takes a segment of a connection that is not tracked.
  ///
  /// Once it proves that the connection carries SCCP, returns the connection with all its segments
  /// since the first that began with a message; this one is the last of them.
  mutating func take(_ segment: borrowing TCPSegment, at stamp: FrameStamp) -> Candidate? {
    let header = MessageDetector.knownHeader(in: segment.payload)
    guard header != nil || index.count > 0 else { return nil }
    let ends: TCPFlags = [.syn, .fin, .rst]
    guard segment.byteCount > 0 || !segment.flags.isDisjoint(with: ends) else { return nil }
    let (source, destination) = (segment.source, segment.destination)
    let hash = index.hash(source, destination)
    let found = index.find(hash) { candidates[$0]?.connects(source, destination) ?? false }
    if let slot = found, segment.flags.isDisjoint(with: [.syn, .rst]) {
      recency.touch(slot)
      if let proved = append(segment, to: slot, at: stamp) { return proved }
      // What ended the candidate may begin another.
      if candidates[slot] != nil { return nil }
    } else if let slot = found {
      remove(slot)
    }
    guard let direction = header?.definition?.direction else { return nil }
    let slot = add(Candidate(segment, hash: hash, direction))
    let proved = append(segment, to: slot, at: stamp)
    makeRoom()
    return proved
  }

  /// Adds a segment to a candidate, which is taken out where that decides about it.
  private mutating func append(
    _ segment: borrowing TCPSegment, to slot: Int, at stamp: FrameStamp
  ) -> Candidate? {
    guard var candidate = candidates[slot] else { return nil }
    candidates[slot] = nil
    byteCount -= candidate.byteCount
    let verdict = candidate.append(segment, at: stamp, &judge)
    byteCount += candidate.byteCount
    candidates[slot] = candidate
    if verdict == .undecided { return nil }
    remove(slot)
    return verdict == .isSCCP ? candidate : nil
  }

  private mutating func add(_ candidate: Candidate) -> Int {
    if index.count == Self.maximumCandidates, let oldest = recency.oldest {
      givenUpCount += 1
      remove(oldest)
    }
    let slot = freeSlots.popLast() ?? candidates.count
    if slot == candidates.count { candidates.append(nil) }
    candidates[slot] = candidate
    index.insert(slot, hash: candidate.hash)
    recency.insert(slot)
    return slot
  }

  private mutating func makeRoom() {
    while byteCount > Self.maximumBytes, let oldest = recency.oldest {
      givenUpCount += 1
      remove(oldest)
    }
  }

  private mutating func remove(_ slot: Int) {
    guard let candidate = candidates[slot] else { return }
    byteCount -= candidate.byteCount
    index.remove(slot, hash: candidate.hash)
    recency.remove(slot)
    candidates[slot] = nil
    freeSlots.append(slot)
  }
}

extension Candidate {
  fileprivate func connects(_ one: Endpoint, _ other: Endpoint) -> Bool {
    source == one && destination == other || source == other && destination == one
  }
}
