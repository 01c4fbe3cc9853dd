import CallAnalysis
import SCCP
import Text
import Wire

/// Whether a call between two numbers reaches a state.
///
/// Each device has a leg of the call; one of them that fits is enough. The numbers are those of
/// CallInfo, CallInfoV2 and DialedNumber, the state that of CallState.
struct CallCheck: ExpectationCheck {
  private let call: Expectation.CallPattern
  private let within: TimeLimit?
  private var legs: [ObservedLeg] = []
  private var isHeld = false
  /// Legs with these numbers that ended, or were forgotten, without reaching the state.
  private var misses: [ObservedLeg] = []
  /// Calls between other numbers.
  private var others: [String] = []
  private var late: (frame: Int, fact: String)?
  /// The beginning of a call and its state, between which the capture's clock goes back.
  private var untimed: (begin: FrameStamp, reached: FrameStamp)?

  /// Legs that are followed at a time; the oldest is forgotten first.
  static let maximumLegs = 1024
  /// Calls that a judgement names.
  private static let maximumNamed = 4

  init(call: Expectation.CallPattern, within: TimeLimit?) {
    self.call = call
    self.within = within
  }

  private static let identifiers: Set<UInt32> = [
    MessageDefinition.callState.identifier, MessageDefinition.callInfo.identifier,
    MessageDefinition.callInfoV2.identifier, MessageDefinition.dialedNumber.identifier,
  ]

  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer) {
    guard !isHeld, Self.identifiers.contains(record.message.header.identifier) else { return }
    let index = legIndex(record.stream, record.message.callReference ?? 0, record.stamp)
    legs[index].learn(record.message)
    guard record.message.header.identifier == MessageDefinition.callState.identifier,
      let state = record.message.number(.callState)
    else {
      judge(index, record.stamp)
      return
    }
    legs[index].state = state
    legs[index].stateFrame = record.stamp.number
    if call.states.contains(state) { reachedStreams[Self.key(legs[index])] = record.stamp }
    judge(index, record.stamp)
    if state == CallState.onHook.rawValue { forget(index) }
  }

  /// Where legs reached the state, for those whose numbers are not known yet.
  private var reachedStreams: [UInt64: FrameStamp] = [:]

  private static func key(_ leg: ObservedLeg) -> UInt64 {
    UInt64(truncatingIfNeeded: leg.stream) << 32 | UInt64(leg.reference)
  }

  private mutating func legIndex(_ stream: Int, _ reference: UInt32, _ stamp: FrameStamp) -> Int {
    if let index = legs.lastIndex(where: { $0.stream == stream && $0.reference == reference }) {
      return index
    }
    if legs.count == Self.maximumLegs { forget(0) }
    legs.append(
      ObservedLeg(stream: stream, reference: reference, begin: stamp, stateFrame: stamp.number))
    return legs.count - 1
  }

  private mutating func forget(_ index: Int) {
    let leg = legs.remove(at: index)
    let reached = reachedStreams.removeValue(forKey: Self.key(leg))
    if fits(leg) {
      if reached == nil, misses.count < Self.maximumNamed { misses.append(leg) }
    } else if others.count < Self.maximumNamed, !leg.calling.isEmpty || !leg.called.isEmpty {
      others.append(leg.words)
    }
  }

  private func fits(_ leg: ObservedLeg) -> Bool {
    if let from = call.from, !from.matches(leg.calling) { return false }
    guard let to = call.to else { return true }
    return to.matches(leg.called) || to.matches(leg.dialed)
  }

  /// Looks whether a leg is the call that is expected, and has reached its state.
  private mutating func judge(_ index: Int, _ stamp: FrameStamp) {
    let leg = legs[index]
    guard let reached = reachedStreams[Self.key(leg)], fits(leg) else { return }
    guard let within, reached.time != nil, leg.begin.time != nil else {
      isHeld = true
      return
    }
    guard let elapsed = reached.nanoseconds(since: leg.begin) else {
      if untimed == nil { untimed = (leg.begin, reached) }
      return
    }
    if elapsed <= within.nanoseconds {
      isHeld = true
    } else if late == nil {
      late = (
        reached.number,
        "\(call.stateNames) in frame \(reached.number), \(TimeLimit.words(for: elapsed)) after the "
          + "call began in frame \(leg.begin.number)"
      )
    }
  }

  func judgement(_ facts: CaptureFacts) -> Judgement {
    if isHeld { return .held }
    let limit = within.map { " within \($0)" } ?? ""
    let expected = "\(call.stateNames)\(limit) of a \(call.description)"
    if let late {
      return Judgement(
        outcome: .broken, late.fact, frame: late.frame, expected: expected, found: late.fact)
    }
    if let untimed {
      let found = "\(call.stateNames) in frame \(untimed.reached.number)"
      let because = CaptureFacts.clockGoesBack(between: untimed.begin, and: untimed.reached)
      return Judgement(
        outcome: .unknown, "\(found); \(because)", frame: untimed.reached.number,
        expected: expected, found: found)
    }
    let open = legs.filter(fits)
    if let leg = open.last ?? misses.last {
      let (outcome, because) =
        open.isEmpty
        ? facts.outcome(ofMissing: nil, since: nil)
        : facts.outcome(ofMissing: within, since: leg.begin)
      let found =
        "the newest state of the call \(leg.words) is \(leg.stateName), "
        + "in frame \(leg.stateFrame)"
      return Judgement(
        outcome: outcome, because.isEmpty ? found : "\(found); \(because)", frame: leg.stateFrame,
        expected: expected, found: found)
    }
    let others = others + legs.filter { !$0.calling.isEmpty || !$0.called.isEmpty }.map(\.words)
    let found =
      others.isEmpty
      ? "no call whose numbers are told"
      : "other calls: " + others.prefix(Self.maximumNamed).joined(separator: ", ")
    return Judgement(
      outcome: facts.isWhole ? .broken : .unknown,
      facts.isWhole ? "no \(call.description)" : CaptureFacts.notWhole, expected: expected,
      found: found)
  }
}
