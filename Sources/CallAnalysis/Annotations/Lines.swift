import SCCP

/// Lines, speed dials and forwarding, as a phone reads them one by one.
extension AnnotationRule {
  static let lines = [
    lineStatReq, lineStatRes, lineStatV2Res, speedDialStatReq, speedDialStatRes,
    speedDialStatV2Res, forwardStatReq, forwardStatRes,
  ]

  private static let lineStatReq = AnnotationRule(
    .lineStatReq, .lineStatus, values: "line {lineNumber}",
    [.say("{Phone} asks for number and label of line {lineNumber}.")])

  private static let lineStatRes = lineStat(.lineStatRes)
  private static let lineStatV2Res = lineStat(.lineStatV2Res)

  /// The rule for the number and the label of a line.
  private static func lineStat(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .lineStatus, values: "line {lineNumber}[  {lineDirNumber}][  “{label}”]",
      [
        .when(
          { $0.hasOwnDisplayName },
          """
          Line {lineNumber} has the number {lineDirNumber}[, labelled “{label}”]; others see \
          “{lineFullyQualifiedDisplayName}”.
          """),
        .say("Line {lineNumber} has the number {lineDirNumber}[, labelled “{label}”]."),
        .say("There is no line {lineNumber}: the server gives it no number."),
      ])
  }

  private static let speedDialStatReq = AnnotationRule(
    .speedDialStatReq, .lineStatus, values: "button {speedDialNumber}",
    [.say("{Phone} asks whom speed dial {speedDialNumber} calls.")])

  private static let speedDialStatRes = speedDialStat(.speedDialStatRes)
  private static let speedDialStatV2Res = speedDialStat(.speedDialStatV2Res)

  /// The rule for the target of a speed dial.
  private static func speedDialStat(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .lineStatus,
      values: """
        button {speedDialNumber}[  {speedDialDirNumber}][  “{speedDialDisplayName}”]
        """,
      [
        .say(
          """
          Speed dial {speedDialNumber} calls {speedDialDirNumber}[, labelled \
          “{speedDialDisplayName}”].
          """),
        .say("Speed dial {speedDialNumber} is free."),
      ])
  }

  private static let forwardStatReq = AnnotationRule(
    .forwardStatReq, .forwardStatus, values: "line {lineNumber}",
    [.say("{Phone} asks whether calls to line {lineNumber} go elsewhere.")])

  private static let forwardStatRes = AnnotationRule(
    .forwardStatRes, .forwardStatus, values: "line {lineNumber}[  {forwards}]",
    [
      .when(
        { $0.isUnasked && $0.isSet(.forwardAllActive) },
        """
        From now on every call to line {lineNumber} goes to {forwardAllDirnum}; nothing rings here.
        """),
      .when(
        { $0.isSet(.forwardAllActive) },
        "Every call to line {lineNumber} goes to {forwardAllDirnum}; nothing rings here."),
      .when(
        { $0.isUnasked }, "The server tells unasked where line {lineNumber} forwards: {forwards}."),
      .say("Line {lineNumber} forwards calls: {forwards}."),
      .when({ $0.isUnasked }, "The server tells unasked that line {lineNumber} keeps its calls."),
      .say("Line {lineNumber} keeps its calls: no forwarding is on."),
    ])
}

extension Record {
  /// Whether others see a name for a line that is neither its number nor its label.
  fileprivate var hasOwnDisplayName: Bool {
    guard let name = message.text(.lineFullyQualifiedDisplayName) else { return false }
    return name != message.text(.lineDirNumber) && name != message.text(.lineTextLabel)
  }
}
