import SCCP
import Wire

/// Which legs are one call: no message says so.
extension Calls {
  /// Joins a leg to one whose server shows the same parties from the other side.
  mutating func joinByParties(_ snapshot: LegSnapshot) {
    guard let own = callOfLeg[snapshot.leg.number] else { return }
    var nearest: LegSnapshot?
    for number in index.legs(withCallerOf: snapshot.leg.number) {
      guard let call = callOfLeg[number], call != own, let other = legs[number],
        mirrors(snapshot, other) || mirrors(other, snapshot), canPair(own, call)
      else { continue }
      if let best = nearest, distance(snapshot, best) <= distance(snapshot, other) { continue }
      nearest = other
    }
    if let nearest, let call = callOfLeg[nearest.leg.number] {
      join(own, call)
    } else if let call = consultation(of: snapshot) {
      join(own, call)
    } else {
      joinHandedOver(snapshot)
    }
  }

  /// Joins legs that name the same caller as this one, where a transfer handed one over to another.
  mutating func joinHandedOver(_ known: LegSnapshot) {
    for number in index.legs(withCallerOf: known.leg.number) where number != known.leg.number {
      guard let other = legs[number] else { continue }
      if joinFirstCall(of: known, before: other) || joinFirstCall(of: other, before: known) {
        return
      }
    }
  }

  /// The call that a leg answered before a transfer joined it to its caller's: of a leg whose begin the
  /// capture lacks, the first message shows the parties after that.
  private mutating func consultation(of known: LegSnapshot) -> Int? {
    guard known.leg.direction == .inbound, known.leg.rangAt == nil,
      let called = known.leg.parties.called.number, let own = callOfLeg[known.leg.number],
      open[own]?.legs.count == 1
    else { return nil }
    for number in index.legs(withCallerOf: known.leg.number) where number != known.leg.number {
      guard let call = callOfLeg[number], let second = open[call]?.transferredTo, second != own,
        let asked = open[second]?.legs, asked.count == 1, let asking = legs[asked[0]]?.leg,
        asking.direction == .outbound,
        [asking.dialed, asking.parties.called.number].contains(called)
      else { continue }
      return second
    }
    return nil
  }

  /// Joins a caller's leg to the call that it began before a transfer handed it over to a called one; false
  /// where there is none. Of a leg whose begin the capture lacks, the first message shows the parties after
  /// that.
  private mutating func joinFirstCall(of caller: LegSnapshot, before called: LegSnapshot) -> Bool {
    guard caller.leg.direction != .inbound, caller.leg.rangAt == nil,
      caller.leg.states.first?.state != .offHook,
      let own = callOfLeg[caller.leg.number], open[own]?.legs.count == 1,
      let second = callOfLeg[called.leg.number], second != own,
      let first = open[second]?.transferredFrom, first != own,
      let handing = open[first]?.legs, handing.count == 1,
      let former = legs[handing[0]], former.leg.direction != .outbound,
      former.leg.link.server == caller.leg.link.server,
      former.leg.link.stream != caller.leg.link.stream
    else { return false }
    join(own, first)
    return true
  }

  /// Joins two legs with audio between them, where each is all there is of its call.
  ///
  /// After a transfer, audio joins phones of two calls that have both ends already: they stay two.
  mutating func joinByMedia(_ one: Int, _ other: Int) {
    guard let first = callOfLeg[one], let second = callOfLeg[other], first != second,
      canPair(first, second), open[first]?.legs.count == 1, open[second]?.legs.count == 1,
      let left = legs[one]?.leg, let right = legs[other]?.leg, left.link.device != right.link.device
    else { return }
    join(first, second)
  }

  /// Whether two calls have no more than one calling end together.
  private mutating func canPair(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (open[one]?.legs ?? [], open[other]?.legs ?? [])
    func isCalling(_ number: Int) -> Bool { direction(of: number) == .outbound }
    let callingCount = left.count(where: isCalling) + right.count(where: isCalling)
    if callingCount > 1 { return false }
    // A call that has both ends takes further phones that ring, and no others.
    return callingCount == 1 || left.count == 1 && right.count == 1
  }

  /// Whether a called leg is the other end of a calling one.
  private mutating func mirrors(_ called: LegSnapshot, _ calling: LegSnapshot) -> Bool {
    guard called.leg.direction != .outbound, calling.leg.direction != .inbound,
      called.leg.direction != nil || calling.leg.direction != nil,
      called.leg.link.server == calling.leg.link.server,
      called.leg.link.stream != calling.leg.link.stream,
      !isAfter(called.leg.start, calling.leg.end),
      !isAfter(calling.leg.start, called.leg.end)
    else { return false }
    // Who begins to ring was not called by a call that was up before, and a call that has both ends
    // takes nobody in because a transfer shows its caller to somebody else.
    if isAfter(called.leg.start, calling.leg.connectedAt),
      called.leg.rangAt != nil || hasCallee(calling.leg.number)
    {
      return false
    }
    let numbers = [
      called.leg.parties.called.number, called.leg.parties.originalCalled.number,
      called.leg.parties.lastRedirecting.number,
    ]
    let sought = [
      calling.leg.parties.called.number, calling.leg.dialed,
      calling.leg.parties.originalCalled.number,
    ]
    return numbers.contains { number in number != nil && sought.contains(number) }
  }

  /// Whether the call of a calling leg has a called one.
  private mutating func hasCallee(_ calling: Int) -> Bool {
    let others = callOfLeg[calling].flatMap { open[$0]?.legs } ?? []
    return others.contains { direction(of: $0) == .inbound }
  }

  /// Whether a frame came after another, as far as both have a time.
  ///
  /// Messages that waited for missing bytes of their connection are told later than others.
  private func isAfter(_ stamp: FrameStamp, _ other: FrameStamp?) -> Bool {
    guard let time = stamp.time, let end = other?.time else { return false }
    return time > end
  }

  /// How far apart two legs are: references of one call are handed out one after the other.
  private func distance(_ one: LegSnapshot, _ other: LegSnapshot) -> UInt32 {
    guard let left = one.leg.reference, let right = other.leg.reference else { return 0 }
    return left > right ? left - right : right - left
  }
}
