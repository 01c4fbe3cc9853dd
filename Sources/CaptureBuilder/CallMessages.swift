package import SCCP

/// A call as one phone sees it: the line it is on and the server's number for this leg.
package struct CallLeg: Sendable {
  package let line: Int
  package let reference: Int

  package init(line: Int, reference: Int) {
    self.line = line
    self.reference = reference
  }
}

/// Who calls whom.
package struct Parties: Sendable {
  package let calling: (name: String, number: String)
  package let called: (name: String, number: String)

  package init(calling: (name: String, number: String), called: (name: String, number: String)) {
    self.calling = calling
    self.called = called
  }
}

/// What is said while a phone is in a call.
extension ScriptedMessage {
  /// A message about a leg: its values, the line and the call reference.
  private static func about(
    _ leg: CallLeg, _ definition: MessageDefinition, _ values: [String: FieldValue] = [:]
  ) -> ScriptedMessage {
    var values = values
    values["lineInstance"] = FieldValue(leg.line)
    values["callReference"] = FieldValue(leg.reference)
    return ScriptedMessage(definition, values)
  }

  package static func softKeyEvent(_ key: String, _ leg: CallLeg) -> ScriptedMessage {
    about(leg, .softKeyEvent, ["softKeyEvent": .text(key)])
  }

  package static func keypadButton(_ digit: String, _ leg: CallLeg) -> ScriptedMessage {
    about(leg, .keypadButton, ["kpButton": .text(digit)])
  }

  package static func mediaPathEvent(_ path: String, _ event: String) -> ScriptedMessage {
    ScriptedMessage(
      .mediaPathEvent, ["mediaPathID": .text(path), "mediaPathEvent": .text(event)])
  }

  package static func callState(_ state: String, _ leg: CallLeg) -> ScriptedMessage {
    about(leg, .callState, ["callState": .text(state), "precedence": ["precedenceLevel": 4]])
  }

  package static func selectSoftKeys(
    _ set: String, _ leg: CallLeg, mask: Int = 0xffff_fbff
  ) -> ScriptedMessage {
    about(leg, .selectSoftKeys, ["softKeySetIndex": .text(set), "validKeyMask": FieldValue(mask)])
  }

  package static func prompt(
    _ text: FieldValue, _ leg: CallLeg, seconds: Int = 0
  ) -> ScriptedMessage {
    about(
      leg, .displayPromptStatusV2, ["timeOutValue": FieldValue(seconds), "promptStatus": text])
  }

  package static func clearPrompt(_ leg: CallLeg) -> ScriptedMessage {
    about(leg, .clearPromptStatus)
  }

  package static func callInfo(_ type: String, _ parties: Parties, _ leg: CallLeg)
    -> ScriptedMessage
  {
    about(
      leg, .callInfoV2,
      [
        "callType": .text(type),
        "callInstance": 1,
        "callSecurityStatus": "NotAuthenticated",
        "callingParty": .text(parties.calling.number),
        "calledParty": .text(parties.called.number),
        "originalCalledParty": .text(parties.called.number),
        "lastRedirectingParty": .text(parties.called.number),
        "callingPartyName": .text(parties.calling.name),
        "calledPartyName": .text(parties.called.name),
        "originalCalledPartyName": .text(parties.called.name),
        "lastRedirectingPartyName": .text(parties.called.name),
      ])
  }

  package static func dialedNumber(_ number: String, _ leg: CallLeg) -> ScriptedMessage {
    about(leg, .dialedNumber, ["dialedNumber": .text(number)])
  }

  package static func activateCallPlane(line: Int) -> ScriptedMessage {
    ScriptedMessage(.activateCallPlane, ["lineInstance": FieldValue(line)])
  }

  // MARK: - Tones, ringer, lamps

  package static func startTone(_ tone: String, _ leg: CallLeg) -> ScriptedMessage {
    about(leg, .startTone, ["tone": .text(tone)])
  }

  package static func stopTone(_ leg: CallLeg) -> ScriptedMessage {
    about(leg, .stopTone)
  }

  package static func setRinger(_ mode: String, _ leg: CallLeg) -> ScriptedMessage {
    about(leg, .setRinger, ["ringMode": .text(mode), "ringDuration": "NormalRing"])
  }

  package static func setLamp(_ button: String, _ instance: Int, _ mode: String)
    -> ScriptedMessage
  {
    ScriptedMessage(
      .setLamp,
      [
        "stimulus": .text(button), "stimulusInstance": FieldValue(instance),
        "lampMode": .text(mode),
      ])
  }

  package static func setSpeakerMode(_ mode: String) -> ScriptedMessage {
    ScriptedMessage(.setSpeakerMode, ["speakerMode": .text(mode)])
  }
}
