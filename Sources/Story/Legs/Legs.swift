import CallAnalysis
import SCCP
import Wire

/// Follows the legs of calls: what each device takes part in.
struct Legs: Listener {
  /// The leg that the newest record is about; nil where it is about none, or nothing tells.
  private(set) var current: Int?
  private var links = NumberTable<LinkLegs>()
  private var legCount = 0
  /// The lowest connection number that may be in ``links``.
  private var oldest = 0
  /// Legs that are over, in the order of their ends.
  private var over: [(stream: Int, reference: UInt32, number: Int, end: Timestamp)] = []
  private var forgotten = 0

  /// Connections followed at a time: as many as the connection table holds.
  static let maximumLinks = 1 << 17
  /// Nanoseconds for which a key without a reference may be the beginning of a call.
  static let maximumKeyAge: Int64 = 3_000_000_000
  /// Nanoseconds that a user may dial, where the server shows nothing of a call before it rings.
  static let maximumDialing: Int64 = 60_000_000_000

  mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    let sign = LegSign.table.value(for: record.message)
    current = nil
    guard let reference = record.message.callReference else {
      if let sign { hear(record, sign, &replies) }
      return
    }
    hear(record, sign, of: reference, &replies)
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    guard case .connection(let event) = event, let stream = event.stream else { return }
    switch event.kind {
    case .closed, .reset: cutOff(stream, at: event.stamp, &replies)
    case .opened, .accepted, .unreachable: break
    }
  }

  mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    while forgotten < over.count,
      time.seconds(since: over[forgotten].end) > StoryLimits.lingerSeconds
    {
      let gone = over[forgotten]
      if links[gone.stream]?.legs[gone.reference]?.leg.number == gone.number {
        links[gone.stream]?.legs[gone.reference] = nil
      }
      forgotten += 1
    }
    if forgotten > 1024, forgotten > over.count / 2 {
      over.removeFirst(forgotten)
      forgotten = 0
    }
  }
}

extension Legs {
  /// Takes a message that names a call.
  private mutating func hear(
    _ record: borrowing Record, _ sign: LegSign?, of reference: UInt32, _ replies: inout Replies
  ) {
    let link = link(of: record.stream)
    link.age = .withReferences
    var known = link.legs[reference]
    if sign == nil, let known {
      // It says nothing of the leg but that it goes on.
      current = known.number
      known.leg.goOn(with: record)
      return
    }
    let state = sign == .state ? record.message.value(.callState) : nil
    if let former = known, former.leg.isOver {
      guard let state, state != .onHook else {
        current = former.number
        return
      }
      link.legs[reference] = nil
      known = nil
    }
    if sign == .transmitOrder,
      let owner = known == nil ? owner(ofFork: record, link) : record.isFork ? reference : nil
    {
      note(.recorded, owner, link)
      current = link.legs[owner]?.number
      return
    }
    let box: LegBox
    if let known {
      box = known
    } else {
      guard sign != .trailing, sign != .onHook else { return }
      box = LegBox(begin(reference, record, link, isRinging: state?.isRingingIn == true))
      link.legs[reference] = box
      replies.say(.began, of: box.leg)
    }
    current = box.number
    if learnsEnd(of: &box.leg, from: record, sign, link, &replies) { noteOver(box.leg, reference) }
  }

  /// Learns what a message says of a leg; whether that is over then.
  private func learnsEnd(
    of leg: inout Leg, from record: borrowing Record, _ sign: LegSign?, _ link: LinkLegs,
    _ replies: inout Replies
  ) -> Bool {
    leg.note(record)
    if let sign { learn(sign, from: record, &leg, link, &replies) }
    return leg.isOver
  }

