import SCCP

/// What stands on a phone's display.
extension AnnotationRule {
  static let display = [
    displayText, clearDisplay, displayPromptStatus, displayPromptStatusV2, clearPromptStatus,
    displayNotify, displayNotifyV2, clearNotify, displayPriNotify, displayPriNotifyV2,
    clearPriNotify,
  ]

  private static let displayText = AnnotationRule(
    .displayText, .display, values: "[“{text}”]",
    [
      .when({ $0.hasTrouble }, "The display reads “{text}”: {trouble}."),
      .say("The display reads “{text}”."),
      .say("The display goes blank."),
    ])

  private static let clearDisplay = AnnotationRule(
    .clearDisplay, .display, [.say("The text on the display goes away.")])

  private static let displayPromptStatus = prompt(.displayPromptStatus)
  private static let displayPromptStatusV2 = prompt(.displayPromptStatusV2)

  /// The rule for the line of text that says what to do or what goes on.
  private static func prompt(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .display,
      values: "[“{promptStatus}”][  {showTime}][  line {line}][  call {call}]",
      [
        .when(
          { $0.hasTrouble }, "The prompt reads “{promptStatus}”[ for {showTime}]: {trouble}."),
        .say("The prompt reads “{promptStatus}”[ for {showTime}]."),
        .say("The prompt is empty."),
      ])
  }

  private static let clearPromptStatus = AnnotationRule(
    .clearPromptStatus, .display, values: "[line {line}][  call {call}]",
    [.say("The prompt goes back to its usual text.")])

  private static let displayNotify = notice(.displayNotify)
  private static let displayNotifyV2 = notice(.displayNotifyV2)
  private static let displayPriNotify = notice(.displayPriNotify)
  private static let displayPriNotifyV2 = notice(.displayPriNotifyV2)

  /// The rule for a text that comes up over the others.
  private static func notice(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .display, values: "[“{notify}”][  {showTime}][  priority {priority}]",
      [
        .when(
          { $0.hasTrouble },
          "A notice comes up[ for {showTime}]: “{notify}”, which means that {trouble}."),
        .say("A notice comes up[ for {showTime}]: “{notify}”."),
        .say("The notice is emptied."),
      ])
  }

  private static let clearNotify = AnnotationRule(
    .clearNotify, .display, [.say("The notice goes away.")])

  private static let clearPriNotify = AnnotationRule(
    .clearPriNotify, .display, values: "priority {priority}",
    [.say("The notice of priority {priority} goes away.")])
}
