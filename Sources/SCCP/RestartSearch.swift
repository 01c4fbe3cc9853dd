import Wire

/// Looks for the place where decoding may start again: a segment that begins like a message.
///
/// A segment can be shorter than a header; what it began stays undecided until the next ones have
/// brought the rest.
struct RestartSearch: Sendable {
  /// Where decoding goes on.
  enum Place: Equatable, Sendable {
    /// No segment so far begins like a message.
    case nowhere
    /// At the beginning of the chunk.
    case chunk
    /// At bytes that came before the chunk.
    case earlier([UInt8], carriers: [FramePlace])
  }

  /// The beginning of a segment that is too short to tell.
  private struct Candidate: Sendable {
    var bytes: [UInt8]
    var carriers: [FramePlace]
  }

  /// At most a header's worth, because every chunk has a byte.
  private var candidates: [Candidate] = []

  /// Whether the next bytes may show that a message began before them.
  var isUndecided: Bool { !candidates.isEmpty }

  /// Bytes of memory that is undecided, at most a header's worth of candidates.
  var byteCount: Int { candidates.capacity * Self.candidateByteCount }
  /// What a candidate takes with its two arrays.
  private static let candidateByteCount = 160

  /// Forgets what is undecided: bytes are missing after it.
  mutating func removeAll() {
    candidates = []
  }

  /// Takes the next chunk; `begins` says whether a header may be one to start at.
  mutating func next(
    _ chunk: Span<UInt8>, frame: FramePlace, isSegmentStart: Bool,
    where begins: (MessageHeader) -> Bool
  ) -> Place {
    if chunk.isEmpty { return .nowhere }
    for candidate in candidates {
      var head = candidate.bytes
      for index in chunk.indices where head.count < MessageHeader.byteCount {
        head.append(chunk[index])
      }
      guard let header = MessageHeader(head.span) else { continue }
      if begins(header) {
        candidates.removeAll()
        return .earlier(candidate.bytes, carriers: candidate.carriers)
      }
    }
    keepUndecided(with: chunk, frame: frame)
    guard isSegmentStart else { return .nowhere }
    if let header = MessageHeader(chunk) { return begins(header) ? .chunk : .nowhere }
    candidates.append(Candidate(bytes: chunk.indices.map { chunk[$0] }, carriers: [frame]))
    return .nowhere
  }

  private mutating func keepUndecided(with chunk: Span<UInt8>, frame: FramePlace) {
    if candidates.isEmpty { return }
    candidates.removeAll { $0.bytes.count + chunk.count >= MessageHeader.byteCount }
    for index in candidates.indices {
      candidates[index].bytes += chunk.indices.map { chunk[$0] }
      if candidates[index].carriers.last != frame { candidates[index].carriers.append(frame) }
    }
  }
}
