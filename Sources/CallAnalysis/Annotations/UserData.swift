import SCCP

/// Screens and commands of applications on a phone.
extension AnnotationRule {
  static let userData = [
    userToDeviceData, userToDeviceDataVersion1, deviceToUserData, deviceToUserDataVersion1,
    deviceToUserDataResponse, deviceToUserDataResponseVersion1,
  ]

  private static let values: Template = "[{rootElement}][  {application}][  call {call}]"

  private static let userToDeviceData = toDevice(.userToDeviceData)
  private static let userToDeviceDataVersion1 = toDevice(.userToDeviceDataVersion1)

  private static func toDevice(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .userData, values: values,
      parts + [
        .say("An application sends the {phone} a screen or a command: {rootElement}."),
        .say("An application sends data to the {phone}."),
      ])
  }

  private static let deviceToUserData = fromDevice(.deviceToUserData)
  private static let deviceToUserDataVersion1 = fromDevice(.deviceToUserDataVersion1)

  private static func fromDevice(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .userData, values: values,
      parts + [.say("What the user chose or typed goes to an application[: {rootElement}].")])
  }

  private static let deviceToUserDataResponse = response(.deviceToUserDataResponse)
  private static let deviceToUserDataResponseVersion1 = response(.deviceToUserDataResponseVersion1)

  private static func response(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .userData, values: values,
      [
        .say(
          "{Phone} tells the application what became of it[: {rootElement}][ ({late})].")
      ])
  }

  /// The sentence for a document that takes several messages, where this is not the last one.
  private static let parts: [Sentence] = [
    .when(
      .sequenceFlag, in: [.first, .more],
      "A long text of an application, in parts: the {sequenceFlag}.")
  ]
}
