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
  private let selection: FindingSelection
  private var registrations: RegistrationWatch
  private var requests: RequestWatch
  private var keepAlives: KeepAliveWatch
  private var leaving: LeavingWatch
  private var alarms: AlarmWatch
  private var calls: CallWatch
  private var features: FeatureWatch
  private var media: MediaWatch
  private var audio: AudioWatch
  private var secrets: SecretWatch
  private var transport: TransportWatcher
  private var newest: Timestamp?

  package init(
    _ selection: FindingSelection = FindingSelection(),
    settings: FindingSettings = FindingSettings()
  ) {
    self.selection = selection
    desk = FindingDesk(selection)
    registrations = RegistrationWatch(settings)
    requests = RequestWatch(settings)
    keepAlives = KeepAliveWatch(settings)
    leaving = LeavingWatch(settings)
    alarms = AlarmWatch(settings)
    calls = CallWatch(settings)
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
    registrations.hear(record, link, &desk)
    requests.hear(record, link, &desk)
    keepAlives.hear(record, link, &desk)
    leaving.hear(record, link, &desk)
    alarms.hear(record, link, &desk)
    calls.hear(record, link, &desk)
    features.hear(record, link, &desk)
    media.hear(record, link, &desk)
    secrets.hear(record, link, &desk)
    transport.hear(record, link, &desk)
    settle(record, link)
    say(&replies)
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .connection(let event):
      note(event.stamp.time)
      openings.note(event)
      if event.kind.isEnd, let stream = event.stream, let link = links[stream],
        link.closedAt == nil
      {
        link.closedAt = event.stamp
      }
    case .transport(let event):
      note(event.stamp.time)
      noteGap(event)
    case .leg(let leg, let change): note(leg, change)
    case .comments, .registration, .stream, .call, .device, .finding: break
    }
    let link = event.stream.flatMap { links[$0] }
    registrations.hear(event, link, &desk)
    keepAlives.hear(event, link, &desk)
    leaving.hear(event, link, &desk)
    calls.hear(event, link, &desk)
    media.hear(event, link, &desk)
    audio.hear(event, link, &desk)
    transport.hear(event, link, &desk)
    if case .transport(let event) = event, case .ended(let isOneSided, let isLast) = event.kind,
      let link
    {
      link.isOneSided = isOneSided
      // When the capture ended is known only then.
      if !isLast { end(link) }
    }
    say(&replies)
    if case .call(let call) = event {
      desk.note(call)
      for leg in call.legs { links[leg.link.stream]?.note(call) }
    }
  }

  package mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    note(time)
    registrations.tick(time, &desk)
    leaving.tick(time, &desk)
    transport.tick(time, &desk)
    say(&replies)
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    note(time)
    for stream in links.keys.sorted() {
      if let link = links[stream] { end(link) }
    }
    registrations.finish(newest, &desk)
    leaving.finish(newest, &desk)
    audio.finish(newest, &desk)
    transport.finish(newest, &desk)
    say(&replies)
    desk.settle { findings in
      RootCauses.note(in: &findings)
      findings = FindingOrder.sorted(findings.filter(selection.takes))
    }
    for finding in desk.findings { replies.say(.finding(finding, .over)) }
  }

  /// Events, the calls among them with the rules that were found at them so far, and the devices,
  /// which are complete when the capture is over.
  package mutating func completed(_ events: [Event]) -> [Event] {
    let hasDevices = events.contains { if case .device = $0 { true } else { false } }
    let rules = hasDevices ? rulesOfDevices : [:]
    return events.map { event in
      switch event {
      case .call(var call):
        call.findings = ledger.takeRules(of: call)
        return .call(call)
      case .device(var device):
        device.findings = rules[device.title] ?? []
        return .device(device)
      default: return event
      }
    }
  }

  /// Rules found at each device, by its title.
  private var rulesOfDevices: [String: [FoundRule]] {
    var rules: [String: [FoundRule]] = [:]
    for finding in desk.findings {
      guard let device = finding.device else { continue }
      rules[device, default: []].note(finding.rule, finding.severity)
    }
    return rules
  }
}

