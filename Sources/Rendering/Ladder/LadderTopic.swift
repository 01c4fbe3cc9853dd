import CallAnalysis

/// What an arrow of the ladder is about.
package enum LadderTopic: String, Sendable, CaseIterable {
  case connection, registration, setUp, call, media, display, keepAlive, other

  init(_ group: AnnotationGroup) {
    self =
      switch group {
      case .registrationRequest, .registrationAccepted, .registrationRejected, .token,
        .unregisterReset, .alarm:
        .registration
      case .capabilities, .provisioning, .lineStatus, .forwardStatus: .setUp
      case .callState, .hook, .keys, .callInfo, .conference, .announcement, .dtmf, .recording,
        .callCount:
        .call
      case .mediaOpen, .mediaStart, .mediaStop, .multicast, .videoControl, .statistics,
        .qualityOfService:
        .media
      case .callPlane, .tonesAndRinger, .lamps, .display: .display
      case .keepAlive: .keepAlive
      case .userData, .presence, .session, .unknown: .other
      }
  }
}

/// How much an arrow of the ladder matters.
package enum LadderWeight: String, Sendable {
  /// Call states and registration.
  case strong
  case plain
  /// Lamps, prompts and tones.
  case faint
  /// A refusal, or something that is wrong on the wire.
  case problem

  init(_ group: AnnotationGroup) {
    self =
      switch group {
      case .registrationRejected: .problem
      case .registrationRequest, .registrationAccepted, .token, .unregisterReset, .alarm,
        .callState:
        .strong
      case .callPlane, .tonesAndRinger, .lamps, .display, .keepAlive: .faint
      default: .plain
      }
  }
}
