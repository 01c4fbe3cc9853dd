import SCCP
import Text

/// Values of a sentence that no single field holds, or none that is said as it stands.
enum Derived: String, CaseIterable, Sendable {
  /// The message's call and line, where it is about one.
  case call, line
  /// The soft key that was pressed, as the server calls it; the device's model.
  case pressedKey, model
  /// The address that a station gives: the longer one where the shorter is none.
  case stationAddress

  /// The device's name, or "the phone" where it is not known; `Device` begins a sentence.
  case device, Device
  /// What the device is: phone, gateway, bridge; `Phone` begins a sentence.
  case phone, Phone
  /// The address that the message's sender is seen at.
  case source

  /// The call's state before, and how long it lasted.
  case was, wasFor
  /// How long the call was connected.
  case talked
  /// Time since the request that this message answers; `late` only where it is above a second.
  case delay, late
  /// Said of a call state that comes late: how long after which action of the user.
  case reaction
  /// Said of what only repeats.
  case again

  /// Seconds between the keepalives that the server asked for.
  case reportInterval
  /// What a refusal means, as a sentence.
  case rejectHint
  /// The address of another connection that a device registered on.
  case otherAddress
  /// Why a device says that it went away, and the word it has for that.
  case lastReason, lastText
  /// The request that a device waits for and for how long, or the message that it does not know;
  /// the identifier that an alarm's text names, as it stands there.
  case alarmSubject, alarmWait, alarmIdentifier
  /// What the XML of an alarm tells: why, the last messages, the neighbouring switch.
  case outageReason, lastSent, lastReceived, switchPort

  /// The first codecs of a list and how many more there are; what else stands in it.
  case codecs, codecExtras, videoCodecs
  /// How many buttons are lines, speed dials, and anything else.
  case buttons
  /// The first and the last label of a soft key template; the keys that a set offers.
  case firstSoftKey, lastSoftKey, offeredKeys
  /// The keys that were offered instead of the one pressed.
  case keysInstead
  /// The server's clock.
  case serverTime
  /// The call servers of a list.
  case servers
  /// The firmware that the device said it runs.
  case firmware
  /// What a feature button shows; what the server called it.
  case featureState, buttonLabel
  /// A line's label where it is not just the number.
  case label
  /// Where a line's calls go, and when.
  case forwards

  /// The parties of a call, by name and number.
  case caller, callee, redirector, firstCalled, huntGroup
  case redirectReason, withheld, security
  /// Said of a call whose details other phones do not show; its precedence, where it has one.
  case hidden, rank

  /// What a lamp does; said of a ring that is not repeated; how long a text stays.
  case lampIs, once, showTime
  /// What a phrase on the display means for the call, where it means trouble.
  case trouble

  /// The address and port of a stream; what it carries; how it is encrypted; packet length.
  case mediaAddress, medium, cipher, packetTime
  /// Said of a stream that ends while its port stays open.
  case portKept
  /// Why a stream could not be opened.
  case failure
  /// The codec of the other direction, where it is another one; the frame since which one direction
  /// was never ordered.
  case otherCodec, connectedFrame
  case dscp
  /// Share of lost packets, in per cent; the listening quality on the scale of 1 to 5.
  case lossPercent, mos

  /// The application that user data belongs to; the first element of its XML.
  case application, rootElement

