import SCCP
import Wire

/// What is known of the device at one end of a connection; what most messages ask for comes first, so
/// that it lies together.
struct Session {
  /// Number of the connection, from 0, in the order of their first messages.
  let stream: Int
  /// What goes with the records of its messages.
  private(set) var profile: Profile
  /// The calls it takes part in, by call reference.
  var calls = CallTable()
  /// Lamp modes by stimulus and instance, to tell a change from a repetition.
  var lamps = LampTable()
  /// Requests that wait for their answers.
  var requests = RequestMatcher()
  /// Bytes of its soft keys, where no other device was told the same, of its feature buttons and of
  /// what is watched.
  private(set) var meaningByteCount = 0
  /// The bytes of all tables that the budgets know of.
  var notedByteCount = 0
  /// How often the device's name became another one.
  private var nameCount: Int32 = 0
  /// How it rings, a value of RingMode; older servers tell of a call in no other way.
  var ringMode: UInt32?
  /// Whether its RegisterReq waits for an answer.
  var isRegistering = false
  /// What is remembered to tell what is out of order.
  var watch = SessionWatch()
  /// When the server accepted it.
  var registeredAt: FrameStamp?

  init(
    stream: Int, device: Endpoint, server: Endpoint, connection: ConnectionKey = .none
  ) {
    self.stream = stream
    profile = Profile(device: device, server: server, connection: connection)
  }

  /// Learns something that later records have to know.
  mutating func learn(_ change: (inout Profile.Facts) -> Void) {
    var facts = profile.facts
    change(&facts)
    if facts.deviceName != profile.facts.deviceName { nameCount &+= 1 }
    profile = Profile(
      facts, device: profile.device, server: profile.server, connection: profile.connection)
  }

  /// Learns what the device was told of its soft keys.
  mutating func learnSoftKeys(from message: Message, _ memory: inout SoftKeyMemory) {
    learn { $0.softKeys.learn(from: message, &memory) }
  }

  /// Counts what changes with few messages anew.
  mutating func noteMeaning() {
    meaningByteCount =
      profile.facts.softKeys.ownByteCount &+ profile.facts.features.byteCount &+ watch.byteCount
  }

  /// Fills in what is known of the message's request, its call and its device, and learns from it.
  ///
  /// Returns what the message teaches. `softKeys` are those that some device was told of last.
  mutating func complete(_ record: inout Record, _ softKeys: inout SoftKeyMemory) -> SessionRule? {
    if !record.problems.isEmpty, record.problems.contains(where: \.losesMessages) { noteGap() }
    record.match = match(&record)
    record.formerState = nil
    record.formerStateSince = nil
    record.connectedAt = nil
    if let reference = record.message.callReference { calls.describe(reference, in: &record) }
    let rule = SessionRule.of(record.message.layout)
    record.isRepetition =
      rule?.learn(from: record.message, at: record.stamp, &self, &softKeys) ?? false
    watch(&record, rule)
    describe(&record)
    return rule
  }

  /// Fills in what the past says about the message, in the few cases in which it says something.
  private mutating func watch(_ record: inout Record, _ rule: SessionRule?) {
    if record.circumstances != nil { record.circumstances = nil }
    if record.isFromDevice {
      watch.hasHeardDevice = true
    } else {
      watch.hasHeardServer = true
      if record.message.layout == nil { watch.note(unknown: record) }
      if watch.action != nil, rule != .callState { watch.hear(record) }
    }
    if let rule, rule.asksThePast { record.circumstances = rule.watch(&record, &self) }
    if rule?.changesMeaning ?? (record.message.layout == nil) { noteMeaning() }
    watch.newest = (record.message.header.identifier, record.stamp)
  }

