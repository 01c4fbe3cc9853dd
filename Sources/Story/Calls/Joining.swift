import SCCP
import Wire

/// Which legs are one call: no message says so.
extension Calls {
  /// Joins a leg to one whose server shows the same parties from the other side.
  mutating func joinByParties(_ snapshot: LegSnapshot) {
    guard let own = callOfLeg[snapshot.leg.number] else { return }
    var nearest: LegSnapshot?
    for number in index.legs(withCallerOf: snapshot.leg.number) {
      guard let call = callOfLeg[number], call != own, canPair(own, call),
        let other = legs[number], mirrors(snapshot, other) || mirrors(other, snapshot)
      else { continue }
      if let best = nearest, distance(snapshot, best) <= distance(snapshot, other) { continue }
      nearest = other
    }
    if let nearest, let call = callOfLeg[nearest.leg.number] {
      join(own, call)
    } else if let call = consultation(of: snapshot.leg) {
      join(own, call)
    } else {
      joinHandedOver(snapshot.leg)
    }
  }

  /// Joins legs that name the same caller as this one, where a transfer handed one over to another.
  mutating func joinHandedOver(_ leg: Leg) {
    for number in index.legs(withCallerOf: leg.number) where number != leg.number {
      guard let other = legs[number]?.leg else { continue }
      for (caller, called) in [(leg, other), (other, leg)] {
        guard let own = callOfLeg[caller.number], let first = firstCall(of: caller, before: called)
        else { continue }
        return join(own, first)
      }
    }
  }

  /// The call that a leg answered before a transfer joined it to its caller's: of a leg whose begin the
  /// capture lacks, the first message shows the parties after that.
  private func consultation(of leg: Leg) -> Int? {
    guard leg.direction == .inbound, leg.rangAt == nil, let called = leg.parties.called.number,
      let own = callOfLeg[leg.number], open[own]?.legs.count == 1
    else { return nil }
    for number in index.legs(withCallerOf: leg.number) where number != leg.number {
      guard let call = callOfLeg[number], let second = open[call]?.transferredTo, second != own,
        let asked = open[second]?.legs, asked.count == 1, let asking = legs[asked[0]]?.leg,
        asking.direction == .outbound,
        [asking.dialed, asking.parties.called.number].contains(called)
      else { continue }
      return second
    }
    return nil
  }

  /// The call that a caller's leg began before a transfer handed it over to a called one: of a leg whose
  /// begin the capture lacks, the first message shows the parties after that.
  private func firstCall(of caller: Leg, before called: Leg) -> Int? {
    guard caller.direction != .inbound, caller.rangAt == nil,
      caller.states.first?.state != .offHook,
      let own = callOfLeg[caller.number], open[own]?.legs.count == 1,
      let second = callOfLeg[called.number], second != own,
      let first = open[second]?.transferredFrom, first != own,
      let handing = open[first]?.legs, handing.count == 1,
      let former = legs[handing[0]]?.leg, former.direction != .outbound,
      former.link.server == caller.link.server, former.link.stream != caller.link.stream
    else { return nil }
    return first
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
  private func canPair(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (open[one]?.legs ?? [], open[other]?.legs ?? [])
    func isCalling(_ number: Int) -> Bool { legs[number]?.leg.direction == .outbound }
    let callingCount = left.count(where: isCalling) + right.count(where: isCalling)
    if callingCount > 1 { return false }
    // A call that has both ends takes further phones that ring, and no others.
    return callingCount == 1 || left.count == 1 && right.count == 1
  }

  /// Whether a called leg is the other end of a calling one.
  private func mirrors(_ called: LegSnapshot, _ calling: LegSnapshot) -> Bool {
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
  private func hasCallee(_ calling: Int) -> Bool {
    let others = callOfLeg[calling].flatMap { open[$0]?.legs } ?? []
    return others.contains { legs[$0]?.leg.direction == .inbound }
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
