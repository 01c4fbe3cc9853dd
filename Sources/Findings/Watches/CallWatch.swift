import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// What is remembered of the calls on a connection.
struct CallProgress {
  /// When the user lifted the handset or took a line, until the dial tone comes.
  var offHook: FrameStamp?
  /// By the number of the leg.
  var legs = NumberTable<LegProgress>()
  /// When a key for a feature was pressed last.
  var keys: [FeatureKey: FrameStamp] = [:]

  /// What is remembered of a leg, or will be once it is changed.
  subscript(leg number: Int) -> LegProgress {
    get { legs[number] ?? LegProgress() }
    _modify { yield &legs[number, default: LegProgress()] }
  }

  /// What is remembered of one leg.
  struct LegProgress {
    var answerKey: FrameStamp?
    var lastDigit: FrameStamp?
    var isFailureTold = false
    var isTransferring = false
  }
}

/// Keys whose failure the display tells.
enum FeatureKey {
  case transfer, conference, park, pickup

  init?(softKey event: SoftKey?) {
    switch event {
    case .transfer: self = .transfer
    case .conference, .join, .conferenceBarge: self = .conference
    case .park: self = .park
    case .pickUp, .groupPickUp: self = .pickup
    default: return nil
    }
  }

  init?(stimulus: Stimulus?) {
    switch stimulus {
    case .transfer: self = .transfer
    case .conference: self = .conference
    case .callPark: self = .park
    case .callPickUp, .groupCallPickUp, .otherPickup: self = .pickup
    default: return nil
    }
  }
}

/// Looks at how calls go.
struct CallWatch: MessageWatch {
  enum Sign: MessageSign {
    case offHook, softKey, stimulus, digit, wholeNumber, tone, display, state

    static let table = MessageTable<Sign>([
      .offHook: [.offHook, .offHookWithCallingPartyNumber],
      .softKey: [.softKeyEvent], .stimulus: [.stimulus], .digit: [.keypadButton],
      .wholeNumber: [.enblocCall], .tone: [.startTone], .state: [.callState],
      .display: [
        .displayPromptStatus, .displayPromptStatusV2, .displayNotify, .displayNotifyV2,
        .displayPriNotify, .displayPriNotifyV2, .displayText,
      ],
    ])
  }

  private let settings: FindingSettings

  init(_ settings: FindingSettings) {
    self.settings = settings
  }

  mutating func hear(
    _ sign: Sign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    switch sign {
    case .offHook:
      if let known = link.leg(of: record), known.leg.state?.rings == true {
        link.calls[leg: known.leg.number].answerKey = record.stamp
      } else {
        link.calls.offHook = record.stamp
      }
    case .softKey:
      guard record.message.first(.softKeyEvent) != nil else { return }
      let key = record.message.value(.softKeyEvent)
      noteKey(
        FeatureKey(softKey: key), begins: key == .newCall, answers: key == .answer, record, link)
    case .stimulus:
      guard record.message.first(.stimulus) != nil else { return }
      let button = record.message.value(.stimulus)
      noteKey(FeatureKey(stimulus: button), begins: false, answers: button == .line, record, link)
    case .digit, .wholeNumber:
      // A digit that the user could not wait with does not make the server's silence shorter.
      if let start = link.calls.offHook, let last = link.lastFromServer, last.isAfter(start) {
        link.calls.offHook = nil
      }
      guard let known = link.leg(of: record), known.leg.connectedAt == nil else { return }
      link.calls[leg: known.leg.number].lastDigit = record.stamp
    case .tone: hearTone(record, link, &desk)
    case .display: DisplayFacts.judge(record, link, settings, &desk)
    case .state:
      if record.message.value(.callState) != .offHook {
        link.calls.offHook = nil
      }
    }
  }

  private func noteKey(
    _ feature: FeatureKey?, begins: Bool, answers: Bool, _ record: borrowing Record,
    _ link: LinkState
  ) {
    link.calls.offHook = begins ? record.stamp : nil
    if answers, let known = link.leg(of: record), known.leg.state?.rings == true {
      link.calls[leg: known.leg.number].answerKey = record.stamp
    }
    guard let feature else { return }
    link.calls.keys[feature] = record.stamp
    if feature == .transfer {
      for known in link.legs where !known.leg.isOver {
        link.calls[leg: known.leg.number].isTransferring = true
      }
    }
  }

