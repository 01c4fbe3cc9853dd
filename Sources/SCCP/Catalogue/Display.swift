/// What the server writes on the display.
extension MessageDefinition {
  package static let display: [MessageDefinition] = [
    displayText, clearDisplay, displayPromptStatus, displayPromptStatusV2, clearPromptStatus,
    displayNotify, displayNotifyV2, clearNotify, displayPriNotify, displayPriNotifyV2,
    clearPriNotify,
  ]

  /// A data length of 40 leaves room for 33 characters, one more than the slot of later servers.
  package static let displayText = MessageDefinition(
    0x0099, "DisplayText", .serverToDevice, .event, .callControl,
    meaning: "The server shows a text on the display.",
    [
      .forms([
        .when(.lengthUnder(40), [.text("text", 32, runsOn: true)]),
        .otherwise([.text("text", 33, runsOn: true)]),
      ])
    ])

  package static let clearDisplay = MessageDefinition(
    0x009a, "ClearDisplay", .serverToDevice, .event, .callControl,
    meaning: "The server clears the display.")

  package static let displayPromptStatus = MessageDefinition(
    0x0112, "DisplayPromptStatus", .serverToDevice, .event, .callControl,
    meaning: "The server shows a prompt for a call, such as its state.",
    [
      .uint32("timeOutValue"),
      .displayText("promptStatus", 32),
      .uint32("lineInstance"),
      .uint32("callReference"),
    ])

  package static let displayPromptStatusV2 = MessageDefinition(
    0x0145, "DisplayPromptStatusV2", .serverToDevice, .event, .callControl, packsText: true,
    meaning: "As DisplayPromptStatus, with a text of any length.",
    [
      .uint32("timeOutValue"),
      .uint32("lineInstance"),
      .uint32("callReference"),
      .displayText("promptStatus", 97),
    ])

  package static let clearPromptStatus = MessageDefinition(
    0x0113, "ClearPromptStatus", .serverToDevice, .event, .callControl,
    meaning: "The server removes the prompt of a call.",
    [
      .uint32("lineInstance"),
      .uint32("callReference"),
    ])

  package static let displayNotify = MessageDefinition(
    0x0114, "DisplayNotify", .serverToDevice, .event, .callControl,
    meaning: "The server shows a notice for a number of seconds.",
    [
      .uint32("timeOutValue"),
      .displayText("notify", 32, runsOn: true),
    ])

  package static let displayNotifyV2 = MessageDefinition(
    0x0143, "DisplayNotifyV2", .serverToDevice, .event, .registrationAndManagement, packsText: true,
    meaning: "As DisplayNotify, with a text of any length.",
    [
      .uint32("timeOutValue"),
      .displayText("notify", 97),
    ])

  package static let clearNotify = MessageDefinition(
    0x0115, "ClearNotify", .serverToDevice, .event, .callControl,
    meaning: "The server removes its notice.")

  package static let displayPriNotify = MessageDefinition(
    0x0120, "DisplayPriNotify", .serverToDevice, .event, .registrationAndManagement,
    meaning: "The server shows a notice that ranks by its priority.",
    [
      .uint32("timeOutValue"),
      .uint32("priority"),
      .displayText("notify", 32, runsOn: true),
    ])

  package static let displayPriNotifyV2 = MessageDefinition(
    0x0144, "DisplayPriNotifyV2", .serverToDevice, .event, .registrationAndManagement,
    packsText: true,
    meaning: "As DisplayPriNotify, with a text of any length.",
    [
      .uint32("timeOutValue"),
      .uint32("priority"),
      .displayText("notify", 97),
    ])

  package static let clearPriNotify = MessageDefinition(
    0x0121, "ClearPriNotify", .serverToDevice, .event, .registrationAndManagement,
    meaning: "The server removes the notice of a priority.",
    [.uint32("priority")])
}
