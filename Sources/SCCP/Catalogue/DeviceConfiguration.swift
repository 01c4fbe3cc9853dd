/// What a device fetches about itself after its registration.
extension MessageDefinition {
  package static let deviceConfiguration: [MessageDefinition] = [
    configStatReq, configStatRes, configStatV2Res, timeDateReq, timeDateRes, versionReq, versionRes,
    serverReq, serverRes, registerAvailableLines, addOnDeviceCapabilities, locationInfo,
  ]

  package static let configStatReq = MessageDefinition(
    0x000c, "ConfigStatReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks for a summary of its configuration.")

  package static let configStatRes = MessageDefinition(
    0x0093, "ConfigStatRes", .serverToDevice, .response(to: 0x000c), .registrationAndManagement,
    meaning: "The server tells the number of lines and speed dials, the user and the server.",
    [
      .sid,
      .text("userName", 40),
      .text("serverName", 40),
      .uint32("numberOfLines"),
      .uint32("numberOfSpeedDials"),
    ])

  package static let configStatV2Res = MessageDefinition(
    0x0142, "ConfigStatV2Res", .serverToDevice, .response(to: 0x000c), .registrationAndManagement,
    packsText: true,
    meaning: "As ConfigStatRes, with texts of any length.",
    [
      .sid,
      .uint32("numberOfLines"),
      .uint32("numberOfSpeedDials"),
      .text("userName", 121),
      .text("serverName", 121),
    ])

  package static let timeDateReq = MessageDefinition(
    0x000d, "TimeDateReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks for the time of day.")

  package static let timeDateRes = MessageDefinition(
    0x0094, "TimeDateRes", .serverToDevice, .response(to: 0x000d), .registrationAndManagement,
    meaning: "The server gives the date and the time that the device shows.",
    [
      .structure(
        "timeDataInfo",
        [
          .uint32("wYear"),
          .uint32("wMonth"),
          .uint32("wDayOfWeek"),
          .uint32("wDay"),
          .uint32("wHour"),
          .uint32("wMinute"),
          .uint32("wSecond"),
          .uint32("wMilliseconds"),
        ]),
      .uint32("systemTime"),
    ])

  package static let versionReq = MessageDefinition(
    0x000f, "VersionReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks which firmware it should run.")

  package static let versionRes = MessageDefinition(
    0x0098, "VersionRes", .serverToDevice, .response(to: 0x000f), .registrationAndManagement,
    meaning: "The server names the firmware load that the device should run.",
    [.text("versionStr", 16)])

  package static let serverReq = MessageDefinition(
    0x0012, "ServerReq", .deviceToServer, .request, .registrationAndManagement,
    meaning: "The device asks for the servers it may fail over to.")

  /// The data length tells four bytes for each address from a type and 16 bytes.
  package static let serverRes = MessageDefinition(
    0x009e, "ServerRes", .serverToDevice, .response(to: 0x0012), .registrationAndManagement,
    meaning: "The server lists up to five servers with their addresses and ports.",
    [
      .array(.structure("server", [.text("ServerName", 48)]), slots: 5),
      .array(.uint32("serverTcpListenPort"), slots: 5),
      .forms([
        .when(.lengthUnder(293), [.serverAddresses(.ipv4("stationIpAddr"))]),
        .when(.lengthUnder(364), [.serverAddresses(.address("stationIpAddr"))]),
        // The whole long form has room for a type and sixteen bytes each in every version.
        .otherwise([.serverAddresses(.typedAddress("stationIpAddr"))]),
      ]),
    ])

  package static let registerAvailableLines = MessageDefinition(
    0x002d, "RegisterAvailableLines", .deviceToServer, .event, .registrationAndManagement,
    meaning: "The device says how many lines it can show.",
    [.uint32("maxNumOfAvailLines")])

  /// The text is one of pairs, such as "max-chained=2 deviceLine=14".
  package static let addOnDeviceCapabilities = MessageDefinition(
    0x0159, "AddOnDeviceCapabilities", .deviceToServer, .event, .registrationAndManagement,
    meaning: "The device describes an expansion module that is attached to it.",
    [
      .uint32("instance"),
      .enumeration("addOnType", .addOnDeviceType),
      .uint32("maxAllowed"),
      .array(.uint32("reserved"), slots: 6),
      .forms([
        .when(.lengthUnder(169), [.text("capabilities", 128)]),
        .otherwise([.text("capabilities", 136)]),
      ]),
    ])

  package static let locationInfo = MessageDefinition(
    0x0157, "LocationInfo", .deviceToServer, .event, .registrationAndManagement,
    meaning: "A wireless phone says which access point it is using.",
    [.xml("locationInfo", 2401)])
}

extension Item {
  fileprivate static func serverAddresses(_ address: Item) -> Item {
    .array(.structure("serverIpAddr", [address]), slots: 5)
  }
}
