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

  /// The ends of the first segment.
  let source: Endpoint
  let destination: Endpoint
  let hash: UInt32
  private(set) var segments: [KeptSegment] = []
  private(set) var byteCount = 0
  private var forward: CandidateStream
  private var backward: CandidateStream

  /// Begins with a segment that begins with a message to `direction`.
  init(
    _ segment: borrowing TCPSegment, hash: UInt32, _ direction: MessageDefinition.Direction
  ) {
    source = segment.source
    destination = segment.destination
    self.hash = hash
    forward = CandidateStream(direction)
    backward = CandidateStream(direction.opposite)
  }

  /// Which way its first segment goes.
  var direction: StreamDirection {
    forward.direction == .deviceToServer ? .toServer : .toClient
  }

  /// What a segment made of it.
  enum Verdict {
    case undecided, isSCCP, isOther
  }

  /// Takes and keeps a segment of it.
  mutating func append(
    _ segment: borrowing TCPSegment, at stamp: FrameStamp, _ judge: inout MessageJudge
  ) -> Verdict {
    let isForward = segment.source == source
    let kept = KeptSegment(segment, isForward: isForward, at: stamp)
    segments.append(kept)
    byteCount += kept.byteCount
    let isMessages =
      isForward ? forward.append(segment, &judge) : backward.append(segment, &judge)
    guard isMessages, segments.count <= Self.maximumSegments, byteCount <= Self.maximumBytes else {
      return .isOther
    }
    return isProved ? .isSCCP : .undecided
  }

  /// Whether what was seen can be nothing else.
  ///
  /// Both ends speak: messages with a body from each, or an answer to a request of the other.
  /// Where only one is heard it takes more, because small numbers are common.
  private var isProved: Bool {
    if forward.identifiers.isEmpty || backward.identifiers.isEmpty {
      let stream = forward.identifiers.isEmpty ? backward : forward
      return stream.bodyCount >= 3 && stream.bodyByteCount >= 64
    }
    return forward.bodyCount + backward.bodyCount >= 2
      || forward.answers(backward) || backward.answers(forward)
  }
}

extension CandidateStream {
  /// Whether one of its messages answers one of the other direction's.
  fileprivate func answers(_ other: CandidateStream) -> Bool {
    identifiers.contains { identifier in
      guard case .response(let request) = Layout.of(identifier)?.definition.kind else {
        return false
      }
      return other.identifiers.contains(request)
    }
  }
}
