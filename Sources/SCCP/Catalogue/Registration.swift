/// How a device comes, stays and goes.
extension MessageDefinition {
  package static let registration: [MessageDefinition] = [
    keepAliveReq, keepAliveAck, registerReq, registerAck, registerReject, registerTokenReq,
    registerTokenAck, registerTokenReject, spcpRegisterTokenReq, spcpRegisterTokenAck,
    spcpRegisterTokenReject, unregisterReq, unregisterAck, reset,
  ]

  package static let keepAliveReq = MessageDefinition(
    0x0000, "KeepAliveReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device shows that it is still there, and expects an answer.")

  package static let keepAliveAck = MessageDefinition(
    0x0100, "KeepAliveAck", .serverToDevice, .response(to: 0x0000), .registrationAndManagement,
    meaning: "The server confirms a keepalive.")

  /// Nearly every generation of firmware appended a field.
  package static let registerReq = MessageDefinition(
    0x0001, "RegisterReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks to register: its name, model, address and protocol version.",
    [
      .sid,
      .ipv4("stationIpAddr"),
      .enumeration("deviceType", .deviceType),
      .uint32("maxStreams"),
      .over(40, [.uint32("activeStreams")]),
      .over(
        44,
        [
          .uint8("protocolVer"),
          .uint8("unknown"),
          .flags("phoneFeatures", .phoneFeatures, width: .uint16),
        ]),
      .over(48, [.uint32("maxConferences")]),
      .over(52, [.uint32("activeConferences")]),
      .over(56, [.macAddress("macAddress", slot: 12)]),
      .over(68, [.uint32("ipV4AddressScope")]),
      .over(72, [.uint32("maxNumberOfLines")]),
      .over(76, [.ipv6("stationIpV6Addr")]),
      .over(92, [.uint32("ipV6AddressScope")]),
      .over(96, [.text("firmwareLoadName", 32)]),
      .over(128, [.text("configVersionStamp", 48)]),
    ])

  /// The date template fills its 6 bytes, without room for a NUL: "M/D/YA", where the A asks for
  /// a 12-hour clock.
  package static let registerAck = MessageDefinition(
    0x0081, "RegisterAck", .serverToDevice, .response(to: 0x0001), .registrationAndManagement,
    meaning: "The server accepts the device and sets keepalive interval and protocol version.",
    [
      .uint32("keepAliveInterval"),
      .text("dateTemplate", 6),
      .uint16("alignmentPadding"),
      .over(16, [.uint32("secondaryKeepAliveInterval")]),
      .over(
        20,
        [
          .uint8("maxProtocolVer"),
          .uint8("unknown"),
          .flags("phoneFeatures", .phoneFeatures, width: .uint16),
        ]),
    ])

  /// A data length of 40 leaves room for 33 characters, one more than the slot of later servers.
  package static let registerReject = MessageDefinition(
    0x009d, "RegisterReject", .serverToDevice, .response(to: 0x0001), .registrationAndManagement,
    meaning: "The server refuses the registration, with its reason in words.",
    [
      .forms([
        .when(.lengthUnder(40), [.displayText("text", 32, runsOn: true)]),
        .otherwise([.displayText("text", 33, runsOn: true)]),
      ])
    ])

  package static let registerTokenReq = MessageDefinition(
    0x0029, "RegisterTokenReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks whether it may return to a server of higher priority.",
    [
      .sid,
      .ipv4("stationIpAddr"),
      .enumeration("deviceType", .deviceType),
      .over(36, [.ipv6("stationIpV6Addr")]),
      .over(52, [.uint32("ipV6AddressScope")]),
    ])

  package static let registerTokenAck = MessageDefinition(
    0x011a, "RegisterTokenAck", .serverToDevice, .response(to: 0x0029), .registrationAndManagement,
    meaning: "The server has room: the device may register with it now.")

  package static let registerTokenReject = MessageDefinition(
    0x011b, "RegisterTokenReject", .serverToDevice, .response(to: 0x0029),
    .registrationAndManagement,
    meaning: "The server is not ready, and names the seconds to wait before asking again.",
    [.uint32("waitTimeBeforeNextReq")])

  package static let spcpRegisterTokenReq = MessageDefinition(
    0x8000, "SPCPRegisterTokenReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "A small-business phone (SPA) asks for leave to register.",
    [
      .sid,
      .ipv4("stationIpAddr"),
      .enumeration("deviceType", .deviceType),
      .uint32("maxStreams"),
    ])

  package static let spcpRegisterTokenAck = MessageDefinition(
    0x8100, "SPCPRegisterTokenAck", .serverToDevice, .response(to: 0x8000),
    .registrationAndManagement,
    meaning: "The server lets a small-business phone register.",
    [.uint32("features")])

  package static let spcpRegisterTokenReject = MessageDefinition(
    0x8101, "SPCPRegisterTokenReject", .serverToDevice, .response(to: 0x8000),
    .registrationAndManagement,
    meaning: "The server makes a small-business phone wait before it asks again.",
    [.uint32("waitTimeBeforeNextReq")])

  package static let unregisterReq = MessageDefinition(
    0x0027, "UnregisterReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device signs off.",
    [.over(4, [.enumeration("unRegReasonCode", .unregisterReason)])])

  package static let unregisterAck = MessageDefinition(
    0x0118, "UnregisterAck", .serverToDevice, .response(to: 0x0027), .registrationAndManagement,
    meaning: "The server lets the device sign off, or refuses because a call is active.",
    [.enumeration("status", .unregisterStatus)])

  package static let reset = MessageDefinition(
    0x009f, "Reset", .serverToDevice, .event, .registrationAndManagement,
    meaning: "The server orders the device to reboot, to register again or to reload settings.",
    [.enumeration("resetType", .resetType)])
}
