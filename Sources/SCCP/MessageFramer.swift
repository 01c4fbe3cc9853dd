package import Wire

/// Cuts one direction of a connection into messages.
///
/// A message that lies whole in the bytes at hand is not copied. Bytes come in chunks, in stream
/// order; after lost bytes decoding goes on after a message whose end is known, otherwise at the next
/// segment that begins like a message. What every message asks for comes first, so that it lies together.
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

  /// The newest frame of those delivered so far without a gap: the one that completed the unit.
  package private(set) var newest = FrameStamp(number: 0, time: nil)
  /// The sequence number of the chunk's first byte.
  private var chunkNumber: UInt32 = 0
  private var chunkOffset = 0
  /// The beginning of a message that the next chunks complete.
  package private(set) var pending: [UInt8] = []
  /// Every frame that carried a part of the unit last handed out, oldest first, when it was more
  /// than one.
  package private(set) var carriers: [FramePlace] = []
  /// What went wrong since the last unit.
  package private(set) var problems: [FramingProblem] = []
  private var search = RestartSearch()
  private var state: State
  private var pendingIsComplete = false
  /// Whether the connection has carried a message. Until then not every plausible length is believed
  /// to begin one.
  private var isTrusted = false
  /// Whether bytes were passed over that no message began in.
  private var hasPassedOver = false
  private let direction: MessageDefinition.Direction
  /// What ``waitingByteCount`` was when ``notesNewWaiting()`` was asked last.
  private var notedByteCount: Int32 = 0
  /// The sequence number of the bytes in the chunk that should begin a message and do not.
  private var lostNumber: UInt32?
  /// The identifier of the message that is skipped, where it is known.
  private var skipped: UInt32?
  private var versions = VersionSet()
  private var pendingCarriers: [FramePlace] = []

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
  package var waitingByteCount: Int {
    mutating get {  // Another would have the framer copied.
      if pending.isEmpty, !search.isUndecided { return 0 }
      return pending.capacity + pendingCarriers.capacity * MemoryLayout<FramePlace>.stride
        + search.byteCount + Self.allocationByteCount
    }
  }

  /// Whether other bytes wait than when it was asked last.
  package mutating func notesNewWaiting() -> Bool {
    let byteCount = Int32(clamping: waitingByteCount)
    if byteCount == notedByteCount { return false }
    notedByteCount = byteCount
    return true
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
    lostNumber = nil
    if isNewest { newest = stamp }
  }

  /// The TCP sequence number of the first byte of the unit last handed out, which has `byteCount`
  /// bytes. It changes nothing: a framer that is changed in its place is not copied to be asked.
  package mutating func firstNumber(ofUnitWith byteCount: Int) -> UInt32 {
    number(ofUnitWith: byteCount)
  }

  private func number(ofUnitWith byteCount: Int) -> UInt32 {
    chunkNumber &+ UInt32(truncatingIfNeeded: chunkOffset - byteCount)
  }

  /// Takes what stands in the place of a message's header, and the sequence number of its first byte:
  /// a length that no message has, and a version that none has where the length was not what was wrong.
  /// What is too large to be the length of anything is left out, as is what is in a chunk in which
  /// decoding may go on.
  package mutating func takeWrongHeader() -> (number: UInt32, bytes: [UInt8])? {
    guard let number = lostNumber else { return nil }
    lostNumber = nil
    guard case .implausibleHeader(let length, _) = problems.last else { return nil }
    let before = Int(Int32(bitPattern: chunkNumber &- number))
    let count = before > 0 ? min(before, Self.toldByteCount) : Self.toldByteCount
    let isTold = length <= Self.highestToldLength && count >= 4
    let isPlausible = (4...UInt32(MessageHeader.maximumDataLength)).contains(length)
    let head = (0..<4).map { UInt8(truncatingIfNeeded: (isTold ? length : 0) >> UInt32(8 * $0)) }
    let version = [UInt8](repeating: isPlausible ? 0xff : 0, count: 4)
    return (number, Array((head + version).prefix(count)))
  }

  /// A length and a version.
  private static let toldByteCount = 8
  /// Larger numbers may be the letters of a text.
  private static let highestToldLength: UInt32 = 1 << 20

  /// The header of the message that waits for its rest, as far as it is there, and the sequence number
  /// of its first byte.
  package var unfinishedHeader: (number: UInt32, bytes: [UInt8], carriers: [FramePlace])? {
    if unfinishedByteCount == 0 { return nil }
    return (
      number(ofUnitWith: pending.count), Array(pending.prefix(MessageHeader.byteCount)),
      pendingCarriers
    )
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
        lostNumber = number(ofUnitWith: 0)
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
      lostNumber = number(ofUnitWith: pending.count)
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
