import CallAnalysis
import SCCP
import Wire

/// What messages teach about a leg.
extension LinkLegs {
  static func learn(
    _ sign: LegSign, from record: borrowing Record, _ leg: inout Leg,
    _ lines: ShortTable<UInt32, Party>, _ replies: inout Replies
  ) {
    let message = record.message
    switch sign {
    case .state:
      guard let state = message.value(.callState) else { return }
      if let line = leg.line { leg.own = lines[line] ?? leg.own }
      leg.enter(state, at: record.stamp)
      replies.say(state: state, of: leg)
    case .parties:
      leg.learnParties(from: message, at: record.stamp)
      replies.say(.parties, of: leg)
    case .dialedNumber:
      leg.dialed = leg.dialed ?? message.text(.dialedNumber)
      leg.direction = leg.direction ?? .outbound
    case .softKey, .stimulus:
      guard let key = key(of: record, sign) else { return }
      if key == .endCall { leg.hungUpAt = leg.hungUpAt ?? record.stamp }
      replies.say(key == .endCall ? .hungUp : .key(key), of: leg)
    case .onHook:
      leg.hungUpAt = leg.hungUpAt ?? record.stamp
      replies.say(.hungUp, of: leg)
    case .receiveOrder, .transmitOrder:
      guard let conference = message.number(.conferenceId), conference != leg.conference else {
        return
      }
      let isFirst = leg.conference == nil
      leg.conference = conference
      if !isFirst { replies.say(.conference, of: leg) }
    case .tone: leg.learnTone(message.value(.tone))
    case .recording:
      if message.value(.recordingStatus) == .on { leg.marks.insert(.recorded) }
    case .offHook, .wholeNumber, .keypad, .ringer, .lamp, .line, .trailing, .registration: break
    }
  }

  static func key(of record: borrowing Record, _ sign: LegSign) -> CallKey? {
    switch sign {
    case .softKey: record.message.value(.softKeyEvent).flatMap(CallKey.init(softKey:))
    case .stimulus: record.message.value(.stimulus).flatMap(CallKey.init(stimulus:))
    default: nil
    }
  }
}

extension Leg {
  /// Notes what every message about it tells.
  mutating func note(_ record: borrowing Record) {
    last = record.stamp
    if deviceName == nil { deviceName = record.knownName }
    if line == nil { line = record.message.lineInstance }
  }

  /// Notes a message that tells nothing but that it goes on.
  mutating func goOn(with record: borrowing Record) {
    if !isOver { note(record) }
  }

  /// Notes a state that CallState pushed.
  mutating func enter(_ state: CallState, at stamp: FrameStamp) {
    if states.count < StoryLimits.maximumStates {
      states.append(StateEntry(state: state, stamp: stamp))
    }
    come(into: state, at: stamp)
  }

  /// Notes what follows from a state.
  mutating func come(into state: CallState, at stamp: FrameStamp) {
    if isRinging, rangUntil == nil, state != .ringIn, state != .ringOut, state != .callWaiting {
      rangUntil = stamp
    }
    self.state = state
    switch state {
    case .ringIn, .callWaiting:
      direction = .inbound
      beginRinging(at: stamp)
    case .ringOut:
      direction = direction ?? .outbound
      beginRinging(at: stamp)
    case .proceed: direction = direction ?? .outbound
    case .connected:
      connectedAt = connectedAt ?? stamp
      endHold(at: stamp)
    case .hold, .holdReversion:
      if !isHeld, holds.count < StoryLimits.maximumHolds { holds.append(Hold(start: stamp)) }
    case .busy: marks.insert(.busy)
    case .congestion: marks.insert(.failed)
    case .invalidNumber: marks.insert(.invalidNumber)
    case .park: marks.insert(.parked)
    case .onHook: finish(at: stamp)
    default: break
    }
  }

  private var isRinging: Bool { rangAt != nil && rangUntil == nil }

  private mutating func beginRinging(at stamp: FrameStamp) {
    rangAt = rangAt ?? stamp
  }

  private mutating func endHold(at stamp: FrameStamp) {
    if isHeld { holds[holds.count - 1].end = stamp }
  }

  /// Takes a leg for a calling one whose user lifted the handset, and that came no further.
  mutating func settleDirection() {
    guard direction == nil else { return }
    // A line that was taken and never connected did not ring.
    if states.first?.state == .offHook || reference == nil && connectedAt == nil {
      direction = .outbound
    }
  }

  /// Ends the leg.
  mutating func finish(at stamp: FrameStamp) {
    endHold(at: stamp)
    if isRinging { rangUntil = stamp }
    settleDirection()
    if end == nil { end = stamp }
  }

  /// Notes who calls whom. The parties at the beginning stay those until the leg is connected, or
  /// those that the server shows right after it.
  mutating func learnParties(from message: borrowing Message, at stamp: FrameStamp) {
    parties = Parties(of: message, after: parties)
    if connectedAt == nil {
      firstParties = parties
    } else if !marks.contains(.partiesAreFirst) {
      marks.insert(.partiesAreFirst)
      if firstParties == Parties() || isSoonAfterAnswer(stamp) { firstParties = parties }
    }
    if direction == nil || states.allSatisfy({ $0.state == .offHook }) {
      switch message.value(.callType) {
      case .inbound: direction = .inbound
      case .outbound: direction = .outbound
      default: break
      }
    }
    switch parties.redirectReason {
    case 1, 2, 10, 15, 18, 50, 66, 82, 178, 242: marks.insert(.forwarded)
    case 5: marks.insert(.pickedUp)
    case 114: marks.insert(.barged)
    default: break
    }
  }

  /// Nanoseconds after the answer in which the server still completes the parties' names.
  private static let answerNanoseconds: Int64 = 1_000_000_000

  private func isSoonAfterAnswer(_ stamp: FrameStamp) -> Bool {
    guard let answer = connectedAt else { return true }
    return (stamp.nanoseconds(since: answer) ?? 0) <= Self.answerNanoseconds
  }

  /// Notes a tone that says why a call fails.
  mutating func learnTone(_ tone: Tone?) {
    guard connectedAt == nil else { return }
    switch tone {
    case .lineBusy: marks.insert(.busy)
    case .reorder: marks.insert(.failed)
    case .noSuchNumber: marks.insert(.invalidNumber)
    default: break
    }
  }
}
