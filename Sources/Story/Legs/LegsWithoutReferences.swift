import CallAnalysis
import SCCP

/// Legs at a server that gives calls no reference and pushes no CallState (CallManager 2): lamps,
/// tones, the ringer and media orders tell where the one call of a line stands.
extension LinkLegs {
  /// What a message that names no call says about the server.
  ///
  /// Newer servers have the field even where it is 0, or send longer forms.
  static func age(by record: borrowing Record, _ sign: LegSign) -> ServerAge {
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
  static func isAboutCall(_ record: borrowing Record, _ sign: LegSign) -> Bool {
    switch sign {
    case .lamp: record.message.value(.stimulus) == .line
    case .registration, .line: false
    default: true
    }
  }

  mutating func followWithoutReference(
    _ record: borrowing Record, _ sign: LegSign, _ register: inout LegRegister,
    _ replies: inout Replies
  ) {
    let message = record.message
    switch sign {
    case .offHook:
      key = PendingKey(key: nil, stamp: record.stamp, number: nil)
    case .onHook:
      key = nil
      change(record, &replies) { leg in
        leg.hungUpAt = leg.hungUpAt ?? record.stamp
        return .hungUp
      }
    case .keypad:
      guard let digit = message.number(.keypadButton),
        let spoken = ValueNames.keypadButton.entry(for: digit)?.spoken
      else { return }
      if openPlace(of: 0) == nil, var pending = key {
        // The dial tone may be missing.
        pending.number = Self.number(pending.number, spoken)
        key = pending
      }
      change(record, &replies) { leg in
        guard leg.connectedAt == nil, leg.direction != .inbound else { return nil }
        leg.direction = .outbound
        leg.dialed = Self.number(leg.dialed, spoken)
        return nil
      }
    case .tone: followTone(message.value(.tone), record, &register, &replies)
    case .ringer where message.number(.ringMode) ?? RingMode.off.rawValue != RingMode.off.rawValue:
      enter(.ringIn, .inbound, record, &register, &replies)
    case .lamp where message.value(.stimulus) == .line:
      followLamp(message.value(.lampMode), record, &register, &replies)
    case .parties:
      change(record, &replies) { leg in
        leg.learnParties(from: message, at: record.stamp)
        return .parties
      }
    case .transmitOrder, .receiveOrder:
      enter(.connected, nil, record, &register, &replies)
      // The handset was lifted for this call, and not for a later one.
      key = nil
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
    _ tone: Tone?, _ record: borrowing Record, _ register: inout LegRegister,
    _ replies: inout Replies
  ) {
    switch tone {
    case .insideDial, .outsideDial: enter(.offHook, .outbound, record, &register, &replies)
    case .alerting: enter(.ringOut, .outbound, record, &register, &replies)
    case .lineBusy: enter(.busy, .outbound, record, &register, &replies)
    case .reorder: enter(.congestion, .outbound, record, &register, &replies)
    default: break
    }
  }

  private mutating func followLamp(
    _ mode: LampMode?, _ record: borrowing Record, _ register: inout LegRegister,
    _ replies: inout Replies
  ) {
    let leg = openPlace(of: 0).map { legs[$0] }
    switch mode {
    case .off:
      if leg != nil { enter(.onHook, nil, record, &register, &replies) }
    case .on:
      // Of a line that rang before the capture as well as of one that is to call.
      let isAnswer = leg?.direction == .inbound || leg?.isHeld == true
      enter(isAnswer ? .connected : leg?.state ?? .offHook, nil, record, &register, &replies)
    case .wink, .flash:
      if leg != nil { enter(.hold, nil, record, &register, &replies) }
    case .blink:
      if leg == nil { enter(.ringIn, .inbound, record, &register, &replies) }
    default: break
    }
  }

  /// Brings the leg into the state that a message stands for; one that calls or rings begins it.
  ///
  /// `direction` is what the message says about who called. A call that is up already may have been there
  /// before the capture, and nothing says who began it.
  private mutating func enter(
    _ state: CallState, _ direction: Leg.Direction?, _ record: borrowing Record,
    _ register: inout LegRegister, _ replies: inout Replies
  ) {
    if state == .ringIn || state == .offHook {
      endForgotten(before: state, &register, &replies)
    }
    if openPlace(of: 0) == nil {
      guard state != .onHook else { return }
      var leg = begin(0, record, isRinging: state == .ringIn, &register)
      leg.direction = direction
      leg.line = 1
      leg.own = lines[1] ?? Party()
      if let former = place(of: 0) { remove(at: former) }
      replies.say(.began, of: legs[append(leg)])
    }
    let stamp = record.stamp
    change(record, &replies) { leg in
      if leg.connectedAt == nil { leg.direction = leg.direction ?? direction }
      if leg.state == state { return nil }
      leg.come(into: state, at: stamp)
      return .state(state)
    }
    if let place = place(of: 0), legs[place].isOver {
      replies.say(.over, of: legs[place])
      register.noteOver(legs[place].gone)
    }
  }

  /// Ends a leg that another call follows: the capture lacks its end.
  private mutating func endForgotten(
    before state: CallState, _ register: inout LegRegister, _ replies: inout Replies
  ) {
    guard let place = openPlace(of: 0), case let leg = legs[place], !leg.isHeld else { return }
    let isOther = state == .ringIn ? leg.direction != .inbound : leg.direction == .inbound
    // A dial tone comes before the other end rings or is busy, not after that.
    let isFurther = state == .offHook && leg.state != .offHook
    guard isOther || isFurther || leg.connectedAt != nil else { return }
    legs[place].finish(at: leg.last)
    replies.say(.over, of: legs[place])
    register.noteOver(legs[place].gone)
  }

  /// Changes the leg, where there is one.
  private mutating func change(
    _ record: borrowing Record, _ replies: inout Replies, _ body: (inout Leg) -> LegChange?
  ) {
    guard let place = openPlace(of: 0) else { return }
    legs[place].note(record)
    if let change = body(&legs[place]) { replies.say(change, of: legs[place]) }
  }
}
