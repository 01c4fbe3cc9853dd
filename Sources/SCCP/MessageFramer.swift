package import Wire

/// Cuts one direction of a connection into messages.
///
/// A message that lies whole in the bytes at hand is not copied. Bytes come in chunks, in stream
/// order; after lost bytes decoding goes on after a message whose end is known, otherwise at the next
/// segment that begins like a message.
package struct MessageFramer: Sendable {
  /// Where a message unit lies.
  package enum Unit: Equatable, Sendable {
    /// In the chunk.
    case inChunk(Range<Int>)
    /// In ``MessageFramer/pending``, until the next call.
    case inPending
  }

  private enum State: Equatable, Sendable {
    /// The next byte begins a message, or goes on with the pending one.
    case inStep
    /// The next bytes belong to a message that was broken.
    case skipping(Int)
    /// It is not known where the next message begins.
    case lost
  }

  /// The beginning of a message that the next chunks complete.
  package private(set) var pending: [UInt8] = []
  /// Every frame that carried a part of the unit last handed out, oldest first, when it was more
  /// than one.
  package private(set) var carriers: [FramePlace] = []
  /// The newest frame of those delivered so far without a gap: the one that completed the unit.
  package private(set) var newest = FrameStamp(number: 0, time: nil)
  /// What went wrong since the last unit.
  package private(set) var problems: [FramingProblem] = []

  private var state: State
  /// The identifier of the message that is skipped, where it is known.
  private var skipped: UInt32?
  private var pendingIsComplete = false
  private var pendingCarriers: [FramePlace] = []
  private var versions = VersionSet()
  private var search = RestartSearch()
  /// Whether the connection has carried a message. Until then not every plausible length is believed
  /// to begin one.
  private var isTrusted = false
  /// Whether bytes were passed over that no message began in.
  private var hasPassedOver = false
  private let direction: MessageDefinition.Direction
  private var chunkOffset = 0
  /// The sequence number of the chunk's first byte.
  private var chunkNumber: UInt32 = 0

  /// Frames that are remembered for one message; a longer list says no more.
  package static let maximumCarriers = 1024

  /// Problems that are told with one message.
  package static let maximumProblems = 8

  /// A framer for a stream whose first byte begins a message (`isFromStart`), or whose start was
  /// not captured.
  package init(direction: MessageDefinition.Direction, isFromStart: Bool) {
    self.direction = direction
    state = isFromStart ? .inStep : .lost
  }

  /// Whether the stream ends in the middle of a message; the bytes of it that came.
  package var unfinishedByteCount: Int { pendingIsComplete ? 0 : pending.count }

  /// Bytes of memory that wait for the rest of a message; 0 for nearly every stream at any time.
  @inline(__always)  // Else the framer is copied to be asked.
  package var waitingByteCount: Int {
    if pending.isEmpty, !search.isUndecided { return 0 }
    return pending.capacity + pendingCarriers.capacity * MemoryLayout<FramePlace>.stride
      + search.byteCount + Self.allocationByteCount
  }

  /// What the allocations of a waiting message cost beside its bytes.
  private static let allocationByteCount = 128

  /// Forgets what waits for the rest of a message, because too much waits in all streams; decoding
  /// goes on after that message.
  package mutating func giveUp() {
    search.removeAll()
    if unfinishedByteCount == 0 { return }
    let header = MessageHeader(prefix: pending.span)
    let isWhole = pending.count >= MessageHeader.byteCount
    note(
      .givenUp(
        message: isWhole ? header?.identifier : nil, byteCount: pending.count,
        of: header?.messageByteCount))
    state = header.map { .skipping($0.messageByteCount - pending.count) } ?? .lost
    discardPending()
  }

  /// Takes note of a chunk that ``next(in:from:isSegmentStart:)`` will be asked about.
  ///
  /// `isNewest` says whether no byte since the last gap came with a newer frame; `number` is the TCP
  /// sequence number of the first byte.
  package mutating func begin(_ stamp: FrameStamp, isNewest: Bool, number: UInt32 = 0) {
    chunkOffset = 0
    chunkNumber = number
    if isNewest { newest = stamp }
  }

  /// The TCP sequence number of the first byte of the unit last handed out, which has `byteCount`
  /// bytes.
  package func number(ofUnitWith byteCount: Int) -> UInt32 {
    chunkNumber &+ UInt32(truncatingIfNeeded: chunkOffset - byteCount)
  }

  /// Takes note of lost bytes between two chunks.
  package mutating func skip(_ byteCount: Int, between before: Int, and after: Int?) {
    discardComplete()
    let cut = skip(byteCount, isPendingKept: false)
    note(.lostBytes(byteCount, before: before, after: after, cutMessage: cut))
  }

  /// Finds where the next message begins after lost bytes, where the length of one tells; returns
  /// the identifier of the message that they cut, where it is known.
  private mutating func skip(_ byteCount: Int, isPendingKept: Bool) -> UInt32? {
    search.removeAll()
    var left: Int?
    switch state {
    case .inStep:
      left = MessageHeader(prefix: pending.span).map { $0.messageByteCount - pending.count }
      skipped = MessageHeader(pending.span)?.identifier
    case .skipping(let rest): left = rest
    case .lost: skipped = nil
    }
    if let left, byteCount <= left {
      state = byteCount == left ? .inStep : .skipping(left - byteCount)
    } else {
      state = .lost
    }
    if !isPendingKept { discardPending() }
    return skipped
  }

  /// Takes note of bytes that were cut off the packet of the last chunk; a message that they cut is
  /// a unit as far as it goes, where its header is there.
  package mutating func cut(_ byteCount: Int, from stamp: FrameStamp) -> Unit? {
    discardComplete()
    let header = state == .inStep ? MessageHeader(pending.span) : nil
    // Where nothing was SCCP so far, the beginning of a message alone must not speak for it.
    let isShown = header.map { isTrusted || $0.definition?.direction == direction } ?? false
    let cut = skip(byteCount, isPendingKept: isShown)
    note(.cutPacket(byteCount, frame: stamp.number, cutMessage: cut))
    guard isShown, let header else { return nil }
    completePending(header)
    return .inPending
  }

  /// The next message of the chunk; nil when it needs more bytes than the chunk has.
  ///
  /// Call until it answers nil, with the same chunk.
  package mutating func next(
    in chunk: Span<UInt8>, from stamp: FrameStamp, isSegmentStart: Bool
  ) -> Unit? {
    discardComplete()
    while chunkOffset < chunk.count {
      switch state {
      case .skipping(let left):
        let passed = min(left, chunk.count - chunkOffset)
        chunkOffset += passed
        state = passed == left ? .inStep : .skipping(left - passed)
      case .lost:
        resume(in: chunk, from: stamp, isSegmentStart: isSegmentStart)
      case .inStep where pending.isEmpty:
        if let unit = nextWhole(in: chunk, from: stamp) { return unit }
      case .inStep:
        if completePending(from: chunk, stamp) { return .inPending }
      }
    }
    return nil
  }

  /// Takes note that the other direction of the connection carries SCCP.
  package mutating func trust() {
    isTrusted = true
  }

  /// Forgets the problems, which have been told.
  package mutating func clearProblems() {
    if !problems.isEmpty { problems.removeAll() }
  }

  // MARK: - Steps

  @inline(__always)
  private mutating func nextWhole(in chunk: Span<UInt8>, from stamp: FrameStamp) -> Unit? {
    let rest = chunk.extracting(chunkOffset...)
    if let header = MessageHeader(prefix: rest) {
      guard let total = header.plausibleByteCount,
        isTrusted || rest.count < MessageHeader.byteCount || Self.believes(header)
      else {
        loseStep(length: rest.number(at: 0, byteCount: 4), stamp)
        chunkOffset = chunk.count
        return nil
      }
      if total <= rest.count {
        let unit = chunkOffset..<chunkOffset + total
        chunkOffset += total
        if !carriers.isEmpty { carriers.removeAll(keepingCapacity: true) }
        versions.insert(header.version)
        isTrusted = true
        return .inChunk(unit)
      }
    }
    appendPending(rest, stamp)
    chunkOffset = chunk.count
    return nil
  }

  /// Appends to the pending message what it needs; true when that completed it.
  private mutating func completePending(from chunk: Span<UInt8>, _ stamp: FrameStamp) -> Bool {
    let needed = isTrusted ? MessageHeader.prefixByteCount : MessageHeader.byteCount
    if pending.count < needed {
      let wanted = needed - pending.count
      let taken = min(wanted, chunk.count - chunkOffset)
      appendPending(chunk.extracting(chunkOffset..<chunkOffset + taken), stamp)
      chunkOffset += taken
      guard taken == wanted else { return false }
    }
    guard let header = MessageHeader(prefix: pending.span), let total = header.plausibleByteCount,
      isTrusted || Self.believes(header)
    else {
      let length = pending.span.number(at: 0, byteCount: 4)
      discardPending()
      loseStep(length: length, stamp)
      chunkOffset = 0
      return false
    }
    let taken = min(total - pending.count, chunk.count - chunkOffset)
    appendPending(chunk.extracting(chunkOffset..<chunkOffset + taken), stamp)
    chunkOffset += taken
    guard pending.count == total else { return false }
    completePending(header)
    return true
  }

  private mutating func completePending(_ header: MessageHeader) {
    pendingIsComplete = true
    carriers = pendingCarriers.count > 1 ? pendingCarriers : []
    versions.insert(header.version)
    isTrusted = true
  }

  /// Whether a header may be that of a connection's first message: that of a known one, or of any
  /// in a version that servers speak.
  private static func believes(_ header: MessageHeader) -> Bool {
    header.definition != nil
      || header.hasListedVersion && header.identifier <= Self.highestIdentifier
  }

  /// Every identifier that was ever seen has sixteen bits.
  private static let highestIdentifier: UInt32 = 0xffff

  private mutating func loseStep(length: UInt32, _ stamp: FrameStamp) {
    note(.implausibleHeader(length: length, frame: stamp.number))
    state = .lost
    hasPassedOver = true
  }

  private mutating func appendPending(_ bytes: Span<UInt8>, _ stamp: FrameStamp) {
    pending.append(bytes)
    if !bytes.isEmpty, pendingCarriers.last != stamp.place,
      pendingCarriers.count < Self.maximumCarriers
    {
      pendingCarriers.append(stamp.place)
    }
  }

  private mutating func discardComplete() {
    if pendingIsComplete { discardPending() }
  }

  /// Forgets the message that waits, and its storage: there may be 262,144 streams.
  private mutating func discardPending() {
    pending = []
    pendingCarriers = []
    pendingIsComplete = false
  }

  /// Notes a problem; where too many come before the next message, the last one stands for all that
  /// are left out.
  private mutating func note(_ problem: FramingProblem) {
    if problems.count < Self.maximumProblems {
      problems.append(problem)
    } else {
      problems[problems.count - 1] = problem.joined(to: problems[problems.count - 1])
    }
  }

  /// Looks for the next message after step was lost; passes over the chunk where there is none.
  private mutating func resume(
    in chunk: Span<UInt8>, from stamp: FrameStamp, isSegmentStart: Bool
  ) {
    let (direction, versions) = (direction, versions)
    // What is seen first of a stream may well be SCCP; after other bytes it has to be plain.
    let isStrict = !isTrusted && hasPassedOver
    let tiling = isStrict ? MessageDetector.header(tiling: chunk, direction) : nil
    let place =
      chunkOffset > 0
      ? .nowhere
      : search.next(chunk, frame: stamp.place, isSegmentStart: isSegmentStart) { header in
        header.mayRestart(direction, versions)
          && (!isStrict || header == tiling || MessageDetector.accepts(header))
      }
    switch place {
    case .nowhere:
      chunkOffset = chunk.count
      hasPassedOver = hasPassedOver || !search.isUndecided
      return
    case .chunk: break
    case .earlier(let bytes, let carriers):
      pending = bytes
      pendingCarriers = carriers
    }
    search.removeAll()
    state = .inStep
  }
}

