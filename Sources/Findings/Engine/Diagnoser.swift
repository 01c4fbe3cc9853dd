package import CallAnalysis
import SCCP
package import Story
import Text
package import Wire

/// Finds what is wrong in the story: hears what the trackers say, and says findings.
///
/// What it holds depends on the connections that are open, and on how many different findings there
/// are; a finding that comes again is counted.
package struct Diagnoser: Listener, ~Copyable {
  private var links = NumberTable<LinkState>()
  private var openings = Openings()
  private var desk: FindingDesk
  private var ledger = CallLedger()
  private var queue = CallQueue()
  /// Devices, which are told when the capture is over.
  private var devices: [Device] = []
  /// Calls and devices with what was found at them, until they are taken.
  private var completed: [Event] = []
  private let selection: FindingSelection
  private let interests: Interests
  private let scope: Scope
  private var registrations: RegistrationWatch
  private var requests: RequestWatch
  private var keepAlives: KeepAliveWatch
  private var leaving: LeavingWatch
  private var alarms: AlarmWatch
  private var calls: CallWatch
  private let chatter: ChatterWatch
  private var features: FeatureWatch
  private var media: MediaWatch
  private var audio: AudioWatch
  private var secrets: SecretWatch
  private var transport: TransportWatcher
  private var newest: Timestamp?

  /// What is looked at.
  package enum Scope: Sendable {
    /// Everything; all findings are told once more when the capture is over, in order and each with
    /// its cause, and devices with theirs.
    case all
    /// Calls, which are told with what was found at them.
    case calls
  }

  package init(
    _ selection: FindingSelection = FindingSelection(),
    settings: FindingSettings = FindingSettings(), scope: Scope = .all
  ) {
    self.selection = selection
    self.scope = scope
    interests = Interests(scope)
    desk = FindingDesk(selection)
    registrations = RegistrationWatch(settings)
    requests = RequestWatch(settings)
    keepAlives = KeepAliveWatch(settings)
    leaving = LeavingWatch(settings)
    alarms = AlarmWatch(settings)
    calls = CallWatch(settings)
    chatter = ChatterWatch(settings)
    features = FeatureWatch(settings)
    media = MediaWatch(settings)
    audio = AudioWatch(settings)
    secrets = SecretWatch(settings)
    transport = TransportWatcher(settings)
  }

  /// Findings that were not kept, because there were too many.
  package var omittedCount: Int { desk.omittedCount }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    note(record.stamp.time)
    let link = link(of: record)
    let wanted = interests.watches(for: record.message)
    if wanted.contains(.registrations) { registrations.hear(record, link, &desk) }
    if wanted.contains(.requests) { requests.hear(record, link, &desk) }
    if wanted.contains(.keepAlives) { keepAlives.hear(record, link, &desk) }
    if wanted.contains(.leaving) { leaving.hear(record, link, &desk) }
    if wanted.contains(.alarms) { alarms.hear(record, link, &desk) }
    if wanted.contains(.calls) { calls.hear(record, link, &desk) }
    if wanted.contains(.chatter) { chatter.hear(record, link, &desk) }
    if wanted.contains(.features) { features.hear(record, link, &desk) }
    if wanted.contains(.media) { media.hear(record, link, &desk) }
    if wanted.contains(.secrets) { secrets.hear(record, link, &desk) }
    if wanted.contains(.transport) { transport.hear(record, link, &desk) }
    settle(record, link)
    if desk.hasNews { say(&replies) }
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .connection(let event): hear(event)
    case .transport(let event): hear(event)
    case .registration(let registration):
      links[registration.link.stream]?.registration.state = registration
    case .leg(let snapshot, let change): hear(snapshot, change)
    case .stream(let stream, let change):
      if let link = links[stream.link.stream] { media.hear(stream, change, link, &desk) }
    case .call(let call): audio.hear(call, &desk)
    case .device(let device): devices.append(device)
    case .comments, .finding: return
    }
    if desk.hasNews { say(&replies) }
    if case .call(let call) = event { note(call) }
  }

  package mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    note(time)
    if scope == .all {
      registrations.tick(time, &desk)
      say(&replies)
    }
    completeCalls(at: time)
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    note(time)
    for stream in links.keys.sorted() {
      if let link = links[stream] { end(link) }
    }
    if scope == .all { registrations.finish(newest, &desk) }
    audio.finish(newest, &desk)
    if scope == .all { transport.finish(newest, &desk) }
    say(&replies)
    if scope == .all {
      desk.settle { findings in
        RootCauses.note(in: &findings)
        findings = FindingOrder.sorted(findings.filter(selection.takes))
      }
      for finding in desk.findings { replies.say(.finding(finding, .over)) }
    }
    complete(queue.takeFirst(at: time) { _ in true })
    completeDevices()
  }

  /// Takes out what became complete: calls with the rules that were found at them, when nothing more is
  /// suspected there, and devices when the capture is over.
  package mutating func takeComplete() -> [Event] {
    if completed.isEmpty { return [] }
    defer { completed.removeAll(keepingCapacity: true) }
    return completed
  }
}

