/// Audio to and from multicast groups.
extension MessageDefinition {
  package static let multicast: [MessageDefinition] = [
    startMulticastMediaReception, multicastMediaReceptionAck, stopMulticastMediaReception,
    startMulticastMediaTransmission, stopMulticastMediaTransmission,
  ]

  package static let startMulticastMediaReception = MessageDefinition(
    0x0101, "StartMulticastMediaReception", .serverToDevice, .request, .mediaControl,
    meaning: "The server has the device listen to a multicast group.",
    [
      .uint32("conferenceId"),
      .matchKey("passThroughPartyId"),
      .address("multicastIpAddr"),
      .port("multicastPortNumber"),
      .uint32("milliSecondPacketSize"),
      .enumeration("compressionType", .payloadType),
      .qualifierIn,
      .uint32("callReference"),
    ])

  package static let multicastMediaReceptionAck = MessageDefinition(
    0x0021, "MulticastMediaReceptionAck", .deviceToServer, .response(to: 0x0101), .mediaControl,
    meaning: "The device says whether it can join the multicast group.",
    [
      .enumeration("multicastReceptionStatus", .multicastReceptionStatus),
      .matchKey("passThroughPartyId"),
      .over(12, [.uint32("callReference")]),
    ])

  package static let stopMulticastMediaReception = MessageDefinition(
    0x0103, "StopMulticastMediaReception", .serverToDevice, .event, .mediaControl,
    meaning: "The server has the device leave the multicast group.",
    [
      .uint32("conferenceId"),
      .uint32("passThroughPartyId"),
      .uint32("callReference"),
    ])

  package static let startMulticastMediaTransmission = MessageDefinition(
    0x0102, "StartMulticastMediaTransmission", .serverToDevice, .request, .mediaControl,
    meaning: "The server has the device send audio to a multicast group.",
    [
      .uint32("conferenceId"),
      .matchKey("passThroughPartyId"),
      .address("multicastIpAddr"),
      .port("multicastPortNumber"),
      .uint32("milliSecondPacketSize"),
      .enumeration("compressionType", .payloadType),
      .qualifierOut,
      .uint32("callReference"),
    ])

  package static let stopMulticastMediaTransmission = MessageDefinition(
    0x0104, "StopMulticastMediaTransmission", .serverToDevice, .event, .mediaControl,
    meaning: "The server ends the sending to the multicast group.",
    [
      .uint32("conferenceId"),
      .uint32("passThroughPartyId"),
      .uint32("callReference"),
    ])
}
