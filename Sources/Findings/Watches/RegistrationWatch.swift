import CallAnalysis
import NetworkLayers
import SCCP
import Story
import Text
import Wire

/// Looks at how devices register.
struct RegistrationWatch: MessageWatch {
  private let settings: FindingSettings
  private var devices: [String: DeviceHistory] = [:]
  private let setUp: SetUpJudge
  private var tries: ServerTries
  private var tokens: TokenGrants
  private var crowd: Crowd

  /// Devices that are remembered.
  private static let maximumCount = 1 << 17

  init(_ settings: FindingSettings) {
    self.settings = settings
    setUp = SetUpJudge(settings: settings)
    tries = ServerTries(settings)
    tokens = TokenGrants(settings)
    crowd = Crowd(settings)
  }

  mutating func hear(
    _ sign: SetUpSign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    switch sign {
    case .request: hearRequest(record, link, &desk)
    case .acceptance: hearAcceptance(record, link, &desk)
    case .refusal: hearRefusal(record, link, &desk)
    case .tokenRequest: break
    case .tokenGrant: tokens.note(link, at: record.stamp)
    case .tokenRefusal: hearTokenRefusal(record, link, &desk)
    case .setUpRequest:
      link.registration.setUpCount += 1
    case .setUpAnswer: setUp.noteAnswer(record, link)
    case .lineAnswer:
      setUp.noteAnswer(record, link)
      setUp.learnLine(record, link)
    case .configurationAnswer:
      setUp.noteAnswer(record, link)
      setUp.learnLineCount(record, link)
    case .time:
      setUp.noteAnswer(record, link)
      link.registration.isComplete = true
      setUp.judgeSpeed(link, &desk)
      setUp.judgeClock(record, link, &desk)
    case .capabilitiesRequest:
      guard !link.isOldServer else { return }
      let stamp = record.stamp
      link.suspect(
        .capabilitiesMissing, after: stamp,
        for: settings.nanoseconds(.capabilitiesMissing), .device
      ) { link in
        Observation(
          "\(link.title) did not answer CapabilitiesReq; CUCM gives up such phones (reason 27).",
          at: stamp
        ).resting(on: (stamp, .name(of: .capabilitiesReq)))
      }
    case .capabilities: setUp.hearCapabilities(record, link)
    case .idle: link.registration.isComplete = true
    case .signOff: link.registration.hasSignedOff = true
    case .use:
      link.registration.isComplete = true
      setUp.judgeSpeed(link, &desk)
    }
  }

  mutating func hear(
    _ event: ConnectionEvent, _ link: LinkState?, _ desk: inout FindingDesk
  ) {
    tries.hear(event)
    // What follows from an event is heard before it.
    if let link, event.stamp == link.closedAt, let registration = link.registration.state {
      judgeEnd(registration, link, &desk)
    }
  }

  mutating func tick(_ time: Timestamp, _ desk: inout FindingDesk) {
    tries.judge(at: time, &desk)
    tokens.judge(at: time, devices, &desk)
    crowd.tick(time, &desk)
  }

  mutating func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk) {
    setUp.judgeSpeed(link, &desk)
    if let name = link.name { devices[name]?.links.removeAll { $0 === link } }
  }

  mutating func finish(_ time: Timestamp?, _ desk: inout FindingDesk) {
    guard let time else { return }
    tries.judge(at: time, &desk)
    tokens.judge(at: time, devices, &desk)
    crowd.finish(&desk)
  }
}

extension RegistrationWatch {
  private mutating func hearRequest(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let stamp = record.stamp
    let tracked = link.registration.state
    link.registration = RegistrationProgress()
    link.registration.state = tracked
    link.registration.request = stamp
    link.registration.version = record.number(.protocolVer)
    link.suspect(
      .registrationUnanswered, after: stamp,
      for: settings.nanoseconds(.registrationUnanswered)
    ) { link in
      Observation("\(link.title) asked to register; the server stayed silent.", at: stamp)
        .resting(on: (stamp, .name(of: .registerReq)))
    }
    RegistrationFacts.judge(record, link, &desk)
    crowd.noteStart(of: link, at: stamp)
    guard let name = link.name else { return }
    if let token = tokens.use(by: link) {
      desk.say(
        .failback, link,
        Observation("\(name) goes back to \(link.server.address).", at: stamp)
          .resting(on: (token, .name(of: .registerTokenAck)), (stamp, .name(of: .registerReq))))
    }
    guard devices[name] != nil || devices.count < Self.maximumCount else { return }
    var history = devices[name] ?? DeviceHistory()
    let isDuplicate = judgeOthers(&history, record, link, &desk)
    judgeLoop(&history, stamp, link, isDuplicate: isDuplicate, &desk)
    if !history.links.contains(where: { $0 === link }) { history.links.append(link) }
    devices[name] = history
  }

