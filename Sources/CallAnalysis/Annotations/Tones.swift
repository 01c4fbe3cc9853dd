/// What is heard at a phone without being a part of a call's audio.
extension AnnotationRule {
  static let tones = [startTone, stopTone, setRinger]

  private static let startTone = AnnotationRule(
    "StartTone", .tonesAndRinger,
    values: """
      {tone}[  {tone_output_direction}][  line {lineInstance}][  call {callReference}]
      """,
    progressTones + beeps + meetMeTones + [
      .when(.tone, in: Array(1...19), "The tone of a key is played: {tone}."),
      .say("{Phone} plays the tone “{tone}”[ {tone_output_direction}]."),
    ])

  private static let progressTones: [Sentence] = [
    .when(.tone, in: [0, 127], "Nothing is to be heard: the tone is silence."),
    .when(.tone, 33, "Dial tone: the {phone} waits for a number."),
    .when(.tone, 34, "Dial tone of an outside line: the {phone} waits for the rest."),
    .when(.tone, 35, "Busy tone: the party called is engaged."),
    .when(.tone, 36, "Ringback: the far end is being rung."),
    .when(.tone, 37, "Reorder tone: the call gets nowhere."),
    .when(.tone, 41, "A loud tone: the handset has been left off the hook."),
    .when(.tone, 42, "A broken dial tone: messages wait in the mailbox."),
    .when(.tone, 43, "The tone for a number that does not exist."),
    .when(.tone, in: [71], "Ringback of a call that has precedence."),
    .when(.tone, 72, "Preemption tone: a call of higher precedence takes the line."),
  ]

  private static let beeps: [Sentence] = [
    .when(.tone, in: [38, 39, 55, 56], "A beep warns that the call is recorded or listened to."),
    .when(.tone, 40, "A reminder that a call is still on hold."),
    .when(.tone, in: [45, 64, 65], "A beep tells of another call that waits."),
    .when(.tone, in: [46, 49, 50], "A short beep says that it worked."),
    .when(.tone, 53, "A beep tells the other side that it is on hold."),
    .when(.tone, 57, "A tone says that the call is encrypted."),
    .when(.tone, 73, "A tone says that the call is not encrypted."),
    .when(.tone, 67, "A beep tells that someone has entered the call."),
  ]

  private static let meetMeTones: [Sentence] = [
    .when(.tone, 128, "A voice greets those who dial into the Meet-Me conference."),
    .when(.tone, 129, "A voice says that there is no such Meet-Me conference."),
    .when(.tone, 130, "A voice says that the Meet-Me conference cannot be reached."),
    .when(.tone, 131, "A voice wants the PIN of the Meet-Me conference."),
    .when(.tone, in: [132, 133], "A voice says that the PIN was not accepted."),
    .when(.tone, 134, "A voice says that the conference bridge has failed."),
    .when(.tone, 135, "A voice wants an access code."),
    .when(.tone, in: [136, 137], "A voice says that the access code was not accepted."),
  ]

  private static let stopTone = AnnotationRule(
    "StopTone", .tonesAndRinger, values: "[line {lineInstance}][  call {callReference}]",
    [.say("The tone stops.")])

  private static let setRinger = AnnotationRule(
    "SetRinger", .tonesAndRinger,
    values: "{ringMode}[  {once}][  line {lineInstance}][  call {callReference}]",
    [
      .when(
        { $0.number(.ringMode) == 1 && !$0.isRepetition }, "{Phone} stops ringing."),
      .when(.ringMode, 1, "{Phone} is not to ring."),
      .when(.ringMode, 2, "{Phone} rings[ {once}], in the way of inside calls."),
      .when(.ringMode, 3, "{Phone} rings[ {once}], in the way of outside calls."),
      .when(.ringMode, 4, "{Phone} rings[ {once}], in the way of a feature."),
      .when(.ringMode, 5, "{Phone} makes no sound; a light alone shows the call."),
      .when(.ringMode, 6, "{Phone} rings[ {once}], for a call that has precedence."),
      .say("{Phone} rings[ {once}], in the pattern {ringMode}."),
    ])
}
