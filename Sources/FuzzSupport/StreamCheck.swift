import NetworkLayers
import Wire

/// Holds the events of a connection table against the segments that it was given.
///
/// Every connection begins once, ends once and is silent afterwards; its bytes are those of the
/// segments that are said to have brought them, each once and in the order of the stream; what is
/// missing is counted.
struct StreamCheck {
  /// What is known of one connection.
  private struct Seen {
    var hasEnded = false
    var isAccepted = false
    var isOpened = false
    var isReset = false
    var toServer = Direction()
    var toClient = Direction()
  }

  private struct Direction {
    /// The number of the next byte, once some were returned.
    var next: UInt32?
    var isClosed = false
    /// The newest frame since the last gap.
    var newestFrame = 0
  }

  private let segments: [SegmentScript.Segment]
  private var connections: [Int: Seen] = [:]
  private var gapCount = 0
  private var missingByteCount = 0

  init(_ segments: [SegmentScript.Segment]) {
    self.segments = segments
  }

  mutating func take(_ event: borrowing StreamEvent) throws(Violation) {
    let number = event.connection.number
    var seen = try connection(of: event)
    var direction = event.direction == .toServer ? seen.toServer : seen.toClient
    switch event.kind {
    case .opened(_, let attempt):
      try require(attempt > 1 || !seen.isOpened, "connection \(number) is opened twice")
      seen.isOpened = true
    case .unanswered(let attempts):
      try require(attempts > 0 && !seen.isAccepted, "connection \(number) was answered")
    case .joined: break
    case .accepted:
      try require(!seen.isAccepted, "connection \(number) is accepted twice")
      seen.isAccepted = true
    case .bytes(let bytes, _): try note(bytes, event, in: &direction)
    case .gap(let byteCount, _, _):
      try require(byteCount > 0, "a gap of \(byteCount) bytes")
      gapCount += 1
      missingByteCount += byteCount
      direction.newestFrame = 0
      direction.next = direction.next.map { $0 &+ UInt32(truncatingIfNeeded: byteCount) }
    case .closed:
      try require(!direction.isClosed, "a direction of connection \(number) is closed twice")
      direction.isClosed = true
    case .reset:
      try require(!seen.isReset, "connection \(number) is reset twice")
      seen.isReset = true
    case .ended: seen.hasEnded = true
    }
    if event.direction == .toServer { seen.toServer = direction } else { seen.toClient = direction }
    connections[number] = seen
  }

  /// What was seen of a connection, which begins with its first event.
  private func connection(of event: borrowing StreamEvent) throws(Violation) -> Seen {
    let number = event.connection.number
    let isBeginning =
      switch event.kind {
      case .opened, .joined: true
      default: false
      }
    guard let seen = connections[number] else {
      try require(isBeginning, "connection \(number) does not begin")
      return Seen()
    }
    try require(!seen.hasEnded, "connection \(number) goes on after its end")
    return seen
  }

  private func note(
    _ bytes: Span<UInt8>, _ event: borrowing StreamEvent, in direction: inout Direction
  ) throws(Violation) {
    let frame = event.stamp.number
    try require(!bytes.isEmpty, "no bytes from frame \(frame)")
    try require(segments.indices.contains(frame - 1), "bytes from frame \(frame)")
    let segment = segments[frame - 1]
    try require(segment.direction == event.direction, "bytes of the other direction")
    var place = direction.next
    if place == nil { place = try self.place(of: bytes, in: segment) }
    guard let first = place else { return }
    let offset = Int(Int32(bitPattern: first &- segment.first))
    try require(
      offset >= 0 && bytes.count <= segment.byteCount - offset,
      "\(bytes.count) bytes at \(offset) of the \(segment.byteCount) that frame \(frame) brought")
    for index in bytes.indices {
      let expected = segment.byte(at: first &+ UInt32(truncatingIfNeeded: index))
      try require(bytes[index] == expected, "byte \(offset + index) of frame \(frame) is changed")
    }
    direction.next = first &+ UInt32(truncatingIfNeeded: bytes.count)
    guard event.isNewest else { return }
    try require(
      frame >= direction.newestFrame, "frame \(frame) is newer than \(direction.newestFrame)")
    direction.newestFrame = frame
  }

  /// Where in its stream a segment's bytes are that are the first of all; nil where a few bytes
  /// could be in several places.
  private func place(
    of bytes: Span<UInt8>, in segment: SegmentScript.Segment
  ) throws(Violation) -> UInt32? {
    var found: UInt32?
    for offset in 0..<max(segment.byteCount - bytes.count + 1, 0) {
      let first = segment.first &+ UInt32(truncatingIfNeeded: offset)
      let isHere = bytes.indices.allSatisfy { index in
        bytes[index] == segment.byte(at: first &+ UInt32(truncatingIfNeeded: index))
      }
      if isHere, found != nil { return nil }
      if isHere { found = first }
    }
    guard let found else { throw Violation("bytes that their segment does not have") }
    return found
  }

  func finish(_ counts: ConnectionCounts) throws(Violation) {
    try require(connections.values.allSatisfy(\.hasEnded), "a connection does not end")
    try require(connections.count == counts.connections, "\(counts.connections) connections")
    try require(gapCount == counts.gaps, "\(counts.gaps) gaps counted, \(gapCount) told")
    try require(
      missingByteCount == counts.missingBytes,
      "\(counts.missingBytes) missing bytes counted, \(missingByteCount) told")
  }
}
