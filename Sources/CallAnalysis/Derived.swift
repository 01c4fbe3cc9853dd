import SCCP
import Wire

/// Values of a sentence that no single field holds.
enum Derived: String, CaseIterable, Sendable {
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
  /// Said of what only repeats.
  case again

  /// Seconds between the keepalives that the server asked for.
  case reportInterval
  /// What a refusal means, as a sentence.
  case rejectHint
  /// Why a device says that it went away, and the word it has for that.
  case lastReason, lastText
  /// What the XML of an alarm tells: why, the last messages, the neighbouring switch.
  case outageReason, lastSent, lastReceived, switchPort

  /// The first codecs of a list and how many more there are; what else stands in it.
  case codecs, codecExtras, videoCodecs
  /// How many buttons are lines, speed dials, and anything else.
  case buttons
  /// The first and the last label of a soft key template; the keys that a set offers.
  case firstSoftKey, lastSoftKey, offeredKeys
  /// The server's clock.
  case serverTime
  /// The call servers of a list.
  case servers
  /// The firmware that the device said it runs.
  case firmware
  /// What a feature button shows.
  case featureState
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
  case dscp
  /// Share of lost packets, in per cent; the listening quality on the scale of 1 to 5.
  case lossPercent, mos

  /// The application that user data belongs to; the first element of its XML.
  case application, rootElement

  func append(_ context: AnnotationContext, to text: inout TextBuffer) -> Bool {
    switch self {
    case .device, .Device, .phone, .Phone, .source: text.append(self, whoOf: context)
    case .was: text.append(context.formerState, of: .callState)
    case .wasFor: text.append(duration: context.formerStateLength)
    case .talked: text.append(duration: context.nanoseconds(since: context.connectedAt))
    case .delay: text.append(duration: context.match?.nanoseconds)
    case .late: context.isLate && text.append("late: ", duration: context.match?.nanoseconds)
    case .again: text.append("again", if: context.isRepetition)
    case .reportInterval: text.append(context.session.keepAliveInterval)
    case .rejectHint: text.append(rejectHintOf: context)
    case .lastReason: text.append(alarmReasonOf: context)
    case .lastText: text.append(alarmTextOf: context)
    case .outageReason: text.append(outageReasonOf: context)
    case .lastSent: text.append(alarmEvent: "LastProtocolEventSent", of: context)
    case .lastReceived: text.append(alarmEvent: "LastProtocolEventReceived", of: context)
    case .switchPort: text.append(switchPortOf: context)
    case .codecs: text.append(codecsOf: context) { $0.isAudioCodec }
    case .videoCodecs: text.append(codecsOf: context) { $0.isVideoCodec }
    case .codecExtras: text.append(codecExtrasOf: context)
    case .buttons: text.append(buttonsOf: context)
    case .firstSoftKey: text.append(visible: context.softKeyLabels.first)
    case .lastSoftKey: text.append(visible: context.softKeyLabels.last)
    case .offeredKeys: text.append(offeredKeysOf: context)
    case .serverTime: text.append(serverTimeOf: context)
    case .servers: text.append(serversOf: context)
    case .firmware: text.append(visible: context.session.firmwareLoad)
    case .featureState: text.append(featureStateOf: context)
    case .label: context.hasLabel && context.appendValue(of: .lineTextLabel, to: &text)
    case .forwards: text.append(forwardsOf: context)
    case .caller: text.append(.callingPartyName, .callingParty, of: context)
    case .callee: text.append(.calledPartyName, .calledParty, of: context)
    case .redirector:
      context.isRedirected
        && text.append(.lastRedirectingPartyName, .lastRedirectingParty, of: context)
    case .firstCalled: text.append(firstCalledOf: context)
    case .huntGroup: text.append(.huntPilotName, .huntPilotNumber, of: context)
    case .redirectReason: text.append(redirectReasonOf: context)
    case .withheld: text.append(withheldOf: context)
    case .security:
      context.isSet(.callSecurityStatus) && context.appendValue(of: .callSecurityStatus, to: &text)
    case .hidden: text.append("details hidden", if: context.isSet(.privacy))
    case .rank:
      context.isSet(.precedenceDomain) && context.appendValue(of: .precedenceLevel, to: &text)
    case .lampIs: text.append(lampOf: context)
    case .once: text.append("once", if: context.number(.ringDuration) == 2)
    case .showTime: context.isSet(.timeOutValue) && text.append(showTimeOf: context)
    case .trouble: text.append(troubleOf: context)
    case .mediaAddress: text.append(mediaAddressOf: context)
    case .medium: text.append(mediumOf: context)
    case .cipher: context.isSet(.algorithmID) && context.appendValue(of: .algorithmID, to: &text)
    case .packetTime: text.append(packetTimeOf: context)
    case .portKept: text.append("port kept", if: context.isSet(.portHandlingFlag))
    case .failure: text.append(failureOf: context)
    case .dscp: text.append(dscpOf: context)
    case .lossPercent: text.append(tenths: context.lostPerMille)
    case .mos: text.append(tenths: context.meanOpinionTenths)
    case .application: text.append(applicationOf: context)
    case .rootElement: text.append(rootElementOf: context)
    }
  }
}
