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

  /// What is remembered of one connection.
  private struct State: Sendable {
    /// Its number; slots are used again.
    let number: Int
    var toServer = Direction()
    var toClient = Direction()
  }

  /// What a segment said.
  struct Sign: Sendable {
    let kind: TransportEvent.Kind
    let connection: ConnectionID
    let direction: StreamDirection
    let stamp: FrameStamp
  }

  /// By the connection's slot.
  private var states: [State] = []
  /// What was not told yet, because messages before it are held back.
  private var signs: [Sign] = []
  /// Segments that had brought only bytes that had come before, when the newest such one was taken.
  private var repeatedCount = 0

  /// Signs that wait; with more, they are told at once.
  private static let maximumSigns = 1 << 12

  var hasSigns: Bool { !signs.isEmpty }
  var isFull: Bool { signs.count >= Self.maximumSigns }

  /// Whether segments of one direction only were captured.
  func isOneSided(_ connection: ConnectionID) -> Bool {
    guard connection.slot < states.count,
      case let state = states[connection.slot], state.number == connection.number
    else { return false }
    return state.toServer.isSeen != state.toClient.isSeen
  }

  /// Notes how many segments brought only bytes that had come before; whether the newest one did.
  mutating func noteRepeated(_ count: Int) -> Bool {
    defer { repeatedCount = count }
    return count > repeatedCount
  }

  /// Takes a segment; `isRepeated` says that it brought only bytes that had come before.
  mutating func take(
    _ segment: borrowing TCPSegment, of connection: ConnectionID, _ direction: StreamDirection,
    isRepeated: Bool, at stamp: FrameStamp
  ) {
    let slot = connection.slot
    while states.count <= slot { states.append(State(number: connection.number)) }
    if states[slot].number != connection.number {
      states[slot] = State(number: connection.number)
    }
    let kind =
      switch direction {
      case .toServer: states[slot].toServer.take(segment, isRepeated: isRepeated, at: stamp)
      case .toClient: states[slot].toClient.take(segment, isRepeated: isRepeated, at: stamp)
      }
    if let kind {
      signs.append(Sign(kind: kind, connection: connection, direction: direction, stamp: stamp))
    }
  }

  /// Takes the signs that wait: of one connection, or all.
  mutating func takeSigns(of connection: ConnectionID? = nil) -> [Sign] {
    if signs.isEmpty { return [] }
    let taken = signs.filter { connection == nil || $0.connection == connection }
    signs.removeAll { connection == nil || $0.connection == connection }
    return taken
  }
}

extension TransportWatch.Direction {
  /// Data that come again sooner than this are a copy, as mirror ports make them, or an early
  /// retransmission of a sender that saw several acknowledgments of the same byte; no timer of TCP
  /// runs out that soon (RFC 6298 §2.4).
  private static let copyNanoseconds: Int64 = 100_000_000

  fileprivate mutating func take(
    _ segment: borrowing TCPSegment, isRepeated: Bool, at stamp: FrameStamp
  ) -> TransportEvent.Kind? {
    // A SYN without an answer is of this direction, too, but says nothing of the other.
    isSeen = true
    let former = data
    if segment.byteCount > 0 { data = stamp }
    if isRepeated, let former, let gap = stamp.nanoseconds(since: former),
      gap >= Self.copyNanoseconds
    {
      return .repetition(nanoseconds: gap)
    }
    if segment.flags.isBound { return nil }
    if segment.window == 0 {
      guard fullSince == nil else { return nil }
      fullSince = stamp
      return .zeroWindow
    }
    guard let since = fullSince else { return nil }
    fullSince = nil
    return .windowOpened(nanoseconds: stamp.nanoseconds(since: since) ?? 0)
  }
}
