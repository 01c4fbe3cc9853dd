import CallAnalysis
import SCCP
import Story
import Wire

/// What is remembered of a device's keys, lamps and lines.
struct FeatureProgress {
  /// Soft key sets that SoftKeySetRes brought; nil while not all of them did.
  var keySetCount: UInt32?
  /// The numbers of its lines.
  var lines: [UInt32: String] = [:]
  /// The newest mode of the lamp for messages.
  var messageLamp: UInt32?
  var lastDigit: (stamp: FrameStamp, call: UInt32?)?
  var subscription: FrameStamp?
  /// DTMF payload types of the orders to receive, by party.
  var dtmfTypes = ShortTable<UInt32, (type: UInt32, stamp: FrameStamp)>()
}

/// Looks at keys, lamps, presence and digits.
struct FeatureWatch: MessageWatch {
  enum Sign: MessageSign {
    case keySets, keySelection, softKey, stimulus, line, forwarding, lamp, digit
    case messageWaiting, messageWaitingAnswer, subscription, subscriptionAnswer, feature
    case dtmfError, receiveOrder, transmitOrder

    static let table = MessageTable<Sign>([
      .keySets: [.softKeySetRes], .keySelection: [.selectSoftKeys], .softKey: [.softKeyEvent],
      .stimulus: [.stimulus], .line: [.lineStatRes, .lineStatV2Res],
      .forwarding: [.forwardStatRes], .lamp: [.setLamp], .digit: [.keypadButton],
      .messageWaiting: [.mwiNotification], .messageWaitingAnswer: [.mwiRes],
      .subscription: [.subscriptionStatReq], .subscriptionAnswer: [.subscriptionStatRes],
      .feature: [.featureStatRes, .featureStatV2Res],
      .dtmfError: [.subscribeDtmfPayloadErr, .unSubscribeDtmfPayloadErr],
      .receiveOrder: [.openReceiveChannel], .transmitOrder: [.startMediaTransmission],
    ])
  }

  private let settings: FindingSettings
  private var forwards: [String: Forward] = [:]
  /// The phones that numbers belong to.
  private var owners: [String: LinkHandle] = [:]

  /// Numbers that are remembered.
  private static let maximumNumbers = 1 << 17

  private struct Forward {
    let target: String
    let stamp: FrameStamp
  }

  init(_ settings: FindingSettings) {
    self.settings = settings
  }

  mutating func hear(
    _ sign: Sign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    switch sign {
    case .keySets: learnKeySets(record, link)
    case .keySelection: judgeKeySet(record, link, &desk)
    case .softKey: judgeKey(record, link)
    case .stimulus: judgeStimulus(record, link, &desk)
    case .line: learnLine(record, link)
    case .forwarding: judgeForwarding(record, link, &desk)
    case .lamp: hearLamp(record, link)
    case .digit: judgeDigit(record, link, &desk)
    case .messageWaiting: hearMessageWaiting(record, link)
    case .messageWaitingAnswer: judgeMessageWaiting(record, link, &desk)
    case .subscription: link.features.subscription = record.stamp
    case .subscriptionAnswer: judgeSubscription(record, link, &desk)
    case .feature: judgeFeature(record, link, &desk)
    case .dtmfError:
      let type = record.number(.payloadDtmf)
      desk.say(
        .dtmfSubscriptionFailed, link,
        Observation(
          "\(link.title) refuses the DTMF payload type\(type.map { " \($0)" } ?? "").",
          at: record.stamp))
    case .receiveOrder, .transmitOrder:
      judgePayloadTypes(record, link, isSending: sign == .transmitOrder, &desk)
    }
  }

  private func learnKeySets(_ record: borrowing Record, _ link: LinkState) {
    let message = record.message
    guard let offset = message.number(.softKeySetOffset),
      let count = message.number(.softKeySetCount),
      let total = message.number(.totalSoftKeySetCount), total > 0
    else { return }
    let end = offset.addingReportingOverflow(count)
    if !end.overflow, end.partialValue >= total { link.features.keySetCount = total }
  }

