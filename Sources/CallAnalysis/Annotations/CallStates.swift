import SCCP

/// Where a call stands. The server says so; the phone only follows.
extension AnnotationRule {
  static let callStates = [
    callState, selectSoftKeys, activateCallPlane, deactivateCallPlane, callSelectStatRes,
    callHistoryInfo, recordingStatus,
  ]

  private static let callState = AnnotationRule(
    .callState, .callState,
    values: """
      {callState}[  line {line}][  call {call}][  {hidden}][  precedence {rank}]\
      [  ({reaction})]
      """,
    [.oneWay(isSending: true), .oneWay(isSending: false)]
      + [.when({ $0.isRepetition }, "The server repeats that the call is in state {callState}.")]
      + beginnings + connections + holds + endings + [
        .say("The server moves the call from {was} to {callState}."),
        .say("The server sets the state of the call to {callState}."),
      ])

  private static let beginnings: [Sentence] = [
    .when(
      from: [.ringIn], to: .offHook,
      "The ringing call is taken: the line opens, and the call connects next."),
    .when(.callState, .offHook, "Line {line} is open and the user may dial."),
    .when(.callState, .offHook, "The line is open and the user may dial."),
    .when(
      .callState, .proceed, "All digits are there; the server now looks for the party called."),
    .when(.callState, .ringOut, "The far end is ringing, and the caller hears ringback."),
    .when(
      .callState, .ringIn, "A call comes in on line {line}, and the {phone} is to ring."),
    .when(.callState, .ringIn, "A call comes in, and the {phone} is to ring."),
    .when(.callState, .callWaiting, "Another call waits while the first one goes on."),
    .when(.callState, .busy, "The party called is engaged, so the call gets no further."),
    .when(
      .callState, .congestion,
      "The server finds no way to place the call; the caller hears reorder tone."),
    .when(.callState, .invalidNumber, "There is no such number, so the call gets no further."),
  ]

  private static let connections: [Sentence] = [
    .when(
      from: [.hold, .holdReversion], to: .connected,
      "The call is taken back[ after {wasFor} on hold], and both sides can talk again."),
    .when(
      from: [.ringOut], to: .connected,
      "The far end answers[ after {wasFor}]; audio is being set up both ways."),
    .when(
      from: [.offHook, .ringIn], to: .connected,
      "The call is answered and audio is being set up both ways."),
    .when(.callState, .connected, "The call is through and audio is being set up both ways."),
    .when(.callState, .transfer, "The call is being handed over to another party."),
    .when(.callState, .park, "The call is parked; at its park number anyone may fetch it."),
    .when(
      .callState, .remoteMultiline,
      "Another phone with the same line is in a call, which shows here."),
    .when(
      .callState, .whisper,
      "Whisper: the caller of an intercom is heard, but hears nothing back yet."),
  ]

  private static let holds: [Sentence] = [
    .when(
      .callState, .hold,
      "The call is put on hold; its audio stops and the far end gets music or nothing."),
    .when(
      .callState, .holdReversion,
      "The call has been on hold for so long that the {phone} reminds its user."),
    .when(.callState, .remoteHold, "Another phone with the same line has this call on hold."),
  ]

  private static let endings: [Sentence] = [
    .when(
      from: [.ringIn], to: .onHook,
      """
      The ringing stops[ after {wasFor}] with no answer here: the caller gave up, or somebody \
      else answered.
      """),
    .when(
      from: [.ringOut], to: .onHook,
      "The call ends[ after {wasFor} of ringing] before the far end answers."),
    .when(
      from: [.busy, .congestion, .invalidNumber], to: .onHook,
      "The call that failed is cleared, and the line is free again."),
    .when(
      from: [.hold, .holdReversion], to: .onHook,
      "The call ends while on hold[, {talked} after it was connected]; the line is free again."),
    .when(
      .callState, .onHook, "The call ends, {talked} after it was connected; the line is free again."
    ),
    .when(.callState, .onHook, "The call ends and the line is free again."),
    .when(.callState, .idle, "The line is idle."),
  ]

  private static let selectSoftKeys = AnnotationRule(
    .selectSoftKeys, .callState,
    values: "{softKeySetIndex}[  line {line}][  call {call}]",
    [
      .when(
        { $0.message.callReference == nil },
        "With no call, the soft keys change to those for “{softKeySetIndex}”[: {offeredKeys}]."),
      .say("The soft keys change to those for “{softKeySetIndex}”[: {offeredKeys}]."),
    ])

  private static let activateCallPlane = AnnotationRule(
    .activateCallPlane, .callPlane, values: "[line {line}]",
    [
      .say("The display turns to line {line}."),
      .say("The display turns to the calls."),
    ])

  private static let deactivateCallPlane = AnnotationRule(
    .deactivateCallPlane, .callPlane, [.say("The display returns to its idle view.")])

  private static let callSelectStatRes = AnnotationRule(
    .callSelectStatRes, .keys, values: "[call {call}]",
    [
      .when(.callSelectStat, is: 0, "Call {call} is no longer marked to be joined."),
      .say("Call {call} is marked, to be joined with others."),
      .say("The mark of a call, for joining it with others, changes."),
    ])

  private static let callHistoryInfo = AnnotationRule(
    .callHistoryInfo, .callInfo, values: "{callHistoryDisposition}[  call {call}]",
    [
      .when(.callHistoryDisposition, .ignore, "The call shall not appear in the history of calls."),
      .when(
        .callHistoryDisposition, in: [.placed, .received, .missed],
        "In the history this call counts as {callHistoryDisposition}."),
      .say("The server does not say where in the history the call belongs."),
    ])

  private static let recordingStatus = AnnotationRule(
    .recordingStatus, .recording, values: "{recording_status}[  call {call}]",
    [
      .when(.recordingStatus, .off, "The recording of the call ends."),
      .when(.recordingStatus, .on, "From here on the call is recorded."),
      .say("The recording of the call is now {recording_status}."),
    ])
}
