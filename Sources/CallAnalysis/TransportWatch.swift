import NetworkLayers
import Wire

/// Looks at the segments of tracked connections for what says how TCP fares.
struct TransportWatch: Sendable {
  /// What is remembered of one direction.
  fileprivate struct Direction: Sendable {
    var isSeen = false
    /// The newest segment with data.
    var data: FrameStamp?
    /// Since when the sender has had no room.
    var fullSince: FrameStamp?
  }

  private var toServer: [Direction] = []
  private var toClient: [Direction] = []

  /// Data that come again sooner than this are a copy, as mirror ports make them, or an early
  /// retransmission of a sender that saw several acknowledgments of the same byte; no timer of TCP
  /// runs out that soon (RFC 6298 §2.4).
  private static let copyNanoseconds: Int64 = 100_000_000

  /// Forgets what was in a slot before.
  mutating func begin(_ slot: Int) {
    while toServer.count <= slot {
      toServer.append(Direction())
      toClient.append(Direction())
    }
    toServer[slot] = Direction()
    toClient[slot] = Direction()
  }

  /// Whether segments of one direction only were captured.
  func isOneSided(_ slot: Int) -> Bool {
    guard slot < toServer.count else { return false }
    return toServer[slot].isSeen != toClient[slot].isSeen
  }

  /// Takes a segment; `isRepeated` says that it brought only bytes that had come before.
  mutating func take(
    _ segment: borrowing TCPSegment, of slot: Int, _ direction: StreamDirection,
    isRepeated: Bool, at stamp: FrameStamp
  ) -> TransportEvent.Kind? {
    while toServer.count <= slot {
      toServer.append(Direction())
      toClient.append(Direction())
    }
    var state = direction == .toServer ? toServer[slot] : toClient[slot]
    let kind = state.take(
      window: segment.window, flags: segment.flags, hasData: segment.byteCount > 0,
      isRepeated: isRepeated, at: stamp, copyNanoseconds: Self.copyNanoseconds)
    if direction == .toServer { toServer[slot] = state } else { toClient[slot] = state }
    return kind
  }
}

extension TransportWatch.Direction {
  fileprivate mutating func take(
    window: UInt16, flags: TCPFlags, hasData: Bool, isRepeated: Bool, at stamp: FrameStamp,
    copyNanoseconds: Int64
  ) -> TransportEvent.Kind? {
    // A SYN without an answer is of this direction, too, but says nothing of the other.
    isSeen = true
    let former = data
    if hasData { data = stamp }
    if isRepeated, let former, let gap = stamp.nanoseconds(since: former), gap >= copyNanoseconds {
      return .repetition(nanoseconds: gap)
    }
    guard flags.isDisjoint(with: [.syn, .fin, .rst]) else { return nil }
    if window == 0 {
      guard fullSince == nil else { return nil }
      fullSince = stamp
      return .zeroWindow
    }
    guard let since = fullSince else { return nil }
    fullSince = nil
    return .windowOpened(nanoseconds: stamp.nanoseconds(since: since) ?? 0)
  }
}
