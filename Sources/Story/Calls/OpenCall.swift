import SCCP
import Wire

/// A call that is open, or waits for what may come late.
struct OpenCall {
  /// Number in the order of begins, before calls that turn out to be one are joined.
  let id: Int
  var legs: [Int]
  private(set) var streams: [MediaStream] = []
  var features: Set<Call.Feature> = []
  /// The calls that a transfer joined it to.
  var transferredTo: Int?
  var transferredFrom: Int?
  /// Whether someone took it back from where it was parked.
  var isFetched = false

  init(id: Int, legs: [Int]) {
    self.id = id
    self.legs = legs
  }

  /// Takes streams that are over, as long as there are not too many; returns how many there was no room
  /// for.
  mutating func append(_ more: [MediaStream]) -> Int {
    let room = max(StoryLimits.maximumStreamsOfCall - streams.count, 0)
    streams += more.prefix(room)
    return max(more.count - room, 0)
  }
}

extension Call {
  /// Sums up the legs of a call.
  init(_ call: OpenCall, _ legs: [Leg]) {
    self.legs = legs
    start = legs.map(\.start).min { $0.order < $1.order } ?? FrameStamp(number: 0, time: nil)
    last = legs.map(\.last).max { $0.order < $1.order } ?? start
    streams = call.streams.sorted { $0.number < $1.number }
    answered = legs.compactMap(\.connectedAt).min { $0.order < $1.order }
    let isOver = legs.allSatisfy(\.isOver)
    if isOver { end = legs.compactMap(\.end).max { $0.order < $1.order } }
    holds = legs.flatMap { leg in
      leg.holds.map { CallHold(start: $0.start, end: $0.end, device: leg.device) }
    }
    holds.sort { $0.start.order < $1.start.order }
    noteParties()
    result = result(isOver: isOver, isFetched: call.isFetched)
    if isOver { endedBy = whoEnded() }
    ring = ringing
    talk = talking
    noteFeatures(call)
  }

  private mutating func noteParties() {
    let outbound = legs.first { $0.direction != .inbound }
    let callee =
      legs.first { $0.direction == .inbound && $0.connectedAt != nil }
      ?? legs.first { $0.direction == .inbound }
    dialed = outbound?.dialed
    if let outbound {
      from = CallParty(outbound.firstParties.calling, of: outbound)
      if from.number == nil { from.take(outbound.own) }
    } else if let callee {
      from = CallParty(callee.firstParties.calling, of: nil)
    }
    if let callee {
      to = CallParty(callee.firstParties.called, of: callee)
      if to.number == nil { to.take(callee.own) }
    } else if let outbound {
      to = CallParty(outbound.firstParties.called, of: nil)
      if to.number == nil, outbound.firstParties == Parties() { to.number = outbound.dialed }
    }
    // One end's messages may be missing, and the other end's name it as well.
    if let callee { from.complete(by: callee.firstParties.calling) }
    if let outbound { to.complete(by: outbound.firstParties.called) }
    if from.isAddressOnly(of: outbound) { from = CallParty() }
    if to.isAddressOnly(of: callee) { to = CallParty() }
  }

  private func result(isOver: Bool, isFetched: Bool) -> Result {
    func has(_ mark: Leg.Marks) -> Bool { legs.contains { $0.marks.contains(mark) } }
    if !isOver { return .open }
    if has(.parked), !isFetched { return .parked }
    if answered != nil { return .answered }
    if has(.invalidNumber) { return .invalidNumber }
    if has(.failed) { return .failed }
    if has(.busy) { return .busy }
    if legs.contains(where: { $0.rangAt != nil }) { return .noAnswer }
    if streams.contains(where: { !$0.isFork && $0.acknowledged != nil }) { return .answered }
    let isCaller = legs.contains { $0.direction == .outbound || $0.state == .offHook }
    let wasBegun = legs.contains { $0.states.first.map { $0.state != .onHook } ?? true }
    return isCaller || wasBegun && legs.contains { $0.hungUpAt != nil } ? .abandoned : .unknown
  }

  private func whoEnded() -> EndedBy {
    let first = legs.indices.filter { legs[$0].hungUpAt != nil }.min {
      (legs[$0].hungUpAt ?? legs[$0].last).order < (legs[$1].hungUpAt ?? legs[$1].last).order
    }
    if let first { return legs[first].direction == .inbound ? .callee : .caller }
    return legs.contains { $0.marks.contains(.cutOff) } ? .none : .server
  }

  private var ringing: Int64? {
    guard let began = legs.compactMap(\.rangAt).min(by: { $0.order < $1.order })?.time else {
      return nil
    }
    let until =
      answered ?? legs.compactMap(\.rangUntil).max { $0.order < $1.order }
    return until?.time.flatMap { $0.nanoseconds(since: began) }
  }

  private var talking: Int64? {
    guard let start = answered?.time, let end = end?.time, end >= start else { return nil }
    var held: Int64 = 0
    var until = start
    for hold in holds {
      guard let holdStart = hold.start.time, let holdEnd = hold.end?.time ?? self.end?.time else {
        continue
      }
      let begin = max(holdStart, until)
      let stop = min(holdEnd, end)
      if stop > begin, let length = stop.nanoseconds(since: begin) {
        let (sum, isTooLong) = held.addingReportingOverflow(length)
        held = isTooLong ? .max : sum
        until = stop
      }
    }
    guard let whole = end.nanoseconds(since: start), held <= whole else { return nil }
    return whole - held
  }

  private mutating func noteFeatures(_ call: OpenCall) {
    var all = call.features
    let marks = legs.map(\.marks).reduce(Leg.Marks()) { $0.union($1) }
    if marks.contains(.parked) { all.insert(.park) }
    if marks.contains(.pickedUp) { all.insert(.pickup) }
    if marks.contains(.forwarded) { all.insert(.forward) }
    if marks.contains(.barged) { all.insert(.barge) }
    if marks.contains(.recorded) { all.insert(.recording) }
    if !all.isEmpty { features = Feature.allCases.filter(all.contains) }
  }
}

extension CallParty {
  fileprivate init(_ party: Party, of leg: Leg?) {
    number = party.number
    name = party.name
    device = leg?.device
  }

  /// Takes a line's own number and name.
  fileprivate mutating func take(_ own: Party) {
    number = own.number
    name = name ?? own.name
  }

  /// Takes the number that the other end shows, and its name for the same number, where there is none.
  fileprivate mutating func complete(by other: Party) {
    number = number ?? other.number
    if name == nil, number != nil, number == other.number { name = other.name }
  }

  /// Whether nothing is known but the address of a device without a name.
  fileprivate func isAddressOnly(of leg: Leg?) -> Bool {
    number == nil && name == nil && leg?.deviceName == nil
  }
}

extension FrameStamp {
  /// The order of the capture: time, then file and number.
  var order: FrameOrder { FrameOrder(time: time, place: place) }
}

/// The order of the capture.
struct FrameOrder: Comparable {
  let time: Timestamp?
  let place: FramePlace

  static func < (left: FrameOrder, right: FrameOrder) -> Bool {
    if let one = left.time, let other = right.time, one != other { return one < other }
    return left.place < right.place
  }
}
