import SCCP
import Text

/// What a user does at a phone.
extension AnnotationRule {
  static let hooks = [
    offHook, offHookWithCallingPartyNumber, onHook, hookFlash, setHookFlashDetect, mediaPathEvent,
  ]

  static let keys = [keypadButton, enblocCall, stimulus, softKeyEvent, backSpaceRes, dialedNumber]

  private static let place: Template = "[line {line}][  call {call}]"

  private static let offHook = AnnotationRule(
    .offHook, .hook, values: place,
    [
      .when(
        { $0.isRinging },
        "The user answers with handset, loudspeaker or headset[, after {wasFor} of ringing]."),
      .say("The user goes off hook, with handset, loudspeaker or headset."),
    ])

  private static let offHookWithCallingPartyNumber = AnnotationRule(
    .offHookWithCallingPartyNumber, .hook, values: "[{callingPartyNumber}][  line {line}]",
    [
      .say("An analogue port of the {phone} goes off hook; it calls as {callingPartyNumber}."),
      .say("An analogue port of the {phone} goes off hook."),
    ])

  private static let onHook = AnnotationRule(
    .onHook, .hook, values: place,
    [
      .when({ $0.wasConnected }, "The user hangs up, {talked} after the call was connected."),
      .when({ $0.formerState == .ringOut }, "The user hangs up before the far end answers."),
      .say("The user hangs up."),
    ])

  private static let hookFlash = AnnotationRule(
    .hookFlash, .hook, values: place,
    [.say("The user presses the hook for a moment, to call up a feature.")])

  private static let setHookFlashDetect = AnnotationRule(
    .setHookFlashDetect, .hook,
    [.say("The server asks {device} to report when the hook is pressed for a moment.")])

  private static let mediaPathEvent = AnnotationRule(
    .mediaPathEvent, .hook, values: "{mediaPathID}  {mediaPathEvent}",
    [.say("The {mediaPathID} of the {phone} is switched {mediaPathEvent}.")])

  private static let keypadButton = AnnotationRule(
    .keypadButton, .keys, values: "{kpButton}[  line {line}][  call {call}]",
    [
      .when(
        { $0.formerState == .connected }, "The user sends {kpButton} as a tone to the far end."),
      .say("The user presses {kpButton}, one digit of the number to call."),
    ])

  private static let enblocCall = AnnotationRule(
    .enblocCall, .keys, values: "{calledParty}[  line {line}]",
    [
      .say("The user calls {calledParty}, and the {phone} sends all of the number in one piece."),
      .say("The user calls, but the number is empty."),
    ])

  private static let stimulus = AnnotationRule(
    .stimulus, .keys,
    values: "{stimulus}[  {line}][  “{buttonLabel}”][  call {call}]",
    [
      .when(
        { $0.value(.stimulus) == .line && $0.isRinging },
        "The user presses line button {line} while a call rings."),
      .when(
        .stimulus, .lastNumberRedial, "The user presses redial, to call the last number again."),
      .when(
        .stimulus, in: [.speedDial, .busyLampSpeedDial],
        "The user calls the target of speed dial {line}[, “{buttonLabel}”]."),
      .when(.stimulus, .hold, "The user presses hold, which also takes a held call back."),
      .when(.stimulus, .transfer, "The user presses transfer, to begin one or to complete it."),
      .when(.stimulus, .forwardAll, "The user presses the button that forwards all calls."),
      .when(.stimulus, .line, "The user presses the button of line {line}."),
      .when(.stimulus, .voiceMail, "The user presses the voicemail button."),
      .when(
        .stimulus, .feature, "The user presses feature button {line}[, “{buttonLabel}”]."),
      .when(.stimulus, .serviceURL, "The user presses service button {line}."),
      .say("The user presses the button for {stimulus}[, “{buttonLabel}”]."),
    ])

  private static let softKeyEvent = AnnotationRule(
    .softKeyEvent, .keys,
    values: "“{pressedKey}”[  line {line}][  call {call}]",
    [
      .say("The user presses “{pressedKey}”, which is not among the keys offered: {keysInstead}.")
    ] + callKeys + heldKeys + featureKeys + [.say("The user presses “{pressedKey}”.")])

