/// The ports that media arrive on.
extension MessageDefinition {
  package static let mediaPorts: [MessageDefinition] = [
    ipPort, mediaPortList, portReq, portRes, portClose,
  ]

  package static let ipPort = MessageDefinition(
    0x0002, "IpPort", .deviceToServer, .event, .callControl,
    meaning: "The device names the port on which it receives audio by default.",
    [.uint32("rtpMediaPort")])

  package static let mediaPortList = MessageDefinition(
    0x0011, "MediaPortList", .deviceToServer, .event, .callControl,
    meaning: "The device lists the ports on which it can receive audio.",
    [
      .uint32("portCount"),
      .array(.uint32("rtpMediaPort"), slots: 16, count: "portCount"),
    ])

  package static let portReq = MessageDefinition(
    0x014b, "PortReq", .serverToDevice, .request, .mediaControl,
    meaning: "The server asks the device to set a media port aside for a call.",
    [
      .uint32("conferenceId"),
      .matchKey("callReference"),
      .uint32("passThroughPartyId"),
      .enumeration("mediaTransportType", .mediaTransportType),
      .enumeration("ipAddressType", .ipAddressType),
      .enumeration("mediaType", .mediaType),
    ])

  package static let portRes = MessageDefinition(
    0x0045, "PortRes", .deviceToServer, .response(to: 0x014b), .mediaControl,
    meaning: "The device tells the address and the ports that it sets aside.",
    [
      .uint32("conferenceId"),
      .matchKey("callReference"),
      .uint32("passThroughPartyId"),
      .address("ipAddr"),
      .port("portNumber"),
      .uint32("RTCPPortNumber"),
      .since(version: 19, [.enumeration("mediaType", .mediaType)]),
    ])

  package static let portClose = MessageDefinition(
    0x014c, "PortClose", .serverToDevice, .event, .mediaControl,
    meaning: "The server gives a media port back.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("passThroughPartyId"),
      .enumeration("mediaType", .mediaType),
    ])
}
