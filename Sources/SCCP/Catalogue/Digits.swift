/// Digits, dialled or sent as DTMF.
extension MessageDefinition {
  package static let digits: [MessageDefinition] = [
    keypadButton, enblocCall, backSpaceRes, dialedNumber, notifyDtmfTone, sendDtmfTone,
    subscribeDtmfPayloadReq, subscribeDtmfPayloadRes, subscribeDtmfPayloadErr,
    unSubscribeDtmfPayloadReq, unSubscribeDtmfPayloadRes, unSubscribeDtmfPayloadErr,
  ]

  package static let keypadButton = MessageDefinition(
    0x0003, "KeypadButton", .deviceToServer, .event, .callControl,
    meaning: "The user presses a key of the keypad.",
    [
      .enumeration("kpButton", .keypadButton),
      .over(8, [.uint32("lineInstance"), .uint32("callReference")]),
    ])

  /// From version 18 on some devices pad the number to 28 bytes, others put the line right after
  /// its 25: both in a data length of 36.
  package static let enblocCall = MessageDefinition(
    0x0004, "EnblocCall", .deviceToServer, .event, .callControl,
    meaning: "The user dials a whole number at once, as from a directory.",
    [
      .until(version: 17, enblocCallItems),
      .since(
        version: 18,
        [
          .forms([
            .when(
              .padded(length: 36, word: 28, gap: 25..<28),
              [.text("calledParty", 28), .uint32("lineInstance")]),
            .otherwise(enblocCallItems),
          ])
        ]),
    ])

  private static let enblocCallItems: [Item] = [
    .directoryNumber("calledParty"),
    .over(28, [.uint32("lineInstance")]),
  ]

  package static let backSpaceRes = MessageDefinition(
    0x0119, "BackSpaceRes", .serverToDevice, .event, .callControl,
    meaning: "The server removes the last dialled digit from the display.",
    [
      .uint32("lineInstance"),
      .uint32("callReference"),
    ])

  package static let dialedNumber = MessageDefinition(
    0x011d, "DialedNumber", .serverToDevice, .event, .callControl,
    meaning: "The server tells the number that is dialled, for the list of placed calls.",
    [
      .directoryNumber("dialedNumber"),
      .uint32("lineInstance"),
      .uint32("callReference"),
    ])

  /// No capture shows which side sends it.
  package static let notifyDtmfTone = MessageDefinition(
    0x0127, "NotifyDtmfTone", .serverToDevice, .event, .callControl,
    meaning: "A DTMF tone is heard in a stream.",
    [
      .enumeration("tone", .tone),
      .uint32("conferenceId"),
      .uint32("passthruPartyID"),
    ])

  package static let sendDtmfTone = MessageDefinition(
    0x0128, "SendDtmfTone", .serverToDevice, .event, .callControl,
    meaning: "The server orders a DTMF tone to be sent into a stream.",
    [
      .enumeration("tone", .tone),
      .uint32("conferenceId"),
      .uint32("passthruPartyID"),
    ])

  package static let subscribeDtmfPayloadReq = MessageDefinition(
    0x0129, "SubscribeDtmfPayloadReq", .serverToDevice, .request, .callControl,
    meaning: "The server wants to be told the DTMF digits of a stream.",
    [
      .uint32("payloadDtmf"),
      .uint32("conferenceId"),
      .matchKey("passthruPartyID"),
      .uint32("dtmfType"),
    ])

  package static let subscribeDtmfPayloadRes = MessageDefinition(
    0x012a, "SubscribeDtmfPayloadRes", .deviceToServer, .response(to: 0x0129), .callControl,
    meaning: "The device will report the DTMF digits of the stream.",
    [
      .uint32("payloadDtmf"),
      .uint32("conferenceId"),
      .matchKey("passthruPartyID"),
    ])

  package static let subscribeDtmfPayloadErr = MessageDefinition(
    0x012b, "SubscribeDtmfPayloadErr", .deviceToServer, .response(to: 0x0129), .callControl,
    meaning: "The device cannot report the DTMF digits of the stream.",
    [
      .uint32("payloadDtmf"),
      .uint32("conferenceId"),
      .matchKey("passthruPartyID"),
    ])

  package static let unSubscribeDtmfPayloadReq = MessageDefinition(
    0x012c, "UnSubscribeDtmfPayloadReq", .serverToDevice, .request, .callControl,
    meaning: "The server no longer needs the DTMF digits of a stream.",
    [
      .uint32("payloadDtmf"),
      .uint32("conferenceId"),
      .matchKey("passthruPartyID"),
      .uint32("dtmfType"),
    ])

  package static let unSubscribeDtmfPayloadRes = MessageDefinition(
    0x012d, "UnSubscribeDtmfPayloadRes", .deviceToServer, .response(to: 0x012c), .callControl,
    meaning: "The device stops reporting the DTMF digits of the stream.",
    [
      .uint32("payloadDtmf"),
      .uint32("conferenceId"),
      .matchKey("passthruPartyID"),
    ])

  package static let unSubscribeDtmfPayloadErr = MessageDefinition(
    0x012e, "UnSubscribeDtmfPayloadErr", .deviceToServer, .response(to: 0x012c), .callControl,
    meaning: "The device cannot stop reporting the DTMF digits of the stream.",
    [
      .uint32("payloadDtmf"),
      .uint32("conferenceId"),
      .matchKey("passthruPartyID"),
    ])
}
