/// Screens and commands of applications on a phone.
extension AnnotationRule {
  static let userData = [
    userToDeviceData, userToDeviceDataVersion1, deviceToUserData, deviceToUserDataVersion1,
    deviceToUserDataResponse, deviceToUserDataResponseVersion1,
  ]

  private static let values: Template = "[{rootElement}][  {application}][  call {callReference}]"

  private static let userToDeviceData = toDevice("UserToDeviceData")
  private static let userToDeviceDataVersion1 = toDevice("UserToDeviceDataVersion1")

  private static func toDevice(_ message: String) -> AnnotationRule {
    AnnotationRule(
      message, .userData, values: values,
      parts + [
        .say("An application sends the {phone} a screen or a command: {rootElement}."),
        .say("An application sends data to the {phone}."),
      ])
  }

  private static let deviceToUserData = fromDevice("DeviceToUserData")
  private static let deviceToUserDataVersion1 = fromDevice("DeviceToUserDataVersion1")

  private static func fromDevice(_ message: String) -> AnnotationRule {
    AnnotationRule(
      message, .userData, values: values,
      parts + [.say("What the user chose or typed goes to an application[: {rootElement}].")])
  }

  private static let deviceToUserDataResponse = response("DeviceToUserDataResponse")
  private static let deviceToUserDataResponseVersion1 = response("DeviceToUserDataResponseVersion1")

  private static func response(_ message: String) -> AnnotationRule {
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
      .sequenceFlag, in: [0, 1], "A long text of an application, in parts: the {sequenceFlag}.")
  ]
}
