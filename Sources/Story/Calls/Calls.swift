import CallAnalysis
import SCCP
import Wire

/// Joins legs to calls, and tells each call when it is over.
struct Calls: Listener {
  /// Legs of open calls, as they are now.
  var legs = NumberTable<LegSnapshot>()
  /// The call of each of those legs.
  var callOfLeg = NumberTable<Int>()
  /// The newest of those legs on each connection.
  private var legsOfLinks = NumberTable<[Int]>()
  var open = NumberTable<OpenCall>()
  /// Legs by what joins them to others.
  var index = LegIndex()
  var consultations = Consultations()
  private var list: CallList
  private var callCount = 0
  private let limits: StoryLimits
  /// Calls whose legs are all over, in the order of their ends.
  private var over: [(id: Int, end: Timestamp)] = []
  private var closedCount = 0
  /// Calls given out while they were open, because there were too many.
  private(set) var givenUpCount = 0
  /// Media streams that are not listed, because their call has too many.
  private(set) var omittedStreamCount = 0

  init(_ limits: StoryLimits) {
    self.limits = limits
    list = CallList(maximumWaiting: limits.maximumWaitingCalls)
  }

  /// The number in the list of the call that a leg belongs to; nil while it may still change.
  func number(ofLeg leg: Int) -> Int? {
    callOfLeg[leg].flatMap(list.number)
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .leg(let snapshot, let change): note(snapshot, change, &replies)
    case .stream(let stream, let change): note(stream, change)
    default: break
    }
  }

  mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    while closedCount < over.count,
      time.seconds(since: over[closedCount].end) > StoryLimits.lingerSeconds
    {
      close(over[closedCount].id)
      closedCount += 1
    }
    if closedCount > 1024, closedCount > over.count / 2 {
      over.removeFirst(closedCount)
      closedCount = 0
    }
    while let id = list.firstUnsettled, isSettled(id, at: time) { list.settle(id) }
    tell(&replies)
  }

  mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    for id in open.keys.sorted() { close(id) }
    tell(&replies)
  }
}

// What is only asked is mutating, too: a structure that is changed in its place is not copied for it.
extension Calls {
  private mutating func note(
    _ snapshot: LegSnapshot, _ change: LegChange, _ replies: inout Replies
  ) {
    if change == .began {
      begin(snapshot, &replies)
    } else {
      guard callOfLeg[snapshot.leg.number] != nil else { return }
      legs[snapshot.leg.number] = snapshot
    }
    note(change, of: snapshot)
  }

  private mutating func note(_ change: LegChange, of snapshot: LegSnapshot) {
    switch change {
    case .began: consultations.noteBegin(of: snapshot.leg)
    case .parties:
      index.note(parties: snapshot.leg)
      noteFetched(snapshot.leg)
      joinByParties(snapshot)
    case .key(let key):
      consultations.note(key, of: snapshot.leg, among: legs(of: snapshot.leg.link))
    case .state(let state):
      if state.isRingingIn || state == .connected { joinByParties(snapshot) }
      if state == .transfer {
        consultations.noteTransfer(of: snapshot.leg, among: legs(of: snapshot.leg.link))
      }
      if snapshot.leg.isCallersOwn, let id = callOfLeg[snapshot.leg.number] { list.settle(id) }
    case .conference: consultations.noteConference(of: snapshot.leg)
    case .hungUp: consultations.noteHangUp(of: snapshot.leg)
    case .over: noteOver(snapshot.leg)
    }
  }

  private mutating func begin(_ snapshot: LegSnapshot, _ replies: inout Replies) {
    let leg = snapshot.leg
    if open.count >= limits.maximumOpenCalls, let oldest = list.oldest() {
      givenUpCount += 1
      close(oldest)
      tell(&replies)
    }
    legs[leg.number] = snapshot
    let stream = leg.link.stream
    if legsOfLinks[stream]?.count ?? 0 >= StoryLimits.maximumLegs {
      legsOfLinks[stream]?.removeFirst()
    }
    legsOfLinks[stream, default: []].append(leg.number)
    if let reference = leg.reference, let known = index.leg(reference, at: leg.link.server),
      let call = callOfLeg[known], legs[known]?.leg.isOver == false,
      open[call]?.legs.count ?? 0 < StoryLimits.maximumLegsOfCall
    {
      // Two devices with one reference: a line that they share.
      callOfLeg[leg.number] = call
      open[call]?.legs.append(leg.number)
    } else {
      callOfLeg[leg.number] = callCount
      open[callCount] = OpenCall(id: callCount, legs: [leg.number])
      list.insert(callCount, startingAt: leg.start)
      callCount += 1
    }
    index.note(leg)
  }

  /// The legs of open calls on a connection, as they are now.
  private mutating func legs(of link: Link) -> [LegSnapshot] {
    (legsOfLinks[link.stream] ?? []).compactMap { legs[$0] }
  }