  /// Takes a message that names no call.
  private mutating func hear(
    _ record: borrowing Record, _ sign: LegSign, _ replies: inout Replies
  ) {
    let link = link(of: record.stream)
    if sign == .line {
      learnLine(from: record.message, link)
      return
    }
    if link.age == .unknown { link.age = age(by: record, sign) }
    if link.age == .withoutReferences {
      let before = link.openNumber(of: 0)
      followWithoutReference(record, sign, link, &replies)
      if isAboutCall(record, sign) {
        current =
          before ?? link.openNumber(of: 0) ?? (sign == .trailing ? link.legs[0]?.leg.number : nil)
      }
      return
    }
    switch sign {
    case .softKey, .stimulus:
      guard let key = key(of: record, sign) else { return }
      if key.mayBeginCall {
        link.key = LinkLegs.PendingKey(key: key, stamp: record.stamp, number: nil)
      } else if let box = link.active.flatMap({ link.legs[$0] }) {
        current = box.leg.number
        learn(sign, from: record, &box.leg, link, &replies)
      }
    case .offHook where !link.isRinging, .wholeNumber:
      link.key = LinkLegs.PendingKey(
        key: nil, stamp: record.stamp, number: record.message.text(.calledParty))
    case .onHook:
      guard let box = link.active.flatMap({ link.legs[$0] }) else { return }
      current = box.leg.number
      learn(sign, from: record, &box.leg, link, &replies)
    default: break
    }
  }

  /// What is followed of a connection.
  private mutating func link(of stream: Int) -> LinkLegs {
    if let link = links[stream] { return link }
    while links.count >= Self.maximumLinks, oldest < stream {
      links[oldest] = nil
      oldest += 1
    }
    let link = LinkLegs()
    links[stream] = link
    return link
  }

  /// Begins a leg with the first message about it, or with the key before that.
  mutating func begin(
    _ reference: UInt32, _ record: borrowing Record, _ link: LinkLegs, isRinging: Bool
  ) -> Leg {
    if link.legs.count >= StoryLimits.maximumLegs,
      let oldest = link.legs.min(by: { $0.value.leg.number < $1.value.leg.number })
    {
      link.legs[oldest.key] = nil
    }
    var leg = Leg(
      legCount, Link(of: record), reference: reference == 0 ? nil : reference, at: record.stamp)
    legCount += 1
    leg.deviceName = record.deviceName
    if isRinging { return leg }
    let limit = reference == 0 ? Self.maximumDialing : Self.maximumKeyAge
    if let key = link.key, record.nanoseconds(from: key.stamp) ?? .max <= limit {
      leg.start = key.stamp
      leg.dialed = key.number
      if key.key == .pickUp { leg.marks.insert(.pickedUp) }
      if key.key == .barge { leg.marks.insert(.barged) }
    }
    link.key = nil
    return leg
  }

  mutating func noteOver(_ leg: Leg, _ reference: UInt32) {
    guard let end = leg.end?.time else { return }
    over.append((leg.link.stream, reference, leg.number, end))
  }

  private func note(_ mark: Leg.Marks, _ reference: UInt32, _ link: LinkLegs) {
    link.legs[reference]?.leg.marks.insert(mark)
  }

  /// Ends all legs of a connection that was closed or reset.
  private mutating func cutOff(_ stream: Int, at stamp: FrameStamp, _ replies: inout Replies) {
    guard let link = links.removeValue(forKey: stream) else { return }
    let open = link.legs.values.map(\.leg).filter { !$0.isOver }
    for var leg in open.sorted(by: { $0.number < $1.number }) {
      leg.marks.insert(.cutOff)
      leg.finish(at: stamp)
      replies.say(.over, of: leg)
    }
  }

  private func learnLine(from message: borrowing Message, _ link: LinkLegs) {
    guard let line = message.number(.lineNumber), link.lines.count < StoryLimits.maximumLines else {
      return
    }
    link.lines[line] = Party(
      number: message.text(.lineDirNumber), name: message.text(.lineFullyQualifiedDisplayName))
  }

  /// The leg that a copy of the audio for a recorder belongs to; nil for an order that is none.
  ///
  /// Such an order has a reference of its own, and the conference of the leg that it copies.
  private func owner(ofFork record: borrowing Record, _ link: LinkLegs) -> UInt32? {
    guard let conference = record.message.number(.conferenceId) else { return nil }
    return link.leg(inConference: conference)
  }
}

extension Record {
  /// Nanoseconds from an earlier frame to this record's; nil where that is not known.
  func nanoseconds(from earlier: FrameStamp) -> Int64? {
    stamp.nanoseconds(since: earlier)
  }

  /// Whether an order to send copies one direction of a call, for a recorder.
  var isFork: Bool {
    message.number(.mixingMode) == 1 && (1...2).contains(message.number(.partyDirection) ?? 0)
  }
}