  /// Takes the requests that were never answered until the connection, or the capture, ended.
  mutating func takeUnanswered(at end: FrameStamp) -> [UnansweredTotals.Example] {
    guard watch.hasHeardDevice, watch.hasHeardServer, !requests.isEmpty else { return [] }
    let examples = requests.unansweredRequests.compactMap { request -> UnansweredTotals.Example? in
      guard request.isTold, let waited = end.nanoseconds(since: request.first),
        waited >= UnansweredRequests.minimumNanoseconds,
        let definition = Layout.of(request.identifier)?.definition
      else { return nil }
      return UnansweredTotals.Example(
        deviceName: profile.facts.deviceName, device: profile.device, request: definition.name,
        isFromDevice: request.isFromDevice, key: request.key, frame: request.first.place,
        nanoseconds: waited <= UnansweredRequests.maximumNanoseconds ? waited : nil)
    }
    requests = RequestMatcher()
    return examples
  }

  /// Forgets what messages that the capture lacks may have changed.
  private mutating func noteGap() {
    requests.noteGap()
    watch.noteGap()
  }

  /// Fills in the connection and the device at its end, and nothing that is learned of them.
  mutating func name(in record: inout Record) {
    record.stream = stream
    record.nameCount = nameCount
    if record.profile !== profile { record.profile = profile }
  }

  /// Fills in what is known of the connection and of the device at its end. It changes nothing: a
  /// session that is changed in its place is not copied to be asked.
  mutating func describe(_ record: inout Record) {
    name(in: &record)
    let silent = RingMode.off.rawValue
    record.isDeviceRinging = calls.isRinging || (ringMode ?? silent) != silent
  }

  /// The request that the message answers; a request is noted.
  private mutating func match(_ record: inout Record) -> RequestMatcher.Match? {
    switch record.message.layout?.definition.kind {
    case .request:
      requests.append(record.message, at: record.stamp, isFromDevice: record.isFromDevice)
      return nil
    case .response(let request):
      return requests.take(
        request, answeredBy: record.message, at: record.stamp, isFromDevice: record.isFromDevice)
    case .event:
      requests.withdraw(by: record.message)
      return nil
    case nil: return nil
    }
  }
}

/// What a device is, as far as sentences care.
package enum DeviceRole: Sendable {
  case phone, gateway, bridge, mediaResource

  package init(type: UInt32?) {
    self =
      switch type.flatMap(DeviceType.init) {
      case .analogAccess, .digitalAccess, .digitalAccessT1, .digitalAccessTitan2,
        .digitalAccessLennon, .analogAccessElvis, .vgcGateway, .h323Gateway, .mgcpStation,
        .mgcpTrunk, .gateKeeper, .trunk, .sipTrunk, .sipGateway, .wsmTrunk, .remoteDestination:
        .gateway
      case .conferenceBridge, .conferenceBridgeYoko, .conferenceBridgeDixieLand,
        .conferenceBridgeSummit, .conferenceBridgeFlint, .conferenceBridgeHetroGen,
        .conferenceBridgeAudioVideo, .conferenceBridgeVideo:
        .bridge
      case .musicOnHold, .softwareMTPDixieLand, .mediaServer, .mediaTerminationPoint,
        .mediaTerminationPointYoko, .mediaTerminationPointDixieLand, .mediaTerminationPointSummit,
        .annunciator, .monitorBridge, .recorder, .monitorBridgeYoko:
        .mediaResource
      case nil: .phone
      }
  }

  var noun: String {
    switch self {
    case .phone: "phone"
    case .gateway: "gateway"
    case .bridge: "bridge"
    case .mediaResource: "media resource"
    }
  }
}

extension Session {
  /// What is told of it with an event of its connection. It changes nothing: a session that is changed in
  /// its place is not copied to be asked.
  mutating func signs(
    at stamp: FrameStamp
  ) -> (stream: Int, deviceName: String?, lastMessage: LastMessage?) {
    (stream, profile.facts.deviceName, lastMessage(before: stamp))
  }

  /// The newest message before the end of the connection, and the time since then.
  typealias LastMessage = (name: String, frame: FramePlace, nanoseconds: Int64?)

  @inline(__always)  // Else the session is copied to be asked.
  private func lastMessage(before end: FrameStamp) -> LastMessage? {
    guard let last = watch.newest else { return nil }
    let name =
      Layout.of(last.identifier)?.definition.name ?? Message.title(ofUnknown: last.identifier)
    return (name, last.stamp.place, end.nanoseconds(since: last.stamp))
  }
}
