/// The keys under the display, whose meaning the server chooses.
extension MessageDefinition {
  package static let softKeys: [MessageDefinition] = [
    softKeyTemplateReq, softKeyTemplateRes, softKeySetReq, softKeySetRes, selectSoftKeys,
    softKeyEvent,
  ]

  package static let softKeyTemplateReq = MessageDefinition(
    0x0028, "SoftKeyTemplateReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks for the list of soft keys.")

  package static let softKeyTemplateRes = MessageDefinition(
    0x0108, "SoftKeyTemplateRes", .serverToDevice, .response(to: 0x0028),
    .registrationAndManagement,
    meaning: "The server defines the soft keys: label and event number of each.",
    [
      .structure(
        "softKeyTemplate",
        [
          .uint32("softKeyOffset"),
          .uint32("softKeyCount"),
          .uint32("totalSoftKeyCount"),
          .array(
            .structure(
              "definition",
              [
                .displayText("softKeyLabel", 16),
                .enumeration("softKeyEvent", .softKeyEvent),
              ]),
            slots: 32, count: "softKeyCount"),
        ])
    ])

  package static let softKeySetReq = MessageDefinition(
    0x0025, "SoftKeySetReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks which soft keys belong to which situation.")

  /// `softKeyTemplateIndex` is the position of a key in SoftKeyTemplateRes, counted from 1.
  package static let softKeySetRes = MessageDefinition(
    0x0109, "SoftKeySetRes", .serverToDevice, .response(to: 0x0025), .registrationAndManagement,
    meaning: "The server lists, for each situation of a call, the soft keys to offer.",
    [
      .structure(
        "softKeySets",
        [
          .uint32("softKeySetOffset"),
          .uint32("softKeySetCount"),
          .uint32("totalSoftKeySetCount"),
          .array(
            .structure(
              "definition",
              [
                .array(.uint8("softKeyTemplateIndex"), slots: 16),
                .array(
                  .enumeration("softKeyInfoIndex", .softKeyInfoIndex, width: .uint16), slots: 16),
              ]),
            slots: 16, count: "softKeySetCount"),
        ])
    ])

  package static let selectSoftKeys = MessageDefinition(
    0x0110, "SelectSoftKeys", .serverToDevice, .event, .registrationAndManagement,
    meaning: "The server chooses the soft keys for the situation that a call is in.",
    [
      .uint32("lineInstance"),
      .uint32("callReference"),
      .enumeration("softKeySetIndex", .softKeySet),
      .flags("validKeyMask", .softKeyMask),
    ])

  /// Above 18 every server numbers as it likes: only the label in its SoftKeyTemplateRes tells
  /// which key it was.
  package static let softKeyEvent = MessageDefinition(
    0x0026, "SoftKeyEvent", .deviceToServer, .event, .registrationAndManagement,
    meaning: "The user presses a soft key.",
    [
      .enumeration("softKeyEvent", .softKeyEvent),
      .uint32("lineInstance"),
      .uint32("callReference"),
    ])
}