  private func hearTone(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let tone = record.message.value(.tone) else { return }
    let leg = link.leg(of: record)
    switch tone {
    case .insideDial, .outsideDial: judgeDialTone(record, leg, link)
    case .lineBusy:
      if leg?.leg.connectedAt == nil { sayBusy(link, leg?.leg, at: record.stamp, &desk) }
    case .reorder, .noSuchNumber:
      if tone == .reorder, link.calls.keys[.transfer].map({ isRecent($0, record.stamp) }) == true {
        desk.say(
          .transferFailed, link,
          Observation(
            "The transfer by \(link.title) failed: the reorder tone came.", at: record.stamp
          ).about(leg))
        link.calls.keys[.transfer] = nil
      } else if let leg {
        judgeFailure(leg.leg, isMisdialled: tone == .noSuchNumber, at: record.stamp, link, &desk)
      }
    case .meetMeNumberInvalid, .meetMeNumberFailed, .meetMeInvalidPIN, .meetMeFailedPIN,
      .meetMeBridgeFailed, .meetMeAccessCodeInvalid, .meetMeAccessCodeFailed:
      let name = ValueNames.tone.entry(for: tone.rawValue)?.spoken ?? "tone \(tone.rawValue)"
      desk.say(
        .meetMeFailed, link,
        Observation("\(link.title) hears that the conference fails: \(name).", at: record.stamp)
          .about(leg).with(.number("tone", tone.rawValue)))
    default: break
    }
  }

  private func isRecent(_ stamp: FrameStamp, _ now: FrameStamp) -> Bool {
    guard let time = now.nanoseconds(since: stamp) else { return false }
    return time <= settings.nanoseconds(.transferFailed)
  }

  private func judgeDialTone(
    _ record: borrowing Record, _ leg: LegSnapshot?, _ link: LinkState
  ) {
    guard let start = link.calls.offHook else { return }
    link.calls.offHook = nil
    guard let time = record.stamp.nanoseconds(since: start),
      time > settings.nanoseconds(.dialToneSlow), time < 20_000_000_000,
      leg?.leg.connectedAt == nil
    else { return }
    link.confirm(
      .dialToneSlow, UInt64(record.stamp.number), since: start, at: record.stamp,
      [.device, .server],
      Observation("The dial tone of \(link.title) came after \(spoken(time)).", at: record.stamp)
        .about(leg).resting(on: (start, "line taken"), (record.stamp, .name(of: .startTone)))
        .with(.duration("dialTone", time)))
  }

  private func sayBusy(
    _ link: LinkState, _ leg: Leg?, at stamp: FrameStamp, _ desk: inout FindingDesk
  ) {
    if let leg {
      if link.calls.legs[leg.number]?.isFailureTold == true { return }
      link.calls[leg: leg.number].isFailureTold = true
    }
    desk.say(
      .callBusy, link,
      Observation("The party that \(link.title) called is busy.", at: stamp).about(leg))
  }

  private func judgeFailure(
    _ leg: Leg, isMisdialled: Bool, at stamp: FrameStamp, _ link: LinkState,
    _ desk: inout FindingDesk
  ) {
    guard leg.connectedAt == nil, link.calls.legs[leg.number]?.isFailureTold != true else { return }
    link.calls[leg: leg.number].isFailureTold = true
    let isComplete =
      leg.dialed != nil || leg.states.contains { $0.state == .proceed || $0.state == .ringOut }
    let digits = leg.dialed.map { " after \($0.count.counted("digit"))" } ?? ""
    let why = isMisdialled ? "no such number" : "congestion, or no route"
    desk.say(
      .callFailed, link,
      Observation(
        "A call from \(link.title) failed\(digits): \(why).", at: stamp,
        severity: isMisdialled || !isComplete ? .note : nil
      ).about(leg).subject(isMisdialled ? "misdialled" : ""))
  }
}

extension CallWatch {
  func hear(_ leg: Leg, _ change: LegChange, _ link: LinkState, _ desk: inout FindingDesk) {
    guard link.isPhone else { return }
    switch change {
    case .state(let state): hearState(state, leg, link, &desk)
    case .hungUp: hearHangUp(leg, link)
    case .over:
      link.suspicions.drop(.callStuck, UInt64(leg.number))
      judgeEnd(leg, link, &desk)
      link.calls.legs[leg.number] = nil
    case .began, .parties, .key, .conference: break
    }
  }