  func append(_ record: Record, to text: inout TextBuffer) -> Bool {
    switch self {
    case .call: text.append(record.message.callReference)
    case .line: text.append(record.number(.lineInstance).flatMap { $0 == 0 ? nil : $0 })
    case .pressedKey: text.append(pressedKeyOf: record)
    case .model: text.append(modelOf: record)
    case .stationAddress: text.append(stationAddressOf: record)
    case .device, .Device, .phone, .Phone, .source: text.append(self, whoOf: record)
    case .was: text.append(record.formerState?.rawValue, of: .callState)
    case .wasFor: text.append(duration: record.formerStateLength)
    case .talked: text.append(duration: record.nanoseconds(since: record.connectedAt))
    case .delay: text.append(duration: record.match?.nanoseconds)
    case .late: record.isLate && text.append("late: ", duration: record.match?.nanoseconds)
    case .again: text.append("again", if: record.isRepetition)
    case .reportInterval: text.append(record.profile.facts.keepAliveInterval)
    case .rejectHint: text.append(rejectHintOf: record)
    case .lastReason: text.append(alarmReasonOf: record)
    case .lastText: text.append(alarmTextOf: record)
    case .otherAddress: text.append(otherAddressOf: record)
    case .alarmSubject: text.append(alarmSubjectOf: record)
    case .alarmWait: text.append(duration: record.circumstances?.facts.subject?.nanoseconds)
    case .alarmIdentifier:
      text.append(visible: record.message.text(.text).flatMap(AlarmText.identifierText))
    case .reaction: text.append(reactionOf: record)
    case .keysInstead: text.append(keysInsteadOf: record)
    case .buttonLabel: text.append(buttonLabelOf: record)
    case .otherCodec: text.append(record.circumstances?.facts.otherCodec, of: .payloadType)
    case .connectedFrame: text.append(connectedFrameOf: record)
    case .outageReason: text.append(outageReasonOf: record)
    case .lastSent: text.append(alarmEvent: "LastProtocolEventSent", of: record)
    case .lastReceived: text.append(alarmEvent: "LastProtocolEventReceived", of: record)
    case .switchPort: text.append(switchPortOf: record)
    case .codecs: text.append(codecsOf: record) { $0.isAudioCodec }
    case .videoCodecs: text.append(codecsOf: record) { $0.isVideoCodec }
    case .codecExtras: text.append(codecExtrasOf: record)
    case .buttons: text.append(buttonsOf: record)
    case .firstSoftKey: text.append(softKeyOf: record, isFirst: true)
    case .lastSoftKey: text.append(softKeyOf: record, isFirst: false)
    case .offeredKeys: text.append(offeredKeysOf: record)
    case .serverTime: text.append(serverTimeOf: record)
    case .servers: text.append(serversOf: record)
    case .firmware: text.append(visible: record.profile.facts.firmwareLoad)
    case .featureState: text.append(featureStateOf: record)
    case .label: record.hasLabel && record.appendValue(of: .lineTextLabel, to: &text)
    case .forwards: text.append(forwardsOf: record)
    case .caller: text.append(.callingPartyName, .callingParty, of: record)
    case .callee: text.append(.calledPartyName, .calledParty, of: record)
    case .redirector:
      record.isRedirected
        && text.append(.lastRedirectingPartyName, .lastRedirectingParty, of: record)
    case .firstCalled: text.append(firstCalledOf: record)
    case .huntGroup: text.append(.huntPilotName, .huntPilotNumber, of: record)
    case .redirectReason: text.append(redirectReasonOf: record)
    case .withheld: text.append(withheldOf: record)
    case .security:
      record.isSet(.callSecurityStatus) && record.appendValue(of: .callSecurityStatus, to: &text)
    case .hidden: text.append("details hidden", if: record.isSet(.privacy))
    case .rank:
      record.isSet(.precedenceDomain) && record.appendValue(of: .precedenceLevel, to: &text)
    case .lampIs: text.append(lampOf: record)
    case .once: text.append("once", if: record.value(.ringDuration) == .single)
    case .showTime: record.isSet(.timeOutValue) && text.append(showTimeOf: record)
    case .trouble: text.append(troubleOf: record)
    case .mediaAddress: text.append(mediaAddressOf: record)
    case .medium: text.append(mediumOf: record)
    case .cipher: text.append(cipherOf: record)
    case .packetTime: text.append(packetTimeOf: record)
    case .portKept: text.append("port kept", if: record.isSet(.portHandlingFlag))
    case .failure: text.append(failureOf: record)
    case .dscp: text.append(dscpOf: record)
    case .lossPercent: text.append(tenths: record.lostPerMille)
    case .mos: text.append(tenths: record.meanOpinionTenths)
    case .application: text.append(applicationOf: record)
    case .rootElement: text.append(rootElementOf: record)
    }
  }
}