  /// Looks at the device's other open connections; whether two devices have its name.
  private func judgeOthers(
    _ history: inout DeviceHistory, _ record: borrowing Record, _ link: LinkState,
    _ desk: inout FindingDesk
  ) -> Bool {
    let others = history.links.filter { other in
      other !== link && other.closedAt == nil && other.registration.acceptance != nil
        && !other.registration.hasSignedOff
    }
    guard let other = others.last else { return false }
    if other.device.address != link.device.address {
      desk.say(
        .duplicateName, link,
        Observation(
          "\(link.title) is registered from \(other.device.address) and "
            + "\(link.device.address); they will push each other out.", at: record.stamp
        ).resting(
          on: (other.registration.request, .name(of: .registerReq)),
          (record.stamp, .name(of: .registerReq))
        )
        .with(
          .text("first", "\(other.device.address)"), .text("second", "\(link.device.address)")))
      return true
    }
    if other.server == link.server {
      desk.say(
        .crossover, link,
        Observation(
          "\(link.title) came back before its old session was cleared.", at: record.stamp
        ).resting(
          on: (other.registration.request, .name(of: .registerReq)),
          (record.stamp, .name(of: .registerReq))))
    }
    return false
  }

  private func judgeLoop(
    _ history: inout DeviceHistory, _ stamp: FrameStamp, _ link: LinkState, isDuplicate: Bool,
    _ desk: inout FindingDesk
  ) {
    let count = max(settings.count(.registrationLoop), 2)
    let within = settings.nanoseconds(.registrationLoop, "within")
    history.requests.append(stamp)
    if history.requests.count > min(count, 64) { history.requests.removeFirst() }
    guard !isDuplicate, history.requests.count >= count, let first = history.requests.first,
      let span = stamp.nanoseconds(since: first), span <= within
    else { return }
    desk.say(
      .registrationLoop, link,
      Observation(
        "\(link.title) registered \(history.requests.count) times in \(spoken(span)).", at: stamp
      ).resting(on: (first, .name(of: .registerReq)), (stamp, .name(of: .registerReq)))
        .with(.number("count", history.requests.count), .duration("within", span)))
  }

  private mutating func hearAcceptance(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    judgeLateAnswer(record, link, &desk)
    link.registration.acceptance = record.stamp
    link.isOldServer = record.message.first(.maxProtocolVer) == nil
    if let offered = link.registration.version, let maximum = record.number(.maxProtocolVer),
      maximum > 0, maximum < offered
    {
      desk.say(
        .versionLowered, link,
        Observation(
          "\(link.title) speaks protocol version \(offered), the server \(maximum): they use "
            + "\(maximum).", at: record.stamp
        ).resting(
          on: (link.registration.request, .name(of: .registerReq)),
          (record.stamp, .name(of: .registerAck))
        )
        .with(.number("offered", offered), .number("maximum", maximum)))
    }
    if let name = link.name { judgeFailover(name, record, link, &desk) }
    let request = link.registration.request ?? record.stamp
    guard link.isPhone else { return }
    link.suspect(
      .capabilitiesEmpty, after: request,
      for: settings.nanoseconds(.capabilitiesEmpty), .device
    ) { link in
      guard let stamp = link.registration.emptyCapabilities, !link.registration.hasCapabilities
      else { return nil }
      return Observation("\(link.title) offers no audio codec.", at: stamp)
    }
    link.suspect(
      .linesMissing, after: record.stamp, for: settings.nanoseconds(.linesMissing)
    ) { link in
      let state = link.registration
      guard !state.hasLine, let stamp = state.lineAnswer else { return nil }
      return Observation(
        "\(link.title) registered without a line: no calls are possible.", at: stamp)
    }
  }

  private func judgeLateAnswer(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    link.suspicions.dropAll(.registrationUnanswered)
    guard let request = link.registration.request, link.registration.acceptance == nil,
      let time = record.stamp.nanoseconds(since: request),
      time > settings.nanoseconds(.registrationUnanswered)
    else { return }
    desk.say(
      .registrationUnanswered, link,
      Observation(
        "\(link.title) asked to register and waited \(spoken(time)) for the answer.", at: request,
        severity: .warning
      ).resting(on: (request, .name(of: .registerReq)), (record.stamp, record.message.title))
        .with(.duration("waited", time)))
  }

  private mutating func judgeFailover(
    _ name: String, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let maximum = settings.nanoseconds(.failover)
    guard let loss = devices[name]?.loss,
      let time = record.stamp.nanoseconds(since: loss.stamp), time <= maximum
    else { return }
    devices[name]?.loss = nil
    guard loss.server != link.server else { return }
    desk.say(
      .failover, link,
      Observation(
        "\(name) lost \(loss.server.address) (\(loss.cause)) and registered with "
          + "\(link.server.address) after \(spoken(time)) without service.", at: record.stamp
      ).resting(
        on: (loss.stamp, "end of service"), (link.registration.request, .name(of: .registerReq)),
        (record.stamp, .name(of: .registerAck))
      ).with(
        .text("from", "\(loss.server.address)"), .text("to", "\(link.server.address)"),
        .duration("without", time)))
  }

