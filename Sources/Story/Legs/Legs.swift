import CallAnalysis
import SCCP
import Wire

/// Follows the legs of calls: what each device takes part in.
struct Legs: Listener {
  private var links = NumberTable<LinkLegs>()
  /// The lowest connection number that may be in ``links``.
  private var oldest = 0
  private var register = LegRegister()
  /// How many legs had begun when those that are held were counted last.
  private var countedAt = 0
  /// Legs that were forgotten while they were open, because there were too many.
  private(set) var forgottenCount = 0

  /// Connections followed at a time: as many as the connection table holds.
  static let maximumLinks = 1 << 17
  /// Legs held of all connections, some kilobyte each: of more calls than can be open at a time.
  private static let maximumHeldLegs = 1 << 16
  /// Legs that begin until those that are held are counted again.
  private static let countingInterval = 1 << 14

  /// The leg that the newest record is about; nil where it is about none, or nothing tells.
  var current: Int? { register.current }

  mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    register.current = nil
    let sign = LegSign.table.value(for: record.message)
    let reference = record.message.callReference
    if sign == nil, reference == nil { return }
    let place = links.place(of: record.stream) ?? follow(record.stream)
    if let reference {
      links.entries[place]?.hear(record, sign, of: reference, &register, &replies)
    } else if let sign {
      links.entries[place]?.hear(record, sign, &register, &replies)
    }
    if register.legCount - countedAt >= Self.countingInterval { boundLegs() }
  }

  /// Forgets all legs where there are too many.
  private mutating func boundLegs() {
    countedAt = register.legCount
    let heldCount = links.values.reduce(0) { $0 + $1.legs.count }
    if heldCount < Self.maximumHeldLegs { return }
    links.removeAll()
    forgottenCount += heldCount
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    guard case .connection(let event) = event, let stream = event.stream else { return }
    switch event.kind {
    case .closed, .reset: links.removeValue(forKey: stream)?.cutOff(at: event.stamp, &replies)
    case .opened, .accepted, .unreachable: break
    }
  }

  mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    while let gone = register.nextGone(at: time) {
      links[gone.stream]?.forget(gone.reference, numbered: gone.number)
    }
  }

  /// Follows a connection, and returns its place; forgets those that began first, where there are as many
  /// as can be followed.
  private mutating func follow(_ stream: Int) -> Int {
    while links.count >= Self.maximumLinks, oldest < stream {
      links[oldest] = nil
      oldest += 1
    }
    return links.insert(LinkLegs(), stream)
  }
}

/// What is noted of the legs of all connections.
struct LegRegister {
  /// The leg that the newest record is about; nil where it is about none, or nothing tells.
  var current: Int?
  /// Legs that have begun.
  private(set) var legCount = 0
  /// Legs that are over, in the order of their ends.
  private var over: [Gone] = []
  private var forgotten = 0

  /// A leg that nothing is said of any more.
  struct Gone {
    let stream: Int
    let reference: UInt32
    let number: Int
    fileprivate let end: Timestamp
  }

  /// The number of the next leg.
  mutating func nextNumber() -> Int {
    defer { legCount += 1 }
    return legCount
  }

  mutating func noteOver(_ gone: Gone?) {
    if let gone { over.append(gone) }
  }

  /// The next leg that was over long before a time.
  mutating func nextGone(at time: Timestamp) -> Gone? {
    guard forgotten < over.count,
      time.seconds(since: over[forgotten].end) > StoryLimits.lingerSeconds
    else {
      if forgotten > 1024, forgotten > over.count / 2 {
        over.removeFirst(forgotten)
        forgotten = 0
      }
      return nil
    }
    forgotten += 1
    return over[forgotten - 1]
  }
}

extension Leg {
  /// What is remembered of it once it is over; nil where no time tells when that was.
  var gone: LegRegister.Gone? {
    guard let end = end?.time else { return nil }
    return LegRegister.Gone(
      stream: link.stream, reference: reference ?? 0, number: number, end: end)
  }
}

extension LinkLegs {
  /// Nanoseconds for which a key without a reference may be the beginning of a call.
  private static let maximumKeyAge: Int64 = 3_000_000_000
  /// Nanoseconds that a user may dial, where the server shows nothing of a call before it rings.
  private static let maximumDialing: Int64 = 60_000_000_000