  private func judgeKeySet(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let count = link.features.keySetCount, let set = record.number(.softKeySetIndex),
      set >= count
    else { return }
    desk.say(
      .keySetUnknown, link,
      Observation(
        "The server chose soft key set \(set) of \(link.title), which has \(count) sets.",
        at: record.stamp
      ).about(link.leg(of: record)).with(.number("set", set)))
  }

  /// Judges a key by what was offered, unless the capture lacks a message that offered it.
  private func judgeKey(_ record: borrowing Record, _ link: LinkState) {
    guard record.isKeyNotOffered, let event = record.number(.softKeyEvent) else { return }
    let name = ValueNames.softKeyEvent.entry(for: event)?.spoken ?? "\(event)"
    link.confirm(
      .keyNotOffered, UInt64(record.stamp.number), since: record.stamp, at: record.stamp, .server,
      Observation(
        "The key \(name) was pressed at \(link.title), which did not offer it.", at: record.stamp
      ).about(link.leg(of: record)).with(.text("key", name)))
  }

  private func judgeStimulus(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let field = record.message.first(.stimulus), record.message.entry(of: field) == nil else {
      return
    }
    let number = record.message.number(of: field)
    desk.say(
      .stimulusUnknown, link,
      Observation("\(link.title) sends the unknown stimulus \(number).", at: record.stamp)
        .subject("\(number)").with(.number("stimulus", number)))
  }

  private mutating func learnLine(_ record: borrowing Record, _ link: LinkState) {
    guard let line = record.message.number(.lineNumber),
      let number = record.message.text(.lineDirNumber),
      link.features.lines.count < StoryLimits.maximumLines
    else { return }
    link.features.lines[line] = number
    if owners[number] != nil || owners.count < Self.maximumNumbers {
      owners[number] = link.handle
    }
  }

  private mutating func judgeForwarding(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let message = record.message
    let kinds: [(FieldName, String)] = [
      (.forwardAllActive, "all calls"), (.forwardBusyActive, "calls when busy"),
      (.forwardNoAnswerActive, "unanswered calls"),
    ]
    let active = kinds.filter { message.number($0.0) ?? 0 != 0 }.map(\.1)
    let line = message.number(.lineNumber) ?? 0
    let own = link.features.lines[line]
    guard !active.isEmpty else {
      if let own { forwards[own] = nil }
      return
    }
    desk.say(
      .forwardActive, link,
      Observation(
        "Line \(line) of \(link.title) forwards \(active.joined(separator: ", ")).",
        at: record.stamp
      ).subject("\(line)"))
    guard message.number(.forwardAllActive) ?? 0 != 0, let own,
      let target = message.text(.forwardAllDirnum).map({ $0.filter { $0 != " " } }), target != own,
      forwards[own] != nil || forwards.count < Self.maximumNumbers
    else { return }
    forwards[own] = Forward(target: target, stamp: record.stamp)
    judgeLoop(from: own, at: record.stamp, link, &desk)
  }

  private func judgeLoop(
    from own: String, at stamp: FrameStamp, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let maximumSteps = 16
    var chain = [own]
    var frames: [Finding.Evidence] = []
    var next = own
    for _ in 0..<maximumSteps {
      guard let forward = forwards[next] else { return }
      frames.append(Finding.Evidence(forward.stamp.place, .name(of: .forwardStatRes)))
      chain.append(forward.target)
      next = forward.target
      if next == own {
        var observation = Observation(
          "Lines forward all calls in a circle: \(chain.joined(separator: " → ")).", at: stamp
        ).subject(chain.sorted().joined(separator: " "))
        observation.related = frames
        desk.say(.forwardLoop, link, observation)
        return
      }
    }
  }

  private func hearLamp(_ record: borrowing Record, _ link: LinkState) {
    guard record.message.value(.stimulus) == .voiceMail else { return }
    link.features.messageLamp = record.message.number(.lampMode)
    link.suspicions.dropAll(.messageWaitingNotShown)
  }