extension MessageHeader {
  /// Whether decoding may start again here: at a known message, sent the right way, of a version
  /// that the stream has had. A false start would be worse than a message passed over.
  ///
  /// A stream that has had version 0 only may be about to have another: RegisterReq and RegisterAck
  /// carry 0, and what was agreed stands in the messages after them.
  fileprivate func mayRestart(
    _ direction: MessageDefinition.Direction, _ versions: VersionSet
  ) -> Bool {
    guard plausibleByteCount != nil, let definition = Layout.of(identifier)?.definition else {
      return false
    }
    return definition.direction == direction && (versions.isUndecided || versions.contains(version))
  }
}

/// What was wrong between two messages of a stream.
package enum FramingProblem: Equatable, Sendable {
  /// Bytes that the capture lacks, between two of its frames; they cut a message whose identifier
  /// is known, or they may have held any.
  case lostBytes(Int, before: Int, after: Int?, cutMessage: UInt32?)
  /// Bytes of a packet that the capture lacks, because packets were cut when they were captured;
  /// they cut a message whose identifier is known, or may have held any.
  case cutPacket(Int, frame: Int, cutMessage: UInt32?)
  /// A frame went on with something that is no message header.
  case implausibleHeader(length: UInt32, frame: Int)
  /// The beginning of a message was forgotten, because too much waited in all connections.
  case givenUp(message: UInt32?, byteCount: Int, of: Int?)

  /// What stands for an earlier problem and this one.
  fileprivate func joined(to earlier: FramingProblem) -> FramingProblem {
    guard case .lostBytes(let count, let before, _, let cut) = earlier,
      case .lostBytes(let more, _, let after, _) = self
    else { return self }
    return .lostBytes(
      count.addingReportingOverflow(more).partialValue, before: before, after: after,
      cutMessage: cut)
  }
}

/// The header versions that a stream has had.
private struct VersionSet: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// Whether there was none but 0.
  var isUndecided: Bool { words == (0, 0, 0, 0) || words == (1, 0, 0, 0) }

  @inline(__always)
  mutating func insert(_ version: UInt32) {
    let bit = UInt64(1) << UInt64(version & 63)
    switch version >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  func contains(_ version: UInt32) -> Bool {
    let word =
      switch version >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word & UInt64(1) << UInt64(version & 63) != 0
  }
}