  private func hearState(
    _ state: CallState, _ leg: Leg, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let stamp = leg.last
    switch state {
    case .busy: sayBusy(link, leg, at: stamp, &desk)
    case .congestion: judgeFailure(leg, isMisdialled: false, at: stamp, link, &desk)
    case .invalidNumber: judgeFailure(leg, isMisdialled: true, at: stamp, link, &desk)
    case .proceed, .ringOut:
      guard let digit = link.calls.legs[leg.number]?.lastDigit else { return }
      link.calls.legs[leg.number]?.lastDigit = nil
      guard let time = stamp.nanoseconds(since: digit), time > settings.nanoseconds(.setUpSlow)
      else { return }
      link.confirm(
        .setUpSlow, UInt64(leg.number), since: digit, at: stamp, [.device, .server],
        Observation(
          "\(spoken(time)) passed from the last digit of \(link.title) to progress.", at: stamp
        ).about(leg).resting(on: (digit, "last digit"), (stamp, .name(of: .callState)))
          .with(.duration("setUp", time)))
    case .connected:
      suspectOthers(than: leg, link)
      guard let key = link.calls.legs[leg.number]?.answerKey else { return }
      link.calls.legs[leg.number]?.answerKey = nil
      guard let time = stamp.nanoseconds(since: key), time > settings.nanoseconds(.answerSlow)
      else { return }
      link.confirm(
        .answerSlow, UInt64(leg.number), since: key, at: stamp, [.device, .server],
        Observation("The answer of \(link.title) took effect after \(spoken(time)).", at: stamp)
          .about(leg).resting(on: (key, "answer"), (stamp, .name(of: .callState)))
          .with(.duration("answer", time)))
    default: break
    }
  }

  /// Suspects calls on the line of one that is connected now: a line has one of these at a time, and
  /// the server puts the others on hold or clears them.
  private func suspectOthers(than leg: Leg, _ link: LinkState) {
    guard leg.reference != nil, let line = leg.line, line > 0 else { return }
    let (number, stamp) = (leg.number, leg.last)
    for other in link.legs.lazy.map(\.leg)
    where other.number != number && other.line == line && other.state == .connected
      && !other.isOver && other.reference != nil
    {
      let (first, subject) = (other.number, UInt64(other.number) | 1 << 63)
      guard !link.suspicions.contains(.callStuck, subject) else { continue }
      link.suspect(
        .callStuck, subject, after: stamp, for: settings.nanoseconds(.callStuck)
      ) { link in
        guard let leg = link.leg(numbered: number)?.leg,
          let other = link.leg(numbered: first)?.leg,
          !leg.isOver, !other.isOver, leg.state == .connected, other.state == .connected,
          link.calls.keys[.conference] == nil,
          !link.hasGap(of: .server, since: other.connectedAt ?? other.start)
        else { return nil }
        let reference = other.reference.map { " \($0)" } ?? ""
        return Observation(
          "Call\(reference) of \(link.title) is still up, though another call on its line is "
            + "connected.", at: stamp
        ).about(other)
      }
    }
  }

  private func hearHangUp(_ leg: Leg, _ link: LinkState) {
    guard leg.reference != nil, leg.state != .remoteMultiline, !leg.isOver,
      let stamp = leg.hungUpAt, !link.suspicions.contains(.callStuck, UInt64(leg.number)),
      !link.legs.contains(where: {
        $0.leg.number != leg.number && !$0.leg.isOver && $0.leg.state?.rings != true
      })
    else { return }
    let number = leg.number
    link.suspect(
      .callStuck, UInt64(number), after: stamp, for: settings.nanoseconds(.callStuck)
    ) { link in
      guard let leg = link.leg(numbered: number)?.leg, !leg.isOver else { return nil }
      let reference = leg.reference.map { " \($0)" } ?? ""
      return Observation(
        "Call\(reference) of \(link.title) is not cleared after the user hung up.", at: stamp
      ).about(leg)
    }
  }

  private func judgeEnd(_ leg: Leg, _ link: LinkState, _ desk: inout FindingDesk) {
    guard let connected = leg.connectedAt, let end = leg.end, leg.hungUpAt == nil,
      link.closedAt == nil, link.calls.legs[leg.number]?.isTransferring != true,
      let time = end.nanoseconds(since: connected)
    else { return }
    desk.say(
      .endedByServer, link,
      Observation(
        "The far end or the server ended a call of \(link.title) after \(spoken(time)).", at: end
      ).about(leg))
  }

  mutating func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk) {
    guard link.closedAt == nil else { return }
    let age = settings.nanoseconds(.callStuck, "age")
    for leg in link.legs.map(\.leg).sorted(by: { $0.number < $1.number }) where !leg.isOver {
      guard leg.state == .connected, let start = leg.connectedAt, let time = start.time,
        let lasted = end.nanoseconds(since: time), lasted > age
      else { continue }
      desk.say(
        .callStuck, link,
        Observation("A call of \(link.title) is up for \(spoken(lasted)).", at: start).about(leg))
    }
  }
}

extension CallState {
  /// Whether the phone rings, or tells its user of a second call.
  var rings: Bool { self == .ringIn || self == .callWaiting }
}
