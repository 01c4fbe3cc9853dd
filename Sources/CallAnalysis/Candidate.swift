import NetworkLayers
import SCCP
import Wire

/// A connection on any port that once began a segment like an SCCP message: what it said since, and
/// how much that proves.
struct Candidate {
  /// Segments kept of one; a connection that SCCP is spoken on is found within a few.
  static let maximumSegments = 64
  /// Bytes kept of one, all included.
  static let maximumBytes = 1 << 15
  /// Flaws after which a connection has had its chance.
  private static let maximumFlaws = 16
  /// Flaws that bytes count for which are no message at all.
  private static let refutation = 2

  /// The ends of the first segment.
  let source: Endpoint
  let destination: Endpoint
  let hash: UInt32
  /// From the one that began with a message on; empty while none does.
  private(set) var segments: [KeptSegment] = []
  private(set) var byteCount = 0
  private var forward: CandidateStream
  private var backward: CandidateStream
  private var flawlessCount = 0
  private var flawCount = 0

  init(_ segment: borrowing TCPSegment, hash: UInt32) {
    source = segment.source
    destination = segment.destination
    self.hash = hash
    forward = CandidateStream(.deviceToServer)
    backward = CandidateStream(.serverToDevice)
  }

  /// Which way the first segment kept goes.
  var direction: StreamDirection {
    let first = segments.first?.isForward ?? true ? forward : backward
    return first.direction == .deviceToServer ? .toServer : .toClient
  }

  /// Whether it said so much that is no SCCP that it is not listened to any more.
  var isHopeless: Bool { flawCount >= Self.maximumFlaws && !isMostlyFlawless }

  /// Of SCCP nearly every message is known; what only looks like it is right by accident.
  private var isMostlyFlawless: Bool { flawlessCount >= 3 * flawCount }

  /// Whether it said a message that was right in every field, and nothing that is none: it looks
  /// like SCCP, and too little of it was captured to be sure.
  var looksLikeSCCP: Bool {
    let bodyCount = forward.bodyCount + backward.bodyCount
    return flawlessCount > 0 && flawCount == 0 && (bodyCount > 0 || flawlessCount > 1)
  }

  /// The ends, as far as the messages say which is which.
  var ends: (client: Endpoint, server: Endpoint) {
    forward.direction == .deviceToServer ? (source, destination) : (destination, source)
  }

  func connects(_ one: Endpoint, _ other: Endpoint) -> Bool {
    source == one && destination == other || source == other && destination == one
  }

  /// Takes and keeps a segment; true where that proves that the connection carries SCCP.
  ///
  /// `header` is that of the known message that the segment begins with.
  mutating func append(
    _ segment: borrowing TCPSegment, _ header: MessageHeader?, at stamp: FrameStamp,
    _ judge: inout MessageJudge
  ) -> Bool {
    let isForward = segment.source == source
    if segments.isEmpty {
      guard let direction = header?.definition?.direction else { return false }
      forward = CandidateStream(isForward ? direction : direction.opposite)
      backward = CandidateStream(isForward ? direction.opposite : direction)
    }
    keep(KeptSegment(segment, isForward: isForward, at: stamp))
    judge.flawlessCount = flawlessCount
    judge.flawCount = flawCount
    let isMessages =
      isForward ? forward.append(segment, &judge) : backward.append(segment, &judge)
    flawlessCount = judge.flawlessCount
    flawCount = judge.flawCount + (isMessages ? 0 : Self.refutation)
    if !isMessages || isHopeless {
      forget()
      return false
    }
    return isProved
  }

  /// Forgets the segments.
  mutating func forget() {
    segments = []
    byteCount = 0
  }

  private mutating func keep(_ segment: KeptSegment) {
    segments.append(segment)
    byteCount += segment.byteCount
    while segments.count > Self.maximumSegments || byteCount > Self.maximumBytes {
      byteCount -= segments.removeFirst().byteCount
    }
  }

  /// Whether what was seen can be nothing else: small numbers in three places are common, so a
  /// single message is no proof, and much that is no message is one to the contrary.
  private var isProved: Bool {
    guard isMostlyFlawless else { return false }
    if forward.answers(backward) || backward.answers(forward) { return true }
    let bodyCount = forward.bodyCount + backward.bodyCount
    let bodyByteCount = forward.bodyByteCount + backward.bodyByteCount
    let hasBothDirections = forward.bodyCount > 0 && backward.bodyCount > 0
    return bodyByteCount >= 64 && bodyCount >= (hasBothDirections ? 2 : 4)
  }
}
