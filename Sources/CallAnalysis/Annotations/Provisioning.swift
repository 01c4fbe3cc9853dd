import SCCP

/// The set-up that a device fetches after it has registered.
extension AnnotationRule {
  static let provisioning = [
    buttonTemplateReq, buttonTemplateRes, softKeyTemplateReq, softKeyTemplateRes, softKeySetReq,
    softKeySetRes, configStatReq, configStatRes, configStatV2Res, timeDateReq, timeDateRes,
    versionReq, versionRes, serverReq, serverRes, registerAvailableLines, addOnDeviceCapabilities,
    locationInfo, callCountReq, callCountResp,
  ]

  private static let buttonTemplateReq = AnnotationRule(
    .buttonTemplateReq, .provisioning, values: "[{totalButtonCount:button}]",
    [.say("{Phone} asks for the plan of its buttons.")])

  private static let buttonTemplateRes = AnnotationRule(
    .buttonTemplateRes, .provisioning, values: "[{buttons}]",
    [
      .when(
        { ($0.number(.buttonCount) ?? 0) < ($0.number(.totalButtonCount) ?? 0) },
        """
        The server assigns {buttonCount} of {totalButtonCount:button} in this part: {buttons}.
        """),
      .say("The server assigns the buttons: {buttons}."),
      .say("The server leaves all buttons without a purpose."),
    ])

  private static let softKeyTemplateReq = AnnotationRule(
    .softKeyTemplateReq, .provisioning, [.say("{Phone} asks which soft keys there are.")])

  private static let softKeyTemplateRes = AnnotationRule(
    .softKeyTemplateRes, .provisioning,
    values: "{totalSoftKeyCount:key}[  {firstSoftKey} … {lastSoftKey}]",
    [
      .say(
        """
        The server has {totalSoftKeyCount:soft key}, “{firstSoftKey}” to “{lastSoftKey}” in this \
        message; their numbers hold for this server only.
        """),
      .say("The server has {totalSoftKeyCount:soft key}."),
    ])

  private static let softKeySetReq = AnnotationRule(
    .softKeySetReq, .provisioning,
    [.say("{Phone} asks which soft keys to offer when: idle, ringing, connected and so on.")])

  private static let softKeySetRes = AnnotationRule(
    .softKeySetRes, .provisioning, values: "{totalSoftKeySetCount:set}",
    [
      .say(
        """
        The server puts the soft keys into {totalSoftKeySetCount:set}, one for each situation of \
        a call.
        """)
    ])

  private static let configStatReq = AnnotationRule(
    .configStatReq, .provisioning, [.say("{Phone} asks for a summary of its set-up.")])

  private static let configStatRes = configStat(.configStatRes)
  private static let configStatV2Res = configStat(.configStatV2Res)

  /// The rule for a summary of the configuration.
  private static func configStat(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .provisioning,
      values: """
        [{DeviceName}][  {userName}][  {numberOfLines:line}][  {numberOfSpeedDials:speed dial}]
        """,
      [
        .say(
          """
          {Device} is set up with {numberOfLines:line} and {numberOfSpeedDials:speed dial}\
          [, for user {userName}][, on server {serverName}].
          """),
        .say("The server sums up the set-up of {device}[, for user {userName}]."),
      ])
  }

  private static let timeDateReq = AnnotationRule(
    .timeDateReq, .provisioning,
    [.say("{Phone} asks for date and time; with that its set-up is usually complete.")])

  private static let timeDateRes = AnnotationRule(
    .timeDateRes, .provisioning, values: "[{serverTime}]",
    [
      .when({ $0.isUnasked }, "The server sets the clock of the {phone} to {serverTime}."),
      .say("The clock of the server shows {serverTime}; the {phone} sets its own by it."),
      .say("The server sends a date and time that there cannot be."),
    ])

  private static let versionReq = AnnotationRule(
    .versionReq, .provisioning,
    [.say("{Device} asks for the name of the firmware that the server wants on it.")])

  private static let versionRes = AnnotationRule(
    .versionRes, .provisioning, values: "[{versionStr}]",
    [
      .when(
        { $0.isFirmwareInstalled == true },
        "The server wants firmware {versionStr}, which {device} has."),
      .when(
        { $0.isFirmwareInstalled == false },
        """
        The server wants firmware {versionStr} but {device} has {firmware}; it changes over at \
        its next reset.
        """),
      .say("The server wants firmware {versionStr} on {device}."),
      .say("The server wants no firmware in particular on {device}."),
    ])

  private static let serverReq = AnnotationRule(
    .serverReq, .provisioning,
    [.say("{Phone} asks where to turn should this server fail.")])

  private static let serverRes = AnnotationRule(
    .serverRes, .provisioning, values: "[{servers}]",
    [
      .say("The servers that {device} may turn to, in order: {servers}."),
      .say("The server names no other that {device} could turn to."),
    ])

  private static let registerAvailableLines = AnnotationRule(
    .registerAvailableLines, .provisioning, values: "{maxNumOfAvailLines:line}",
    [.say("{Phone} has room for {maxNumOfAvailLines:line}.")])

  private static let addOnDeviceCapabilities = AnnotationRule(
    .addOnDeviceCapabilities, .provisioning, values: "{addOnType}",
    [.say("An expansion module stands beside the {phone}: {addOnType}.")])

  private static let locationInfo = AnnotationRule(
    .locationInfo, .provisioning, values: "",
    [.say("{Phone} tells where it is, by the radio cell that it is in.")])

  private static let callCountReq = AnnotationRule(
    .callCountReq, .callCount, values: "",
    [.say("{Device} asks for the call limits of its lines.")])

  private static let callCountResp = AnnotationRule(
    .callCountResp, .callCount,
    values: "{totalNumOfConfiguredLines:line}[  {maxNumCalls:call}][  busy from {busyTrigger}]",
    [
      .say(
        """
        Line {startingLineInstance} may hold {maxNumCalls:call} and turns new ones away from \
        {busyTrigger} on[; {lineDataEntries:line} told in all].
        """),
      .say("The server tells no call limits."),
    ])
}

extension Record {
  /// Whether the device runs the firmware that the server names; nil where one is not known. The
  /// name is cut where it does not fit.
  fileprivate var isFirmwareInstalled: Bool? {
    let maximumLength = 15
    guard let wanted = message.text(.versionStr), let installed = profile.facts.firmwareLoad else {
      return nil
    }
    return wanted == installed || wanted.count >= maximumLength && installed.hasPrefix(wanted)
  }
}
