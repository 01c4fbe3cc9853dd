import SCCP

/// What is heard at a phone without being a part of a call's audio.
extension AnnotationRule {
  static let tones = [startTone, stopTone, setRinger]

  private static let startTone = AnnotationRule(
    .startTone, .tonesAndRinger,
    values: """
      {tone}[  {tone_output_direction}][  line {line}][  call {call}]
      """,
    progressTones + beeps + meetMeTones + [
      .when({ $0.isKeyTone }, "The tone of a key is played: {tone}."),
      .say("{Phone} plays the tone “{tone}”[ {tone_output_direction}]."),
    ])

  private static let progressTones: [Sentence] = [
    .when(.tone, in: [.silence, .noTone], "Nothing is to be heard: the tone is silence."),
    .when(.tone, .insideDial, "Dial tone: the {phone} waits for a number."),
    .when(.tone, .outsideDial, "Dial tone of an outside line: the {phone} waits for the rest."),
    .when(.tone, .lineBusy, "Busy tone: the party called is engaged."),
    .when(.tone, .alerting, "Ringback: the far end is being rung."),
    .when(.tone, .reorder, "Reorder tone: the call gets nowhere."),
    .when(.tone, .receiverOffHook, "A loud tone: the handset has been left off the hook."),
    .when(.tone, .messageWaiting, "A broken dial tone: messages wait in the mailbox."),
    .when(.tone, .noSuchNumber, "The tone for a number that does not exist."),
    .when(.tone, in: [.precedenceRingBack], "Ringback of a call that has precedence."),
    .when(.tone, .preemption, "Preemption tone: a call of higher precedence takes the line."),
  ]

  private static let beeps: [Sentence] = [
    .when(
      .tone, in: [.recorderWarning, .recorderDetected, .monitorWarningAlternate, .monitorWarning],
      "A beep warns that the call is recorded or listened to."),
    .when(.tone, .reverting, "A reminder that a call is still on hold."),
    .when(
      .tone, in: [.callWaiting, .addCallWaiting, .priorityCallWait],
      "A beep tells of another call that waits."),
    .when(.tone, in: [.confirmation, .zipZip, .zip], "A short beep says that it worked."),
    .when(.tone, .hold, "A beep tells the other side that it is on hold."),
    .when(.tone, .secureWarning, "A tone says that the call is encrypted."),
    .when(.tone, .nonSecureWarning, "A tone says that the call is not encrypted."),
    .when(.tone, .bargeIn, "A beep tells that someone has entered the call."),
  ]

  private static let meetMeTones: [Sentence] = [
    .when(.tone, .meetMeGreeting, "A voice greets those who dial into the Meet-Me conference."),
    .when(.tone, .meetMeNumberInvalid, "A voice says that there is no such Meet-Me conference."),
    .when(
      .tone, .meetMeNumberFailed, "A voice says that the Meet-Me conference cannot be reached."),
    .when(.tone, .meetMeEnterPIN, "A voice wants the PIN of the Meet-Me conference."),
    .when(
      .tone, in: [.meetMeInvalidPIN, .meetMeFailedPIN],
      "A voice says that the PIN was not accepted."),
    .when(.tone, .meetMeBridgeFailed, "A voice says that the conference bridge has failed."),
    .when(.tone, .meetMeEnterAccessCode, "A voice wants an access code."),
    .when(
      .tone, in: [.meetMeAccessCodeInvalid, .meetMeAccessCodeFailed],
      "A voice says that the access code was not accepted."),
  ]

  private static let stopTone = AnnotationRule(
    .stopTone, .tonesAndRinger, values: "[line {line}][  call {call}]",
    [.say("The tone stops.")])

  private static let setRinger = AnnotationRule(
    .setRinger, .tonesAndRinger,
    values: "{ringMode}[  {once}][  line {line}][  call {call}]",
    [
      .when(
        { $0.value(.ringMode) == .off && !$0.isRepetition }, "{Phone} stops ringing."),
      .when(.ringMode, .off, "{Phone} is not to ring."),
      .when(.ringMode, .inside, "{Phone} rings[ {once}], in the way of inside calls."),
      .when(.ringMode, .outside, "{Phone} rings[ {once}], in the way of outside calls."),
      .when(.ringMode, .feature, "{Phone} rings[ {once}], in the way of a feature."),
      .when(.ringMode, .flashOnly, "{Phone} makes no sound; a light alone shows the call."),
      .when(.ringMode, .precedence, "{Phone} rings[ {once}], for a call that has precedence."),
      .say("{Phone} rings[ {once}], in the pattern {ringMode}."),
    ])
}

extension Record {
  /// Whether a tone is one of the DTMF tones, 1 to 19.
  fileprivate var isKeyTone: Bool { (1...19).contains(number(.tone) ?? 0) }
}
