import SCCP
import Wire

/// What sentences are chosen by.
extension Record {
  var isPhone: Bool {
    if case .phone = DeviceRole(type: profile.facts.deviceType) { true } else { false }
  }

  var isNoPhone: Bool { !isPhone }

  /// Whether the answer came more than a second after its request.
  var isLate: Bool { (match?.nanoseconds ?? 0) > 1_000_000_000 }

  /// Whether no request for this answer is known: the server sends it of its own accord.
  var isUnasked: Bool { match == nil }

  /// Whether a call rings at the device: the message's own, or another.
  var isRinging: Bool {
    formerState == .ringIn || isDeviceRinging
  }

  /// How long the former state lasted; nil where it was too short for anyone to notice.
  var formerStateLength: Int64? {
    nanoseconds(since: formerStateSince).flatMap { $0 < 100_000_000 ? nil : $0 }
  }

  /// Whether the call was connected, or on hold, until now.
  var wasConnected: Bool { formerState == .connected || wasHeld }

  var wasHeld: Bool { formerState == .hold || formerState == .holdReversion }

  /// Whether an address in the message is none that its sender is seen at.
  func isElsewhere(_ name: FieldName) -> Bool {
    guard let field = message.first(name), let address = message.address(of: field),
      !address.isUnspecified, address.isIPv6 == device.address.isIPv6
    else { return false }
    return address != device.address
  }

  /// Whether opening a stream failed.
  var hasFailed: Bool { (mediaStatus ?? 0) != 0 }

  /// Whether the address or the port that a stream is to go to is none, all zeros.
  var isNowhere: Bool {
    guard let place = mediaPlace else { return false }
    return place.address.isUnspecified || place.port == 0
  }
}

extension AnnotationRule.Sentence {
  /// The sentence for an answer about a stream whose status is no number that it can have.
  static let unclear = when(
    { $0.hasMediaStatus && $0.mediaStatus == nil },
    "{Device} answers with a status that there cannot be.")

  /// The sentence for the end of audio that was ordered in one direction only.
  static func oneWay(isSending: Bool) -> AnnotationRule.Sentence {
    when(
      { $0.missingDirection.map { $0.isSending == isSending } ?? false },
      isSending
        ? "One way only: since {connectedFrame} {device} was told to receive audio, never to send."
        : "One way only: since {connectedFrame} {device} was told to send audio, never to receive.")
  }

  /// A sentence for a call that comes from one state into another.
  static func when(
    from formerStates: [CallState], to state: CallState, _ template: Template
  ) -> AnnotationRule.Sentence {
    AnnotationRule.Sentence(
      template: template,
      conditions: [
        .field(.callState, in: [state]), .formerState(in: formerStates.map(\.rawValue)),
      ])
  }

  /// A sentence for a lamp, or a button, in a mode.
  static func lamp(
    _ stimulus: Stimulus, in modes: [LampMode], _ template: Template
  ) -> AnnotationRule.Sentence {
    AnnotationRule.Sentence(
      template: template,
      conditions: [.field(.stimulus, in: [stimulus]), .field(.lampMode, in: modes)])
  }
}
