/// What a device can send and receive.
extension AnnotationRule {
  static let capabilities = [
    capabilitiesReq, capabilitiesRes, updateCapabilities, capabilitiesV2Res, capabilitiesV3Res,
    ipPort, mediaPortList,
  ]

  private static let capabilitiesReq = AnnotationRule(
    "CapabilitiesReq", .capabilities,
    [
      .say("The server wants to know the codecs of {device}: from them it picks one per call.")
    ])

  private static let capabilitiesRes = AnnotationRule(
    "CapabilitiesRes", .capabilities, values: "[{codecs}]",
    [
      .when({ $0.isNoPhone }, "{Device} can mix or convert {codecs}[, with {codecExtras}]."),
      .say("{Device} has these codecs, best first: {codecs}[, with {codecExtras}]."),
      .say("{Device} has no codec for audio, so no call of it can be heard."),
    ])

  private static let updateCapabilities = update("UpdateCapabilities")
  private static let capabilitiesV2Res = update("CapabilitiesV2Res")
  private static let capabilitiesV3Res = update("CapabilitiesV3Res")

  /// The rule for a list of codecs in its long form.
  private static func update(_ message: String) -> AnnotationRule {
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
    "IpPort", .provisioning, values: "port {rtpMediaPort}",
    [
      .when(.rtpMediaPort, 0, "{Device} has no fixed port for audio; it opens one per call."),
      .say("{Device} takes audio at port {rtpMediaPort}, unless it names another for a call."),
    ])

  private static let mediaPortList = AnnotationRule(
    "MediaPortList", .provisioning, values: "{portCount:port}[  from {rtpMediaPort}]",
    [.say("{Device} lists {portCount:port} at which it can take audio.")])
}