extension Diagnoser {
  private mutating func note(_ call: Call) {
    desk.note(call)
    for leg in call.legs { links[leg.link.stream]?.note(call) }
    queue.append(call)
    if queue.isOverfull { completeCalls(at: newest) }
  }

  /// Completes the calls that wait for nothing more.
  private mutating func completeCalls(at time: Timestamp?) {
    complete(
      queue.takeFirst(at: time) { [links] call in
        call.legs.allSatisfy { links[$0.link.stream]?.suspicions.lieOutside($0) ?? true }
      })
  }

  private mutating func complete(_ calls: [Call]) {
    for var call in calls {
      call.findings = ledger.takeRules(of: call)
      completed.append(.call(call))
    }
  }

  private mutating func completeDevices() {
    if devices.isEmpty { return }
    var rules: [String: [FoundRule]] = [:]
    for finding in scope == .all ? desk.findings : [] {
      guard let device = finding.device else { continue }
      rules[device, default: []].note(finding.rule, finding.severity)
    }
    for var device in devices {
      device.findings = rules[device.title] ?? []
      completed.append(.device(device))
    }
    devices = []
  }
}

extension Diagnoser {
  private mutating func hear(_ event: ConnectionEvent) {
    note(event.stamp.time)
    openings.note(event)
    let link = event.stream.flatMap { links[$0] }
    if event.kind.isEnd, let link, link.closedAt == nil { link.closedAt = event.stamp }
    guard scope == .all else { return }
    registrations.hear(event, link, &desk)
    transport.hear(event, link)
  }

  private mutating func hear(_ event: TransportEvent) {
    note(event.stamp.time)
    let link = event.stream.flatMap { links[$0] }
    if let link, event.kind.losesBytes { link.noteGap(of: event.side, at: event.stamp) }
    audio.hear(event, link)
    if scope == .all { transport.hear(event, link, &desk) }
    if let link, case .ended(let isOneSided, let isLast) = event.kind {
      link.isOneSided = isOneSided
      // When the capture ended is known only then.
      if !isLast { end(link) }
    }
  }

  private mutating func hear(_ snapshot: LegSnapshot, _ change: LegChange) {
    guard let link = links[snapshot.leg.link.stream] ?? begin(with: snapshot.leg, change) else {
      return
    }
    link.note(snapshot, change)
    calls.hear(snapshot.leg, change, link, &desk)
    media.hear(snapshot, change, link)
  }

  /// Begins with a connection whose first message is about a leg.
  private mutating func begin(with leg: Leg, _ change: LegChange) -> LinkState? {
    if change == .over { return nil }
    let link = LinkState(
      stream: leg.link.stream, device: leg.link.device, server: leg.link.server, first: leg.start)
    openings.describe(link)
    links[leg.link.stream] = link
    return link
  }
}