  /// Takes a message that names a call.
  mutating func hear(
    _ record: borrowing Record, _ sign: LegSign?, of reference: UInt32,
    _ register: inout LegRegister, _ replies: inout Replies
  ) {
    age = .withReferences
    var known = place(of: reference)
    if sign == nil, let known {
      // It says nothing of the leg but that it goes on.
      register.current = legs[known].number
      legs[known].goOn(with: record)
      return
    }
    let state = sign == .state ? record.message.value(.callState) : nil
    if let former = known, legs[former].isOver {
      guard let state, state != .onHook else {
        register.current = legs[former].number
        return
      }
      remove(at: former)
      known = nil
    }
    if sign == .transmitOrder,
      let owner = known == nil ? owner(ofFork: record) : record.isFork ? known : nil
    {
      legs[owner].marks.insert(.recorded)
      register.current = legs[owner].number
      return
    }
    let place: Int
    if let known {
      place = known
    } else {
      guard sign != .trailing, sign != .onHook else { return }
      place = append(begin(reference, record, isRinging: state?.isRingingIn == true, &register))
      replies.say(.began, of: legs[place])
    }
    register.current = legs[place].number
    legs[place].note(record)
    if let sign { Self.learn(sign, from: record, &legs[place], lines, &replies) }
    if legs[place].isOver { register.noteOver(legs[place].gone) }
  }

  /// Takes a message that names no call.
  mutating func hear(
    _ record: borrowing Record, _ sign: LegSign, _ register: inout LegRegister,
    _ replies: inout Replies
  ) {
    if sign == .line {
      learnLine(from: record.message)
      return
    }
    if age == .unknown { age = Self.age(by: record, sign) }
    if age == .withoutReferences {
      let before = openNumber(of: 0)
      followWithoutReference(record, sign, &register, &replies)
      if Self.isAboutCall(record, sign) {
        let last = sign == .trailing ? place(of: 0).map { legs[$0].number } : nil
        register.current = before ?? openNumber(of: 0) ?? last
      }
      return
    }
    switch sign {
    case .softKey, .stimulus:
      guard let callKey = Self.key(of: record, sign) else { return }
      if callKey.mayBeginCall {
        key = PendingKey(key: callKey, stamp: record.stamp, number: nil)
      } else {
        learnOfActive(sign, from: record, &register, &replies)
      }
    case .offHook where !isRinging, .wholeNumber:
      key = PendingKey(key: nil, stamp: record.stamp, number: record.message.text(.calledParty))
    case .onHook: learnOfActive(sign, from: record, &register, &replies)
    default: break
    }
  }

  /// Takes a message without a reference for one about the leg that it must be meant for.
  private mutating func learnOfActive(
    _ sign: LegSign, from record: borrowing Record, _ register: inout LegRegister,
    _ replies: inout Replies
  ) {
    guard let place = activePlace else { return }
    register.current = legs[place].number
    Self.learn(sign, from: record, &legs[place], lines, &replies)
  }

  /// Begins a leg with the first message about it, or with the key before that.
  mutating func begin(
    _ reference: UInt32, _ record: borrowing Record, isRinging: Bool, _ register: inout LegRegister
  ) -> Leg {
    var leg = Leg(
      register.nextNumber(), Link(of: record), reference: reference == 0 ? nil : reference,
      at: record.stamp)
    leg.deviceName = record.knownName
    if isRinging { return leg }
    let limit = reference == 0 ? Self.maximumDialing : Self.maximumKeyAge
    if let key, record.nanoseconds(from: key.stamp) ?? .max <= limit {
      leg.start = key.stamp
      leg.dialed = key.number
      if key.key == .pickUp { leg.marks.insert(.pickedUp) }
      if key.key == .barge { leg.marks.insert(.barged) }
    }
    key = nil
    return leg
  }

  /// Ends all legs of the connection, which was closed or reset.
  func cutOff(at stamp: FrameStamp, _ replies: inout Replies) {
    for var leg in legs.filter({ !$0.isOver }).sorted(by: { $0.number < $1.number }) {
      leg.marks.insert(.cutOff)
      leg.finish(at: stamp)
      replies.say(.over, of: leg)
    }
  }

  /// Forgets a leg, where no other has taken its reference.
  mutating func forget(_ reference: UInt32, numbered number: Int) {
    if let place = place(of: reference), legs[place].number == number { remove(at: place) }
  }

  private mutating func learnLine(from message: borrowing Message) {
    guard let line = message.number(.lineNumber), lines.count < StoryLimits.maximumLines else {
      return
    }
    lines[line] = Party(
      number: message.text(.lineDirNumber), name: message.text(.lineFullyQualifiedDisplayName))
  }

  /// The leg that a copy of the audio for a recorder belongs to; nil for an order that is none.
  ///
  /// Such an order has a reference of its own, and the conference of the leg that it copies.
  private func owner(ofFork record: borrowing Record) -> Int? {
    guard let conference = record.message.number(.conferenceId) else { return nil }
    return place(inConference: conference)
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
