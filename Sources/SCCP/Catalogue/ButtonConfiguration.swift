/// What a device fetches about its buttons: lines, speed dials, features, services.
extension MessageDefinition {
  package static let buttonConfiguration: [MessageDefinition] = [
    buttonTemplateReq, buttonTemplateRes, lineStatReq, lineStatRes, lineStatV2Res, forwardStatReq,
    forwardStatRes, speedDialStatReq, speedDialStatRes, speedDialStatV2Res, featureStatReq,
    featureStatRes, featureStatV2Res, serviceURLStatReq, serviceURLStatRes, serviceURLStatV2Res,
  ]

  package static let buttonTemplateReq = MessageDefinition(
    0x000e, "ButtonTemplateReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks what each of its buttons is for.",
    [.over(4, [.uint32("totalButtonCount")])])

  /// The data length tells the 42 slots of older servers from 56.
  package static let buttonTemplateRes = MessageDefinition(
    0x0097, "ButtonTemplateRes", .serverToDevice, .response(to: 0x000e), .registrationAndManagement,
    meaning: "The server assigns lines, speed dials and features to the buttons.",
    [
      .structure(
        "buttonTemplate",
        [
          .uint32("buttonOffset"),
          .uint32("buttonCount"),
          .uint32("totalButtonCount"),
          .forms([
            .when(.lengthUnder(101), [.buttonDefinitions(slots: 42)]),
            .otherwise([.buttonDefinitions(slots: 56)]),
          ]),
        ])
    ])

  package static let lineStatReq = MessageDefinition(
    0x000b, "LineStatReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks for the directory number of a line.",
    [.matchKey("lineNumber")])

  package static let lineStatRes = MessageDefinition(
    0x0092, "LineStatRes", .serverToDevice, .response(to: 0x000b), .registrationAndManagement,
    meaning: "The server gives the directory number, the name and the label of a line.",
    [
      .matchKey("lineNumber"),
      .text("lineDirNumber", 24),
      .over(32, [.text("lineFullyQualifiedDisplayName", 40)]),
      .over(72, [.text("lineTextLabel", 40)]),
      .over(112, [.uint32("lineDisplayOptions")]),
    ])

  package static let lineStatV2Res = MessageDefinition(
    0x0147, "LineStatV2Res", .serverToDevice, .response(to: 0x000b), .registrationAndManagement,
    packsText: true,
    meaning: "As LineStatRes, with texts of any length.",
    [
      .matchKey("lineNumber"),
      .flags("lineType", .lineType),
      .text("lineDirNumber", 25),
      .text("lineFullyQualifiedDisplayName", 40),
      .text("lineTextLabel", 40),
    ])

  package static let forwardStatReq = MessageDefinition(
    0x0009, "ForwardStatReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks whether a line is forwarded.",
    [.matchKey("lineNumber")])

  /// `forwardNoAnswerlDirnum` is how Wireshark spells it, and so how filters do.
  package static let forwardStatRes = MessageDefinition(
    0x0090, "ForwardStatRes", .serverToDevice, .response(to: 0x0009), .registrationAndManagement,
    meaning: "The server tells where a line is forwarded: always, when busy, on no answer.",
    [
      .uint32("activeForward"),
      .matchKey("lineNumber"),
      .uint32("forwardAllActive"),
      .directoryNumber("forwardAllDirnum"),
      .uint32("forwardBusyActive"),
      .directoryNumber("forwardBusyDirnum"),
      .uint32("forwardNoAnswerActive"),
      .directoryNumber("forwardNoAnswerlDirnum"),
    ])

  package static let speedDialStatReq = MessageDefinition(
    0x000a, "SpeedDialStatReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks for a speed dial.",
    [.matchKey("speedDialNumber")])

  package static let speedDialStatRes = MessageDefinition(
    0x0091, "SpeedDialStatRes", .serverToDevice, .response(to: 0x000a), .registrationAndManagement,
    meaning: "The server gives the number and the label of a speed dial.",
    [
      .matchKey("speedDialNumber"),
      .text("speedDialDirNumber", 24),
      .text("speedDialDisplayName", 40),
    ])

  package static let speedDialStatV2Res = MessageDefinition(
    0x0149, "SpeedDialStatV2Res", .serverToDevice, .response(to: 0x000a),
    .registrationAndManagement, packsText: true,
    meaning: "As SpeedDialStatRes, with texts of any length.",
    [
      .matchKey("speedDialNumber"),
      .text("speedDialDirNumber", 24),
      .text("speedDialDisplayName", 40),
    ])

  package static let featureStatReq = MessageDefinition(
    0x0034, "FeatureStatReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks for the state of a feature button.",
    [
      .matchKey("featureIndex"),
      .over(8, [.uint32("featureCapabilities")]),
    ])

  package static let featureStatRes = MessageDefinition(
    0x011f, "FeatureStatRes", .serverToDevice, .response(to: 0x0034), .registrationAndManagement,
    meaning: "The server gives the feature, the label and the state of a button.",
    [
      .matchKey("featureIndex"),
      .enumeration("featureID", .buttonType),
      .text("featureTextLabel", 40),
      .uint32("featureStatus"),
    ])

  package static let featureStatV2Res = MessageDefinition(
    0x0146, "FeatureStatV2Res", .serverToDevice, .response(to: 0x0034), .registrationAndManagement,
    packsText: true,
    meaning: "As FeatureStatRes, with a label of any length; also the busy lamps.",
    [
      .matchKey("featureIndex"),
      .enumeration("featureID", .buttonType),
      .uint32("featureStatus"),
      .text("featureTextLabel", 121),
    ])

  package static let serviceURLStatReq = MessageDefinition(
    0x0033, "ServiceURLStatReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks for a service button.",
    [.matchKey("serviceURLIndex")])

  package static let serviceURLStatRes = MessageDefinition(
    0x012f, "ServiceURLStatRes", .serverToDevice, .response(to: 0x0033), .registrationAndManagement,
    meaning: "The server gives the address and the label of a service button.",
    [
      .matchKey("serviceURLIndex"),
      .text("serviceURL", 256),
      .text("serviceURLDisplayName", 40),
    ])

  package static let serviceURLStatV2Res = MessageDefinition(
    0x0148, "ServiceURLStatV2Res", .serverToDevice, .response(to: 0x0033),
    .registrationAndManagement, packsText: true,
    meaning: "As ServiceURLStatRes, with texts of any length.",
    [
      .matchKey("serviceURLIndex"),
      .text("serviceURL", 256),
      .text("serviceURLDisplayName", 121),
      .since(version: 19, [.leftOver(3, [.text("serviceURLExtensionText", 121)])]),
    ])
}

extension Item {
  fileprivate static func buttonDefinitions(slots: Int) -> Item {
    .array(
      .structure(
        "definition",
        [
          .uint8("instanceNumber"),
          .enumeration("buttonDefinition", .buttonType, width: .uint8),
        ]),
      slots: slots, count: "buttonCount")
  }
}
