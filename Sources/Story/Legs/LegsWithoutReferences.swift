import CallAnalysis
import SCCP

/// Legs at a server that gives calls no reference and pushes no CallState (CallManager 2): lamps,
/// tones, the ringer and media orders tell where the one call of a line stands.
extension Legs {
  /// What a message that names no call says about the server.
  ///
  /// Newer servers have the field even where it is 0, or send longer forms.
  func age(by record: borrowing Record, _ sign: LegSign) -> LinkLegs.ServerAge {
    let message = record.message
    switch sign {
    case .registration:
      guard let version = message.number(.protocolVer) else { return .unknown }
      return version < 3 ? .withoutReferences : .withReferences
    case .state: return .withReferences
    case .receiveOrder:
      return message.layout?.definition == .startMediaReception ? .withoutReferences : .unknown
    case .tone, .ringer, .parties, .transmitOrder:
      return message.first(.callReference) == nil && message.header.version == 0
        ? .withoutReferences : .unknown
    default: return .unknown
    }
  }

  /// Whether a message of such a server is about the call of its line, where there is one.
  func isAboutCall(_ record: borrowing Record, _ sign: LegSign) -> Bool {
    switch sign {
    case .lamp: record.message.value(.stimulus) == .line
    case .registration, .line: false
    default: true
    }
  }

  mutating func followWithoutReference(
    _ record: borrowing Record, _ sign: LegSign, _ link: LinkLegs, _ replies: inout Replies
  ) {
    let message = record.message
    switch sign {
    case .offHook:
      link.key = LinkLegs.PendingKey(key: nil, stamp: record.stamp, number: nil)
    case .onHook:
      link.key = nil
      change(record, link, &replies) { leg in
        leg.hungUpAt = leg.hungUpAt ?? record.stamp
        return .hungUp
      }
    case .keypad:
      guard let digit = message.number(.keypadButton),
        let spoken = ValueNames.keypadButton.entry(for: digit)?.spoken
      else { return }
      if link.openNumber(of: 0) == nil, var key = link.key {
        // The dial tone may be missing.
        key.number = Self.number(key.number, spoken)
        link.key = key
      }
      change(record, link, &replies) { leg in
        guard leg.connectedAt == nil, leg.direction == .outbound else { return nil }
        leg.dialed = Self.number(leg.dialed, spoken)
        return nil
      }
    case .tone: followTone(message.value(.tone), record, link, &replies)
    case .ringer where message.number(.ringMode) ?? RingMode.off.rawValue != RingMode.off.rawValue:
      enter(.ringIn, record, link, &replies)
    case .lamp where message.value(.stimulus) == .line:
      followLamp(message.value(.lampMode), record, link, &replies)
    case .parties:
      change(record, link, &replies) { leg in
        leg.learnParties(from: message, at: record.stamp)
        return .parties
      }
    case .transmitOrder, .receiveOrder: enter(.connected, record, link, &replies)
    default: break
    }
  }

  /// Digits that are kept of a number.
  private static let maximumDigits = 64

  /// A number with a digit after it.
  private static func number(_ digits: String?, _ digit: String) -> String {
    guard let digits else { return digit }
    return digits.utf8.count < maximumDigits ? digits + digit : digits
  }

  private mutating func followTone(
    _ tone: Tone?, _ record: borrowing Record, _ link: LinkLegs, _ replies: inout Replies
  ) {
    switch tone {
    case .insideDial, .outsideDial: enter(.offHook, record, link, &replies)
    case .alerting: enter(.ringOut, record, link, &replies)
    case .lineBusy: enter(.busy, record, link, &replies)
    case .reorder: enter(.congestion, record, link, &replies)
    default: break
    }
  }

  private mutating func followLamp(
    _ mode: LampMode?, _ record: borrowing Record, _ link: LinkLegs, _ replies: inout Replies
  ) {
    let leg = link.legs[0].flatMap { $0.leg.isOver ? nil : $0.leg }
    switch mode {
    case .off:
      if leg != nil { enter(.onHook, record, link, &replies) }
    case .on:
      let isAnswer = leg?.direction == .inbound || leg?.isHeld == true
      enter(isAnswer ? .connected : leg?.state ?? .offHook, record, link, &replies)
    case .wink, .flash:
      if leg != nil { enter(.hold, record, link, &replies) }
    case .blink:
      if leg == nil { enter(.ringIn, record, link, &replies) }
    default: break
    }
  }

  /// Brings the leg into the state that a message stands for; one that calls or rings begins it.
  private mutating func enter(
    _ state: CallState, _ record: borrowing Record, _ link: LinkLegs,
    _ replies: inout Replies
  ) {
    if state == .ringIn || state == .offHook {
      endForgotten(before: state, record, link, &replies)
    }
    if link.legs[0]?.leg.isOver ?? true {
      guard state != .onHook else { return }
      var leg = begin(0, record, link, isRinging: state == .ringIn)
      // A call that is up already was there before the capture, and nothing says who began it.
      if state != .connected { leg.direction = state == .ringIn ? .inbound : .outbound }
      leg.line = 1
      leg.own = link.lines[1] ?? Party()
      link.legs[0] = LegBox(leg)
      replies.say(.began, of: leg)
    }
    let stamp = record.stamp
    change(record, link, &replies) { leg in
      if leg.state == state { return nil }
      leg.come(into: state, at: stamp)
      return .state(state)
    }
    if let leg = link.legs[0]?.leg, leg.isOver {
      replies.say(.over, of: leg)
      noteOver(leg, 0)
    }
  }

  /// Ends a leg that another call follows: the capture lacks its end.
  private mutating func endForgotten(
    before state: CallState, _ record: borrowing Record, _ link: LinkLegs,
    _ replies: inout Replies
  ) {
    guard let box = link.legs[0], !box.leg.isOver, !box.leg.isHeld else { return }
    var leg = box.leg
    let isOther = leg.direction == (state == .ringIn ? .outbound : .inbound)
    // A dial tone comes before the other end rings or is busy, not after that.
    let isFurther = state == .offHook && leg.state != .offHook
    guard isOther || isFurther || leg.connectedAt != nil else { return }
    leg.finish(at: leg.last)
    box.leg = leg
    replies.say(.over, of: leg)
    noteOver(leg, 0)
  }

  /// Changes the leg, where there is one.
  private func change(
    _ record: borrowing Record, _ link: LinkLegs, _ replies: inout Replies,
    _ body: (inout Leg) -> LegChange?
  ) {
    guard let box = link.legs[0], !box.leg.isOver else { return }
    box.leg.note(record)
    if let change = body(&box.leg) { replies.say(change, of: box.leg) }
  }
}
