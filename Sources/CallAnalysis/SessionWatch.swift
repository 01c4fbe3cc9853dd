import SCCP
import Wire

/// What a session remembers to tell what is out of order.
struct SessionWatch: Sendable {
  /// The newest message.
  var newest: (identifier: UInt32, stamp: FrameStamp)?
  /// Whether messages of the device, and of the server, were seen.
  var hasHeardDevice = false
  var hasHeardServer = false
  /// Whether the connection carried anything before an alarm.
  var isAlive = false
  var hasSignedOff = false
  var selections = KeySelections()
  var orders = MediaOrders()
  var action: UserAction?
  /// Messages from the server that the catalogue lacks, the newest last.
  var unknown: [(identifier: UInt32, place: FramePlace)] = []

  /// Unknown messages that an alarm may be about.
  static let maximumUnknown = 16

  /// Bytes of what is remembered of calls, streams and messages.
  var byteCount: Int {
    selections.byteCount &+ orders.byteCount &+ unknown.capacity
      &* MemoryLayout<(identifier: UInt32, place: FramePlace)>.stride
  }

  /// Forgets these, because all devices together have too much of them.
  mutating func forget() {
    selections = KeySelections()
    orders = MediaOrders()
    unknown = []
  }
}

extension SessionRule {
  /// What the past says about a message; learns from it.
  ///
  /// Called after the rule has learned, with the state that the call had before. It does not change the
  /// record: one that is changed in its place is not copied to be looked at.
  func watch(_ record: inout Record, _ session: inout Session) -> Circumstances? {
    var facts = Circumstances.Facts()
    let message = record.message
    switch self {
    case .alarm:
      facts = session.alarmFacts(record)
      guard facts.isAlive else { return nil }
    case .signOff:
      session.watch.hasSignedOff = true
      return nil
    case .keySelection:
      guard let set = message.number(.softKeySetIndex) else { return nil }
      session.watch.selections.note(
        KeySelection(set: set, mask: message.number(.validKeyMask) ?? .max),
        of: message.callReference, at: record.stamp)
      return nil
    case .key:
      session.watch.note(record)
      guard let event = message.number(.softKeyEvent) else { return nil }
      let known = session.profile.facts
      facts.offered = session.watch.selections.offered(
        insteadOf: event, for: message.callReference, by: known.softKeys, at: record.stamp,
        knowsAll: known.hasRegisterRequest)
      guard facts.offered != nil else { return nil }
    case .action:
      session.watch.note(record)
      return nil
    case .callState:
      guard let reference = message.callReference, let state = message.value(.callState) else {
        return nil
      }
      facts.action = session.watch.action?.origin(of: state, of: reference, at: record.stamp)
      if !state.isOthers { session.watch.action = nil }
      if state.isOver { session.watch.selections.remove(reference) }
      if state != .connected {
        facts.missing = session.watch.orders.disconnect(
          reference, at: record.stamp, isOver: state.isOver)
      } else if record.formerState != nil, record.formerState != state {
        session.watch.orders.connect(reference, at: record.stamp)
      }
      guard facts.action != nil || facts.missing != nil else { return nil }
    case .receiveOrder, .sendOrder:
      guard let codec = message.possibleNumber(.compressionType), let key = message.mediaKey,
        !record.isFork
      else { return nil }
      facts.otherCodec = session.watch.orders.open(
        self == .sendOrder ? .send : .receive, codec: codec, key)
      guard facts.otherCodec != nil else { return nil }
    case .receiveEnd, .sendEnd:
      guard let key = message.mediaKey else { return nil }
      facts.missing = session.watch.orders.close(
        self == .sendEnd ? .send : .receive, key, at: record.stamp,
        keepsPort: record.isSet(.portHandlingFlag))
      guard facts.missing != nil else { return nil }
    case .registration, .token, .configuration, .acceptance, .refusal, .keepAlive, .softKeys,
      .ringer, .lamp, .parties, .feature:
      return nil
    }
    return Circumstances(facts)
  }
}

extension SessionWatch {
  /// Notes what a user did.
  fileprivate mutating func note(_ record: Record) {
    action = UserAction(
      identifier: record.message.header.identifier, stamp: record.stamp,
      call: record.message.callReference)
  }

  /// Notes that the server said something else than the state of a call.
  mutating func hear(_ record: borrowing Record) {
    if record.message.header.identifier == MessageDefinition.keepAliveAck.identifier { return }
    let waits = action?.waits(at: record.stamp) ?? false
    if !waits { action = nil }
  }

  /// Notes a message that the catalogue lacks.
  mutating func note(unknown record: borrowing Record) {
    if unknown.count == Self.maximumUnknown { unknown.removeFirst() }
    unknown.append((record.message.header.identifier, record.stamp.place))
  }

  /// Forgets what a message that the capture lacks may have changed.
  mutating func noteGap() {
    selections.removeAll()
    orders.removeAll()
    action = nil
  }
}

extension Session {
  /// What is known about an alarm: which request the device waits for, or which message it does
  /// not know.
  fileprivate mutating func alarmFacts(_ record: Record) -> Circumstances.Facts {
    if let newest = watch.newest, newest.identifier != MessageDefinition.alarm.identifier {
      watch.isAlive = true
    }
    var facts = Circumstances.Facts(isAlive: watch.isAlive)
    guard watch.isAlive, let reason = record.alarmReason, [27, 28, 32].contains(reason),
      let text = record.message.text(.text)
    else { return facts }
    switch reason {
    case 27, 28: facts.subject = requests.subject(of: text, at: record.stamp)
    default:
      let numbers = AlarmText.identifiers(in: text)
      let found = watch.unknown.last { numbers.contains($0.identifier) }
      facts.subject = found.map {
        Circumstances.Origin(identifier: $0.identifier, place: $0.place, nanoseconds: nil)
      }
    }
    return facts
  }
}

extension RequestMatcher {
  /// The device's request that an alarm's text is about: the one whose subject the text names, or
  /// the only one there is where it names none.
  fileprivate func subject(of text: String, at stamp: FrameStamp) -> Circumstances.Origin? {
    let waiting = unansweredRequests.filter { $0.isFromDevice }
    let named = AlarmText.requests(in: text)
    let found =
      named.isEmpty
      ? waiting.count == 1 ? waiting.first : nil
      : waiting.last { entry in
        Layout.of(entry.identifier).map { named.contains($0.definition) } ?? false
      }
    guard let found else { return nil }
    return Circumstances.Origin(
      identifier: found.identifier, place: found.first.place,
      nanoseconds: stamp.nanoseconds(since: found.first))
  }
}

extension Message {
  /// What ties the orders for a stream together.
  fileprivate var mediaKey: MediaOrders.Key? {
    if let callReference { return .call(callReference) }
    return number(.passThroughPartyId).map { .party($0) }
  }
}