  private mutating func hearRefusal(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    link.suspicions.dropAll(.registrationUnanswered)
    link.registration.isRejected = true
    guard let request = link.registration.request else { return }
    let reason = record.message.text(.text)
    let said = reason.map { ": “\($0)”" } ?? ", with no reason given"
    desk.say(
      .registrationRejected, link,
      Observation("The server refused \(link.title)\(said).", at: record.stamp)
        .resting(on: (request, .name(of: .registerReq)), (record.stamp, .name(of: .registerReject)))
        .with(.text("reason", reason ?? "")))
    if let name = link.name, let others = devices[name]?.links,
      others.contains(where: {
        $0 !== link && $0.closedAt == nil && $0.registration.acceptance != nil
      })
    {
      desk.say(
        .crossover, link,
        Observation(
          "\(name) came back before its old session was cleared, and the server refused it.",
          at: record.stamp, severity: .warning))
    }
  }

  private mutating func hearTokenRefusal(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let name = link.title
    guard devices[name] != nil || devices.count < Self.maximumCount else { return }
    var history = devices[name] ?? DeviceHistory()
    history.rejections.append(record.stamp)
    let first = history.rejections.first ?? record.stamp
    let limit = settings.count(.tokenRejected)
    let isOften = history.rejections.count > limit
    let duration = record.stamp.nanoseconds(since: first) ?? 0
    let isLong = duration > settings.nanoseconds(.tokenRejected, "duration")
    if history.rejections.count > min(limit, 64) + 1 {
      history.rejections.remove(at: 1)
    }
    devices[name] = history
    let wait = record.number(.waitTimeBeforeNextReq)
    let next = wait.map { "; next try in \($0) s" } ?? ""
    desk.say(
      .tokenRejected, link,
      Observation(
        "\(link.server.address) is up but does not hand \(name) a token\(next). The phone stays "
          + "on its present server.", at: record.stamp, severity: isOften || isLong ? .warning : nil
      ).resting(on: (record.stamp, .name(of: .registerTokenReject))))
  }
}

extension RegistrationWatch {
  /// Judges the end of a connection on which a device registers or is registered.
  private mutating func judgeEnd(
    _ registration: Registration, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let closed = link.closedAt, let who = registration.end.who else { return }
    let state = link.registration
    if state.isRejected || registration.isIdle || registration.outcome == .tokenRejected { return }
    let last = link.lastMessage
    let begin = state.request ?? closed
    if state.request != nil, setUp.isEarly(state, at: closed), link.isPhone,
      !link.hasGap(of: .server, since: begin)
    {
      let since = state.request.flatMap { closed.nanoseconds(since: $0) }
      desk.say(
        .closedEarly, link,
        Observation(
          "The \(who) ended TCP after \(last?.name ?? "RegisterReq")"
            + (since.map { ", \(spoken($0)) after RegisterReq." } ?? "."), at: closed
        ).resting(
          on: (state.request, .name(of: .registerReq)), (state.acceptance, .name(of: .registerAck)),
          (closed, "end of the connection")))
      noteLoss(of: link, at: closed, "connection ended", &desk)
      return
    }
    guard registration.outcome == .accepted || registration.outcome == .joined else { return }
    let silence = link.lastFromDevice.flatMap { closed.nanoseconds(since: $0) } ?? 0
    let interval = link.keepAlive.interval.map { Int64($0) * 1_000_000_000 }
    if who == "server", let interval, !isReplaced(link),
      Double(silence) >= Double(interval) * settings.number(.keepAliveTimeout),
      !link.hasGap(of: .device, since: link.lastFromDevice ?? closed)
    {
      desk.say(
        .keepAliveTimeout, link,
        Observation(
          "The server closed the connection of \(link.title) after \(spoken(silence)) of silence "
            + "(CUCM reason 13, keepalive timeout).", at: closed
        ).resting(on: (link.lastFromDevice, "last message of the device"), (closed, "end"))
          .with(.duration("silence", silence)))
      noteLoss(of: link, at: closed, "silent for \(spoken(silence))", &desk)
      return
    }
    let how = registration.end.isReset ? "reset" : "closed"
    desk.say(
      .connectionLost, link,
      Observation("The \(who) \(how) the TCP connection of registered \(link.title).", at: closed)
        .resting(on: (last?.stamp, last?.name ?? "last message"), (closed, how))
        .with(.text("by", who), .text("how", how)))
    noteLoss(of: link, at: closed, "\(how) by the \(who)", &desk)
  }

  /// Whether the device's name registered at the server again since the device was heard here: the
  /// older session then ends for that.
  private func isReplaced(_ link: LinkState) -> Bool {
    guard let name = link.name, let last = link.lastFromDevice else { return false }
    return devices[name]?.links.contains { other in
      other !== link && other.server == link.server
        && other.registration.acceptance?.isAfter(last) == true
    } ?? false
  }

  private mutating func noteLoss(
    of link: LinkState, at stamp: FrameStamp, _ cause: String, _ desk: inout FindingDesk
  ) {
    link.transport.isEndTold = true
    crowd.noteLoss(of: link, at: stamp)
    guard let name = link.name, devices[name] != nil || devices.count < Self.maximumCount else {
      return
    }
    devices[name, default: DeviceHistory()].loss = (
      link.server, link.lossOfService(at: stamp), cause
    )
  }
}