  private func hearMessageWaiting(_ record: borrowing Record, _ link: LinkState) {
    guard let number = record.message.text(.mwiTargetNumber),
      let waiting = record.number(.areMessagesWaiting), let target = owners[number]?.link,
      target.closedAt == nil, target.registration.isComplete, target.isFromStart
    else { return }
    let isLit = target.features.messageLamp.map { $0 > LampMode.off.rawValue } ?? false
    guard isLit != (waiting == 1) else { return }
    let stamp = record.stamp
    let line = target.features.lines.first { $0.value == number }?.key
    target.suspect(
      .messageWaitingNotShown, after: stamp, for: settings.nanoseconds(.messageWaitingNotShown)
    ) { target in
      Observation(
        "The message lamp of \(target.title)\(line.map { ", line \($0)," } ?? "") did not change "
          + "after the notice.", at: stamp
      ).resting(on: (stamp, .name(of: .mwiNotification)))
    }
  }

  private func judgeMessageWaiting(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let field = record.message.first(.mwiNotificationResult),
      case let result = record.message.number(of: field), result != 0
    else { return }
    // Layouts of this message differ by a byte: a result that is none was read at the wrong place.
    guard let word = record.message.entry(of: field)?.spoken else { return }
    if let number = record.message.text(.mwiTargetNumber),
      let target = owners[number]?.link
    {
      target.suspicions.dropAll(.messageWaitingNotShown)
    }
    desk.say(
      .messageWaitingRejected, link,
      Observation("A change of message waiting was refused: \(word).", at: record.stamp)
        .with(.number("result", result)))
  }

  private func judgeSubscription(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let field = record.message.first(.cause),
      case let cause = record.message.number(of: field), cause != 0
    else { return }
    let word = record.message.entry(of: field)?.spoken ?? "\(cause)"
    desk.say(
      .presenceRefused, link,
      Observation(
        "A presence subscription of \(link.title) was refused: \(word).", at: record.stamp
      ).resting(
        on: (link.features.subscription, .name(of: .subscriptionStatReq)),
        (record.stamp, .name(of: .subscriptionStatRes))
      ).with(.number("cause", cause)))
  }

  private func judgeFeature(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard record.value(.featureID) == .busyLampSpeedDial, record.number(.featureStatus) == 0 else {
      return
    }
    let index = record.number(.featureIndex)
    desk.say(
      .presenceUnknown, link,
      Observation(
        "The busy lamp\(index.map { " of button \($0)" } ?? "") of \(link.title) has no state.",
        at: record.stamp))
  }

  private func judgeDigit(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let call = record.message.callReference
    defer { link.features.lastDigit = (record.stamp, call) }
    guard let last = link.features.lastDigit, last.call == call,
      last.stamp.place != record.stamp.place,
      let time = record.stamp.nanoseconds(since: last.stamp), time > 0,
      time < settings.nanoseconds(.dtmfFast)
    else { return }
    desk.say(
      .dtmfFast, link,
      Observation("Two digits of \(link.title) are \(spoken(time)) apart.", at: record.stamp)
        .about(link.leg(of: record))
        .resting(
          on: (last.stamp, .name(of: .keypadButton)), (record.stamp, .name(of: .keypadButton))))
  }

  private func judgePayloadTypes(
    _ record: borrowing Record, _ link: LinkState, isSending: Bool, _ desk: inout FindingDesk
  ) {
    guard let type = record.message.number(.rfc2833PayloadType),
      let party = record.message.number(.passThroughPartyId), party != 0
    else { return }
    if !isSending {
      if link.features.dtmfTypes.count > 64 { link.features.dtmfTypes = ShortTable() }
      link.features.dtmfTypes[party] = (type, record.stamp)
      return
    }
    guard let receive = link.features.dtmfTypes[party] else { return }
    link.features.dtmfTypes[party] = nil
    if receive.type == type { return }
    desk.say(
      .dtmfPayloadDiffers, link,
      Observation(
        "DTMF of \(link.title): payload type \(receive.type) to receive, \(type) to send.",
        at: record.stamp
      ).about(link.leg(of: record)).resting(
        on: (receive.stamp, .name(of: .openReceiveChannel)),
        (record.stamp, .name(of: .startMediaTransmission))))
  }
}
