import SCCP

/// What a device can send and receive.
extension AnnotationRule {
  static let capabilities = [
    capabilitiesReq, capabilitiesRes, updateCapabilities, capabilitiesV2Res, capabilitiesV3Res,
    ipPort, mediaPortList,
  ]

  private static let capabilitiesReq = AnnotationRule(
    .capabilitiesReq, .capabilities,
    [
      .say("The server wants to know the codecs of {device}: from them it picks one per call.")
    ])

  private static let capabilitiesRes = AnnotationRule(
    .capabilitiesRes, .capabilities, values: "[{codecs}]",
    [
      .when({ $0.isNoPhone }, "{Device} can mix or convert {codecs}[, with {codecExtras}]."),
      .say("{Device} has these codecs, best first: {codecs}[, with {codecExtras}]."),
      .say("{Device} has no codec for audio, so no call of it can be heard."),
    ])

  private static let updateCapabilities = update(.updateCapabilities)
  private static let capabilitiesV2Res = update(.capabilitiesV2Res)
  private static let capabilitiesV3Res = update(.capabilitiesV3Res)

  /// The rule for a list of codecs in its long form.
  private static func update(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .capabilities, values: "[{codecs}][  video {videoCodecs}]",
      [
        .when(
          { $0.isNoPhone && $0.answers != nil },
          "{Device} can mix or convert {codecs}[, video {videoCodecs}]."),
        .when({ $0.isNoPhone }, "{Device} can now mix or convert {codecs}[, video {videoCodecs}]."),
        .when(
          { $0.answers != nil },
          "{Device} has these codecs: {codecs}[, and for video {videoCodecs}]."),
        .when(
          { $0.answers != nil },
          "{Device} has no codec for audio[, but video as {videoCodecs}]."),
        .say("{Device} now has these codecs: {codecs}[, and for video {videoCodecs}]."),
        .say("{Device} now has no codec for audio[, but video as {videoCodecs}]."),
      ])
  }

  private static let ipPort = AnnotationRule(
    .ipPort, .provisioning, values: "port {rtpMediaPort}",
    [
      .when(.rtpMediaPort, is: 0, "{Device} has no fixed port for audio; it opens one per call."),
      .say("{Device} takes audio at port {rtpMediaPort}, unless it names another for a call."),
    ])

  private static let mediaPortList = AnnotationRule(
    .mediaPortList, .provisioning, values: "{portCount:port}[  from {rtpMediaPort}]",
    [.say("{Device} lists {portCount:port} at which it can take audio.")])
}