extension Diagnoser {
  private mutating func note(_ time: Timestamp?) {
    if let time { newest = max(newest ?? time, time) }
  }

  private mutating func link(of record: borrowing Record) -> LinkState {
    let link = links[record.stream] ?? begin(with: record)
    if link.name == nil || link.profileIdentity != ObjectIdentifier(record.profile) {
      identify(link, by: record)
    }
    return link
  }

  /// Begins with a connection whose first message is heard.
  private mutating func begin(with record: borrowing Record) -> LinkState {
    let link = LinkState(
      stream: record.stream, device: record.device, server: record.server, first: record.stamp)
    openings.describe(link)
    links[record.stream] = link
    return link
  }

  /// Learns what is known of a connection's device.
  private mutating func identify(_ link: LinkState, by record: borrowing Record) {
    link.profile = record.profile
    link.deviceType = record.deviceType ?? link.deviceType
    guard let name = record.knownName, name != link.name else { return }
    link.name = name
    desk.note(name: name, of: link.stream)
  }

  /// Notes that a message was heard, and observes what it makes certain.
  private mutating func settle(_ record: borrowing Record, _ link: LinkState) {
    if !link.heard.contains(record.side) { noteFirst(of: record.side, link) }
    if record.isFromDevice || record.answersUnseenKeepAlive { link.lastFromDevice = record.stamp }
    if !record.isFromDevice { link.lastFromServer = record.stamp }
    guard let time = record.stamp.time, link.suspicions.mayBecomeCertain(record.side, at: time)
    else { return }
    for suspicion in link.suspicions.takeCertain(record.side, at: time) {
      observe(suspicion, link)
    }
  }

  /// Notes the first message of a side.
  private func noteFirst(of side: Side, _ link: LinkState) {
    // Where its stream begins is not known: an answer may have been before that.
    if side == .server || !link.isFromStart { link.suspicions.noteGap(of: side) }
    link.heard.insert(side)
  }

  private mutating func observe(_ suspicion: Suspicions.Suspicion, _ link: LinkState) {
    if let observation = suspicion.observe(link) { desk.say(suspicion.rule, link, observation) }
  }

  /// Rounds in which what is observed at a connection's end may make another thing suspicious: the
  /// longest chain of rules has two links.
  private static var maximumRounds: Int { 4 }

  /// Observes what is still suspected on a connection that is over.
  private mutating func end(_ link: LinkState) {
    guard links.removeValue(forKey: link.stream) != nil else { return }
    let end = link.closedAt?.time ?? newest ?? link.first.time
    guard let end else { return }
    let heard = link.isOneSided && link.heard != [.device, .server] ? [] : link.heard
    for _ in 0..<Self.maximumRounds where !link.suspicions.isEmpty {
      for suspicion in link.suspicions.takeOverdue(at: end, heard: heard) {
        observe(suspicion, link)
      }
    }
    if scope == .all {
      registrations.end(link, at: end, &desk)
      keepAlives.end(link, at: end, &desk)
    }
    calls.end(link, at: end, &desk)
    secrets.end(link, at: end, &desk)
    if scope == .all { transport.end(link, at: end, &desk) }
    link.leave()
  }

  private mutating func say(_ replies: inout Replies) {
    for found in desk.takeRepeats() { ledger.note(found.rule, found.severity, ofLeg: found.leg) }
    for finding in desk.takeNews() where selection.takes(finding) {
      ledger.note(finding)
      replies.say(.finding(finding, .found))
    }
  }
}

extension Record {
  /// Whether it is the answer to a keepalive that the capture lacks: the device was not silent.
  fileprivate var answersUnseenKeepAlive: Bool {
    message.header.identifier == MessageDefinition.keepAliveAck.identifier && answers == nil
  }
}

extension TransportEvent.Kind {
  /// Whether bytes are missing, and what they held is not known.
  var losesBytes: Bool {
    switch self {
    case .gap, .cut: true
    default: false
    }
  }
}
