import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// The resets of a device on a connection.
struct ResetProgress {
  var signOff: FrameStamp?
}

/// Looks at resets and at signing off.
struct LeavingWatch: MessageWatch {
  enum Sign: MessageSign {
    case reset, signOff, signOffAnswer, registration

    static let table = MessageTable<Sign>([
      .reset: [.reset], .signOff: [.unregisterReq], .signOffAnswer: [.unregisterAck],
      .registration: [.registerReq],
    ])
  }

  private let settings: FindingSettings
  private var resets: [String: [FrameStamp]] = [:]

  /// Devices whose resets are remembered.
  private static let maximumDevices = 1 << 17

  init(_ settings: FindingSettings) {
    self.settings = settings
  }

  mutating func hear(
    _ sign: Sign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    switch sign {
    case .reset: hearReset(record, link, &desk)
    case .signOff:
      link.suspicions.dropAll(.resetIgnored)
      link.reset.signOff = record.stamp
      let isPowerSave = record.value(.unRegReasonCode) == .powerSave
      desk.say(
        .signOff, link,
        Observation(
          "\(link.title) signs off\(isPowerSave ? " to save power" : "").", at: record.stamp))
    case .signOffAnswer:
      guard let status = record.number(.status), status != 0 else { return }
      let why =
        status == UnregisterStatus.refused.rawValue ? "a call is still up" : "status \(status)"
      desk.say(
        .signOffRefused, link,
        Observation("The server refuses the sign-off of \(link.title): \(why).", at: record.stamp)
          .resting(
            on: (link.reset.signOff, .name(of: .unregisterReq)),
            (record.stamp, .name(of: .unregisterAck))
          )
          .with(.number("status", status)))
    case .registration: link.suspicions.dropAll(.resetIgnored)
    }
  }

  private mutating func hearReset(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let stamp = record.stamp
    let type = record.value(.resetType)
    let what =
      switch type {
      case .reset: "restart completely"
      case .restart: "register again"
      case .applyConfiguration: "apply a configuration"
      case nil: "reset"
      }
    desk.say(
      .resetOrdered, link,
      Observation("The server ordered \(link.title) to \(what).", at: stamp))
    judgeStorm(stamp, link, &desk)
    let call = link.legs.filter {
      !$0.leg.isOver && ($0.leg.state == .connected || $0.leg.state == .hold)
    }
    .min { $0.leg.number < $1.leg.number }
    if let call {
      let reference = call.leg.reference.map { " \($0)" } ?? ""
      desk.say(
        .resetInCall, link,
        Observation(
          "\(link.title) was told to \(what) during call\(reference); it will act when it is idle.",
          at: stamp
        ).about(call))
      return
    }
    guard type == .reset || type == .restart else { return }
    link.suspect(
      .resetIgnored, after: stamp, for: settings.nanoseconds(.resetIgnored), [.device, .server]
    ) { link in
      if link.isInCall { return nil }
      return Observation("\(link.title) did not act on the order to \(what).", at: stamp)
        .resting(on: (stamp, .name(of: .reset)))
    }
  }

  private mutating func judgeStorm(
    _ stamp: FrameStamp, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard resets[link.title] != nil || resets.count < Self.maximumDevices else { return }
    let count = max(settings.count(.resetStorm), 2)
    let within = settings.nanoseconds(.resetStorm, "within")
    var all = resets[link.title] ?? []
    all.append(stamp)
    all.removeAll { (stamp.nanoseconds(since: $0) ?? 0) > within }
    if all.count > min(count, 64) { all.removeFirst() }
    resets[link.title] = all
    guard all.count >= count, let first = all.first else { return }
    let span = stamp.nanoseconds(since: first) ?? 0
    var observation = Observation(
      "\(link.server.address) reset \(link.title) \(all.count) times in \(spoken(span)).", at: stamp
    ).with(.number("count", all.count), .duration("within", span))
    observation.related = all.map { Finding.Evidence($0.place, "Reset") }
    desk.say(.resetStorm, link, observation)
  }
}