  /// Makes one call of two, the one that began first.
  mutating func join(_ one: Int, _ other: Int) {
    guard one != other else { return }
    let (kept, gone) = (min(one, other), max(one, other))
    guard var call = open[kept], let later = open[gone],
      call.legs.count + later.legs.count <= StoryLimits.maximumLegsOfCall
    else { return }
    open[gone] = nil
    call.legs += later.legs
    omittedStreamCount += call.append(later.streams)
    call.features.formUnion(later.features)
    call.transferredTo = call.transferredTo ?? later.transferredTo
    call.transferredFrom = call.transferredFrom ?? later.transferredFrom
    open[kept] = call
    for leg in later.legs { callOfLeg[leg] = kept }
    list.remove(gone, partOf: kept)
    if hasBothEnds(kept) { list.settle(kept) }
  }

  private mutating func noteOver(_ leg: Leg) {
    if let ends = consultations.noteOver(leg, legs) { link(ends) }
    guard let id = callOfLeg[leg.number], let call = open[id],
      call.legs.allSatisfy({ legs[$0]?.leg.isOver ?? true }), let end = leg.end?.time
    else { return }
    over.append((id, end))
  }

  /// Notes that a transfer or a conference made something of two calls.
  private mutating func link(_ outcome: Consultations.Outcome) {
    guard let first = callOfLeg[outcome.first], let second = callOfLeg[outcome.second],
      first != second
    else { return }
    let feature: Call.Feature = outcome.isTransfer ? .transfer : .conference
    open[first]?.features.insert(feature)
    open[second]?.features.insert(feature)
    guard outcome.isTransfer else { return }
    open[first]?.transferredTo = second
    open[second]?.transferredFrom = first
    for number in open[second]?.legs ?? [] {
      if let known = legs[number] { joinHandedOver(known) }
    }
  }

  /// Notes that a call that was parked shows another party.
  private mutating func noteFetched(_ leg: Leg) {
    guard let id = callOfLeg[leg.number], let call = open[id], !call.isFetched, !leg.isOver else {
      return
    }
    let isParked = call.legs.contains { number in
      number != leg.number && legs[number]?.leg.marks.contains(.parked) == true
    }
    if isParked { open[id]?.isFetched = true }
  }

  private mutating func note(_ stream: MediaStream, _ change: MediaStreamChange) {
    guard let id = callOfLeg[stream.leg] else { return }
    switch change {
    case .ordered, .acknowledged:
      if stream.isFork {
        open[id]?.features.insert(.recording)
      } else if let other = index.note(stream) {
        joinByMedia(stream.leg, other)
      }
    case .closed: break
    case .over: omittedStreamCount += open[id]?.append([stream]) ?? 0
    }
  }

  /// Seconds that a call which began in mid-stream may still turn out to be part of another.
  private static let settlingSeconds: Int64 = 3

  /// Whether a call will not turn out to be part of an earlier one any more.
  private mutating func isSettled(_ id: Int, at time: Timestamp) -> Bool {
    guard let call = open[id] else { return true }
    if hasBothEnds(id) { return true }
    let own = call.legs.compactMap { legs[$0] }
    let isUp = own.contains { known in
      guard known.leg.state?.isRingingIn != true, known.leg.state != .ringOut else { return false }
      guard let since = (known.leg.connectedAt ?? known.leg.start).time else { return true }
      return time.seconds(since: since) > Self.settlingSeconds
    }
    return isUp || own.allSatisfy { $0.leg.isOver }
  }

  private mutating func hasBothEnds(_ id: Int) -> Bool {
    let own = open[id]?.legs ?? []
    return own.contains { direction(of: $0) == .outbound }
      && own.contains { direction(of: $0) == .inbound }
  }

  /// The direction of a leg of an open call, without a copy of all that is known of it.
  mutating func direction(of leg: Int) -> Leg.Direction? {
    guard let snapshot = legs[leg] else { return nil }
    return snapshot.leg.direction
  }

  /// Sums up a call, and forgets its legs.
  private mutating func close(_ id: Int) {
    guard let call = open.removeValue(forKey: id) else { return }
    var own: [Leg] = []
    own.reserveCapacity(call.legs.count)
    for number in call.legs.sorted() {
      callOfLeg[number] = nil
      guard var leg = legs.removeValue(forKey: number)?.leg else { continue }
      leg.settleDirection()
      index.remove(leg)
      let others = (legsOfLinks[leg.link.stream] ?? []).filter { $0 != number }
      legsOfLinks[leg.link.stream] = others.isEmpty ? nil : others
      own.append(leg)
    }
    consultations.forget(own)
    Self.settleDirections(of: &own)
    list.close(Call(call, own), call)
  }

  /// Of two devices that one call joins, one called and the other was called, where one of both is known.
  private static func settleDirections(of legs: inout [Leg]) {
    guard legs.count == 2, let place = legs.firstIndex(where: { $0.direction == nil }),
      let other = legs[1 - place].direction, legs[0].reference == nil
    else { return }
    legs[place].direction = other == .outbound ? .inbound : .outbound
  }

  private mutating func tell(_ replies: inout Replies) {
    while let call = list.next() { replies.say(.call(call)) }
  }
}