  private static let callKeys: [Sentence] = [
    .when(
      .softKeyEvent, .redial, "The user presses “{pressedKey}”, to call the last number again."),
    .when(.softKeyEvent, .newCall, "The user presses “{pressedKey}”, to begin a call."),
    .when(
      .softKeyEvent, .backSpace, "The user presses “{pressedKey}”, to take back the last digit."),
    .when(
      { $0.value(.softKeyEvent) == .endCall && $0.wasConnected },
      "The user presses “{pressedKey}” and so ends the call, {talked} after it was connected."),
    .when(.softKeyEvent, .endCall, "The user presses “{pressedKey}”, to end the call."),
    .when(
      .softKeyEvent, .answer,
      "The user presses “{pressedKey}” and so takes the call[ after {wasFor}]."),
  ]

  private static let heldKeys: [Sentence] = [
    .when(.softKeyEvent, .hold, "The user presses “{pressedKey}”, to put the call aside."),
    .when(
      .softKeyEvent, .resume,
      "The user presses “{pressedKey}”, to go on with the call[ after {wasFor} on hold]."),
    .when(
      .softKeyEvent, .transfer,
      "The user presses “{pressedKey}”, to begin a transfer or to complete one."),
    .when(
      .softKeyEvent, .conference,
      "The user presses “{pressedKey}”, to begin a conference or to bring the new party in."),
    .when(
      .softKeyEvent, .park, "The user presses “{pressedKey}”, so that others can fetch the call."),
    .when(
      .softKeyEvent, .join, "The user presses “{pressedKey}”, to join several calls into one."),
  ]

  private static let featureKeys: [Sentence] = [
    .when(
      .softKeyEvent, in: [.forwardAll, .forwardBusy, .forwardNoAnswer],
      "The user presses “{pressedKey}”, to change where calls are forwarded."),
    .when(.softKeyEvent, .info, "The user presses “{pressedKey}”, to see details of the call."),
    .when(
      .softKeyEvent, .meetMe,
      "The user presses “{pressedKey}”, to open a conference that others dial into."),
    .when(
      .softKeyEvent, .pickUp,
      "The user presses “{pressedKey}”, to answer a call that rings elsewhere."
    ),
    .when(
      .softKeyEvent, .groupPickUp,
      "The user presses “{pressedKey}”, to answer a call that rings in another group."),
    .key(
      ["barge", "cbarge"],
      "The user presses “{pressedKey}”, to enter a call that another phone has on this line."),
    .key(
      ["idivert", "immdiv", "divall", "trnsfvm"],
      "The user presses “{pressedKey}”, to send the call away, as a rule to voicemail."),
    .key(["dnd"], "The user presses “{pressedKey}”, to be left in peace or no longer."),
    .key(["callback"], "The user presses “{pressedKey}”, to hear when the other side is free."),
    .key(["record"], "The user presses “{pressedKey}”, to begin or end a recording."),
  ]

  private static let backSpaceRes = AnnotationRule(
    .backSpaceRes, .keys, values: place,
    [.say("The digit dialled last disappears from the display.")])

  private static let dialedNumber = AnnotationRule(
    .dialedNumber, .keys,
    values: "[{dialedNumber}][  line {line}][  call {call}]",
    [
      .say("The server has understood {dialedNumber} as the number to call."),
      .say("The server has understood no number."),
    ])
}

extension AnnotationRule.Sentence {
  /// A sentence for a soft key whose number is the server's own choice: its label tells.
  fileprivate static func key(_ labels: [String], _ template: Template) -> AnnotationRule.Sentence {
    .when(
      { record in
        guard let event = record.number(.softKeyEvent), event > 18 else { return false }
        var label = TextBuffer()
        return record.profile.facts.softKeys.append(labelOf: event, to: &label)
          && labels.contains(String(label).lowercased())
      }, template)
  }
}