extension Diagnoser {
  private mutating func note(_ time: Timestamp?) {
    if let time { newest = max(newest ?? time, time) }
  }

  private mutating func link(of record: borrowing Record) -> LinkState {
    let link: LinkState
    if let known = links[record.stream] {
      link = known
    } else {
      link = LinkState(
        stream: record.stream, device: record.device, server: record.server, first: record.stamp)
      openings.describe(link)
      links[record.stream] = link
    }
    if link.name == nil {
      link.name = record.deviceName ?? record.alarmedName
      if let name = link.name { desk.note(name: name, of: link.stream) }
    } else if let name = record.deviceName, name != link.name {
      link.name = name
      desk.note(name: name, of: link.stream)
    }
    link.deviceType = record.deviceType ?? link.deviceType
    return link
  }

  /// Notes that a message was heard, and observes what it makes certain.
  private mutating func settle(_ record: borrowing Record, _ link: LinkState) {
    if !link.heard.contains(record.side), record.side == .server || !link.isFromStart {
      // Where its stream begins is not known: an answer may have been before that.
      link.suspicions.noteGap(of: record.side)
    }
    link.heard.insert(record.side)
    if record.isFromDevice {
      link.lastFromDevice = record.stamp
    } else {
      link.lastFromServer = record.stamp
    }
    link.lastMessage = (record.message.title, record.stamp)
    guard !link.suspicions.isEmpty, let time = record.stamp.time else { return }
    for suspicion in link.suspicions.takeCertain(record.side, at: time) {
      observe(suspicion, link)
    }
  }

  private mutating func observe(_ suspicion: Suspicions.Suspicion, _ link: LinkState) {
    if let observation = suspicion.observe(link) { desk.say(suspicion.rule, link, observation) }
  }

  private func noteGap(_ event: TransportEvent) {
    guard event.kind.losesBytes, let stream = event.stream, let link = links[stream] else {
      return
    }
    if event.isFromDevice { link.gapOfDevice = event.stamp } else { link.gapOfServer = event.stamp }
    link.suspicions.noteGap(of: event.isFromDevice ? .device : .server)
  }

  private mutating func note(_ leg: Leg, _ change: LegChange) {
    if change == .began { links[leg.link.stream]?.forgetLegs(before: leg.start) }
    guard let link = links[leg.link.stream] else {
      guard change != .over else { return }
      let link = LinkState(
        stream: leg.link.stream, device: leg.link.device, server: leg.link.server, first: leg.start)
      openings.describe(link)
      links[leg.link.stream] = link
      link.legs[leg.reference ?? 0] = leg
      return
    }
    link.legs[leg.reference ?? 0] = leg
    if link.legs.count > StoryLimits.maximumLegs {
      let oldest = link.legs.min { $0.value.number < $1.value.number }
      if let oldest { link.legs[oldest.key] = nil }
    }
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
    registrations.end(link, at: end, &desk)
    keepAlives.end(link, at: end, &desk)
    leaving.end(link, at: end, &desk)
    calls.end(link, at: end, &desk)
    secrets.end(link, at: end, &desk)
    transport.end(link, at: end, &desk)
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

extension TransportEvent.Kind {
  /// Whether bytes are missing, and what they held is not known.
  var losesBytes: Bool {
    switch self {
    case .gap, .cut: true
    default: false
    }
  }
}

extension Event {
  /// The connection that it is about, where it carried messages.
  fileprivate var stream: Int? {
    switch self {
    case .connection(let event): event.stream
    case .transport(let event): event.stream
    case .registration(let registration): registration.link.stream
    case .leg(let leg, _): leg.link.stream
    case .stream(let stream, _): stream.link.stream
    case .comments, .call, .device, .finding: nil
    }
  }
}
