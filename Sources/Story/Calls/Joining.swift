import Wire

/// Which legs are one call: no message says so.
extension Calls {
  /// Joins a leg to one whose server shows the same parties from the other side.
  mutating func joinByParties(_ leg: Leg) {
    guard let own = callOfLeg[leg.number] else { return }
    var nearest: LegSnapshot?
    for number in index.legs(withCallerOf: leg) {
      guard let call = callOfLeg[number], call != own, canPair(own, call),
        let other = legs[number], mirrors(leg, other.leg) || mirrors(other.leg, leg)
      else { continue }
      if let best = nearest, distance(leg, best.leg) <= distance(leg, other.leg) { continue }
      nearest = other
    }
    if let nearest, let call = callOfLeg[nearest.leg.number] {
      join(own, call)
    } else if let call = consultation(of: leg) {
      join(own, call)
    }
  }

  /// The call that a leg answered before a transfer joined it to its caller's: of a leg whose begin the
  /// capture lacks, the first message shows the parties after that.
  private func consultation(of leg: Leg) -> Int? {
    guard leg.direction == .inbound, leg.rangAt == nil, let called = leg.parties.called.number,
      let own = callOfLeg[leg.number], open[own]?.legs.count == 1
    else { return nil }
    for number in index.legs(withCallerOf: leg) {
      guard let call = callOfLeg[number], let second = open[call]?.transferredTo, second != own,
        let asked = open[second]?.legs, asked.count == 1, let asking = legs[asked[0]]?.leg,
        asking.direction == .outbound,
        [asking.dialed, asking.parties.called.number].contains(called)
      else { continue }
      return second
    }
    return nil
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
  private func mirrors(_ called: Leg, _ calling: Leg) -> Bool {
    guard called.direction != .outbound, calling.direction != .inbound,
      called.direction != nil || calling.direction != nil,
      called.link.server == calling.link.server,
      called.link.stream != calling.link.stream, !isAfter(called.start, calling.end),
      !isAfter(calling.start, called.end)
    else { return false }
    // Who begins to ring was not called by a call that was up before, and a call that has both ends
    // takes nobody in because a transfer shows its caller to somebody else.
    if isAfter(called.start, calling.connectedAt), called.rangAt != nil || hasCallee(calling) {
      return false
    }
    let numbers = [
      called.parties.called.number, called.parties.originalCalled.number,
      called.parties.lastRedirecting.number,
    ]
    let sought = [
      calling.parties.called.number, calling.dialed, calling.parties.originalCalled.number,
    ]
    return numbers.contains { number in number != nil && sought.contains(number) }
  }

  /// Whether the call of a calling leg has a called one.
  private func hasCallee(_ calling: Leg) -> Bool {
    let others = callOfLeg[calling.number].flatMap { open[$0]?.legs } ?? []
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
  private func distance(_ one: Leg, _ other: Leg) -> UInt32 {
    guard let left = one.reference, let right = other.reference else { return 0 }
    return left > right ? left - right : right - left
  }
}
