import SCCP

/// Buttons for services and features, and the accessories of a phone.
extension AnnotationRule {
  static let features = [
    serviceURLStatReq, serviceURLStatRes, serviceURLStatV2Res, featureStatReq, featureStatRes,
    featureStatV2Res, headsetStatus, mediaPathCapability,
  ]

  private static let serviceURLStatReq = AnnotationRule(
    .serviceURLStatReq, .provisioning, values: "button {serviceURLIndex}",
    [.say("{Phone} asks what service button {serviceURLIndex} opens.")])

  private static let serviceURLStatRes = serviceURL(.serviceURLStatRes)
  private static let serviceURLStatV2Res = serviceURL(.serviceURLStatV2Res)

  /// The rule for what a service button opens.
  private static func serviceURL(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .provisioning,
      values: "button {serviceURLIndex}[  “{serviceURLDisplayName}”]",
      [
        .say("Service button {serviceURLIndex} opens “{serviceURLDisplayName}”."),
        .say("Service button {serviceURLIndex} opens {serviceURL}."),
        .say("Service button {serviceURLIndex} opens nothing."),
      ])
  }

  private static let featureStatReq = AnnotationRule(
    .featureStatReq, .provisioning, values: "button {featureIndex}",
    [.say("{Phone} asks what feature button {featureIndex} is to show.")])

  private static let featureStatRes = featureStat(.featureStatRes)
  private static let featureStatV2Res = featureStat(.featureStatV2Res)

  /// The rule for the state of a feature button.
  private static func featureStat(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .provisioning,
      values: "button {featureIndex}[  {featureID}][  “{featureTextLabel}”][  {featureState}]",
      [
        .when(.featureID, .unused, "Feature button {featureIndex} is not used."),
        .when(
          .featureID, .busyLampSpeedDial,
          "Button {featureIndex} watches “{featureTextLabel}”, whose state is {featureState}."),
        .when(
          .featureID, .busyLampSpeedDial,
          "Button {featureIndex} watches a number, whose state is {featureState}."),
        .say(
          """
          Feature button {featureIndex} ({featureID}[, “{featureTextLabel}”]) is {featureState}.
          """),
        .say("Feature button {featureIndex} is for {featureID}[, labelled “{featureTextLabel}”]."),
      ])
  }

  private static let headsetStatus = AnnotationRule(
    .headsetStatus, .provisioning, values: "{headsetStatus}",
    [.say("The headset of the {phone} is {headsetStatus}.")])

  private static let mediaPathCapability = AnnotationRule(
    .mediaPathCapability, .provisioning, values: "{mediaPathID}  {mediaPathCapabilities}",
    [.say("The {mediaPathID} of the {phone} is {mediaPathCapabilities}.")])
}
