/// Messages that are selected or left out together, by a name of their own.
package enum MessageSet: String, CaseIterable, Sendable {
  /// What the server does to the phone's display, lamps, keys, ringer and loudspeaker.
  case ui
  /// Keepalives and their answers.
  case keepalives

  package var messages: [MessageDefinition] {
    switch self {
    case .ui:
      MessageDefinition.display + [
        .setLamp, .setRinger, .setSpeakerMode, .setMicroMode, .startTone, .stopTone,
        .selectSoftKeys, .activateCallPlane, .deactivateCallPlane, .backSpaceRes,
      ]
    case .keepalives: [.keepAliveReq, .keepAliveAck]
    }
  }
}
