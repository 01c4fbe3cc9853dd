import Wire

/// Follows users who put one call on hold to call someone else, and what they make of both.
struct Consultations {
  /// The second call, by its leg.
  private var byLeg = NumberTable<Consultation>()
  /// The first leg of a consultation whose second is not there yet, by connection.
  private var begun = NumberTable<Begun>()
  /// The second leg, by the first.
  private var seconds = NumberTable<Int>()

  private struct Begun {
    let first: Int
    let isTransfer: Bool
    let stamp: FrameStamp
  }

  private struct Consultation {
    let first: Int
    let isTransfer: Bool
    /// Whether the key was pressed again, or the server says that it transfers.
    var isCompleted = false
    var isGivenUp = false
  }

  /// Two legs of one device that a transfer or a conference made something of.
  struct Outcome {
    let first: Int
    let second: Int
    let isTransfer: Bool
  }

  /// Nanoseconds from a key to what comes of it: the second call, or the conference.
  private static let effectNanoseconds: Int64 = 5_000_000_000

  /// Notes a key: the first time it begins a consultation, the second time it completes it.
  ///
  /// `others` are the legs of the same connection.
  mutating func note(_ key: CallKey, of leg: Leg, among others: [LegSnapshot]) {
    switch key {
    case .transfer, .conference:
      if byLeg[leg.number] != nil {
        byLeg[leg.number]?.isCompleted = true
      } else if let second = seconds[leg.number] {
        byLeg[second]?.isCompleted = true
      } else {
        begun[leg.link.stream] = Begun(
          first: leg.number, isTransfer: key == .transfer, stamp: leg.last)
      }
    case .directTransfer:
      noteTransferWithOther(leg, among: others)
    default: break
    }
  }

  /// Takes a new leg for the second call, where its device has just asked for one.
  mutating func noteBegin(of leg: Leg) {
    guard let start = begun[leg.link.stream], leg.state?.isRingingIn != true else { return }
    begun[leg.link.stream] = nil
    guard isSoon(leg.last, after: start.stamp) else { return }
    byLeg[leg.number] = Consultation(first: start.first, isTransfer: start.isTransfer)
    seconds[start.first] = leg.number
  }

  /// Notes that the server shows a leg as being transferred; the capture may lack the key for that.
  mutating func noteTransfer(of leg: Leg, among others: [LegSnapshot]) {
    let second = seconds[leg.number] ?? leg.number
    if byLeg[second]?.isTransfer == true {
      byLeg[second]?.isCompleted = true
    } else {
      noteTransferWithOther(leg, among: others)
    }
  }

  /// Notes that a device transfers a leg to the only other one that it has open.
  private mutating func noteTransferWithOther(_ leg: Leg, among others: [LegSnapshot]) {
    let open = others.filter { $0.leg.number != leg.number && !$0.leg.isOver }
    guard open.count == 1, let other = open.first?.leg.number else { return }
    let (first, second) = (min(leg.number, other), max(leg.number, other))
    guard byLeg[second] == nil else { return }
    begun[leg.link.stream] = nil
    byLeg[second] = Consultation(first: first, isTransfer: true, isCompleted: true)
    seconds[first] = second
  }

  /// Notes that the media of a leg joined a conference or left it.
  mutating func noteConference(of leg: Leg) {
    let second = seconds[leg.number] ?? leg.number
    if byLeg[second]?.isTransfer == false {
      byLeg[second]?.isCompleted = true
    } else if let key = begun[leg.link.stream], !key.isTransfer, key.first != leg.number,
      byLeg[key.first] == nil, isSoon(leg.last, after: key.stamp)
    {
      // The key at the other leg completed the conference: the capture lacks the one that began it.
      begun[leg.link.stream] = nil
      byLeg[key.first] = Consultation(first: leg.number, isTransfer: false, isCompleted: true)
      seconds[leg.number] = key.first
    }
  }

  /// Whether a frame comes soon enough after a key to be what came of it.
  private func isSoon(_ stamp: FrameStamp, after key: FrameStamp) -> Bool {
    (stamp.nanoseconds(since: key) ?? 0) <= Self.effectNanoseconds
  }

  /// Notes that the user hung up on one of both before completing.
  mutating func noteHangUp(of leg: Leg) {
    if byLeg[leg.number]?.isCompleted == false { byLeg[leg.number]?.isGivenUp = true }
  }

  /// Notes that a leg is over; what the consultation came to, once that is known.
  ///
  /// A transfer takes the device out of both calls, a conference out of the second.
  mutating func noteOver(_ leg: Leg, _ legs: NumberTable<LegSnapshot>) -> Outcome? {
    let second = seconds[leg.number] ?? leg.number
    guard let consultation = byLeg[second], consultation.isCompleted, !consultation.isGivenUp else {
      return nil
    }
    let isDone: Bool
    if consultation.isTransfer {
      isDone = [consultation.first, second].allSatisfy { legs[$0]?.leg.isOver ?? true }
    } else {
      isDone = true
    }
    guard isDone else { return nil }
    byLeg[second] = nil
    seconds[consultation.first] = nil
    return Outcome(
      first: consultation.first, second: second, isTransfer: consultation.isTransfer)
  }

  /// Forgets legs that are told.
  mutating func forget(_ legs: [Leg]) {
    for (number, stream) in legs.map({ ($0.number, $0.link.stream) }) {
      byLeg[number] = nil
      seconds[number] = nil
      if begun[stream]?.first == number { begun[stream] = nil }
    }
  }
}
