/// Audio between two addresses.
extension MessageDefinition {
  package static let mediaControl: [MessageDefinition] = [
    openReceiveChannel, openReceiveChannelAck, closeReceiveChannel, startMediaTransmission,
    startMediaTransmissionAck, stopMediaTransmission, mediaTransmissionFailure,
    startMediaFailureDetection, startMediaReception, stopMediaReception,
  ]

  package static let openReceiveChannel = MessageDefinition(
    0x0105, "OpenReceiveChannel", .serverToDevice, .request, .mediaControl,
    meaning: "The server asks the device to listen for audio: codec, packet time, key.",
    [
      .uint32("conferenceId"),
      .matchKey("passThroughPartyId"),
      .uint32("milliSecondPacketSize"),
      .enumeration("compressionType", .payloadType),
      .qualifierIn,
      .over(28, [.uint32("callReference")]),
      .over(32, [.encryptionKey("mRxMediaEncryptionKeyInfo", derivationOver: 72)]),
      .over(
        80,
        [
          .uint32("streamPassThroughId"),
          .uint32("associatedStreamId"),
          .uint32("RFC2833PayloadType"),
          .uint32("dtmfType"),
        ]),
      .since(
        version: 11,
        [
          .over(
            96,
            [
              .uint32("mixingMode"),
              .uint32("partyDirection"),
              .address("sourceIpAddr"),
              .port("sourcePortNumber"),
            ])
        ]),
      .since(version: 16, [.enumeration("requestedIpAddrType", .ipAddressType)]),
      .since(version: 17, [.over(132, [.int32("audioLevelAdjustment")])]),
      .since(version: 21, [.over(132, [.latentCapsInfo])]),
    ])

  package static let openReceiveChannelAck = MessageDefinition(
    0x0022, "OpenReceiveChannelAck", .deviceToServer, .response(to: 0x0105), .mediaControl,
    meaning: "The device tells the address and port where it listens for audio.",
    [
      .enumeration("mediaReceptionStatus", .mediaStatus),
      .address("ipAddr"),
      .port("portNumber"),
      .matchKey("passThroughPartyId"),
      .over(20, [.uint32("callReference")]),
    ])

  package static let closeReceiveChannel = MessageDefinition(
    0x0106, "CloseReceiveChannel", .serverToDevice, .event, .mediaControl,
    meaning: "The server ends the receiving of audio.",
    [
      .uint32("conferenceId"),
      .uint32("passThroughPartyId"),
      .over(12, [.uint32("callReference")]),
      .over(16, [.enumeration("portHandlingFlag", .portHandling)]),
    ])

  /// A CallManager 2 names neither conference nor party: its form is 40 bytes long.
  package static let startMediaTransmission = MessageDefinition(
    0x008a, "StartMediaTransmission", .serverToDevice, .request, .mediaControl,
    meaning: "The server has the device send audio to an address and port.",
    [
      .forms([
        .when(
          .lengthUnder(44),
          [
            .ipv4("remoteIpAddr"),
            .port("remotePortNumber"),
            .uint32("milliSecondPacketSize"),
            .enumeration("compressionType", .payloadType),
            .uint32("precedenceValue"),
            .array(.uint32("unused"), slots: 4),
          ]),
        .otherwise([
          .uint32("conferenceId"),
          .matchKey("passThroughPartyId"),
          .address("remoteIpAddr"),
          .port("remotePortNumber"),
          .uint32("milliSecondPacketSize"),
          .enumeration("compressionType", .payloadType),
          .qualifierOut,
          .over(44, [.uint32("callReference")]),
          .over(48, [.encryptionKey("mTxMediaEncryptionKeyInfo", derivationOver: 88)]),
          .over(
            96,
            [
              .uint32("streamPassThroughId"),
              .uint32("associatedStreamId"),
              .uint32("RFC2833PayloadType"),
              .uint32("dtmfType"),
            ]),
          .over(112, [.uint32("mixingMode")]),
          .since(version: 15, [.over(116, [.uint32("partyDirection")])]),
          .since(version: 21, [.over(136, [.latentCapsInfo])]),
        ]),
      ])
    ])

  package static let startMediaTransmissionAck = MessageDefinition(
    0x0154, "StartMediaTransmissionAck", .deviceToServer, .response(to: 0x008a), .mediaControl,
    meaning: "The device confirms that it sends audio, and from which port.",
    [
      .uint32("conferenceId"),
      .matchKey("passThroughPartyId"),
      .uint32("callReference"),
      .address("transmitIpAddr"),
      .port("portNumber"),
      .enumeration("mediaTransmissionStatus", .mediaStatus),
    ])

  package static let stopMediaTransmission = MessageDefinition(
    0x008b, "StopMediaTransmission", .serverToDevice, .event, .mediaControl,
    meaning: "The server ends the sending of audio.",
    [
      .uint32("conferenceId"),
      .over(8, [.uint32("passThroughPartyId")]),
      .over(12, [.uint32("callReference")]),
      .over(16, [.enumeration("portHandlingFlag", .portHandling)]),
    ])

  package static let mediaTransmissionFailure = MessageDefinition(
    0x002a, "MediaTransmissionFailure", .deviceToServer, .response(to: 0x008a), .mediaControl,
    meaning: "The device reports that it cannot send audio any more.",
    [
      .uint32("conferenceId"),
      .matchKey("passThroughPartyId"),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .uint32("callReference"),
    ])

  package static let startMediaFailureDetection = MessageDefinition(
    0x011c, "StartMediaFailureDetection", .serverToDevice, .event, .mediaControl,
    meaning: "The server has the device watch whether audio still arrives.",
    [
      .uint32("conferenceId"),
      .uint32("passThroughPartyId"),
      .uint32("milliSecondPacketSize"),
      .enumeration("compressionType", .payloadType),
      .qualifierIn,
      .uint32("callReference"),
    ])

  /// The device does not answer it.
  package static let startMediaReception = MessageDefinition(
    0x008c, "StartMediaReception", .serverToDevice, .event, .mediaControl,
    meaning: "A CallManager 2 has the device listen for audio on its IpPort.",
    [
      .over(
        4,
        [
          .ipv4("ipAddr"),
          .uint32("milliSecondPacketSize"),
          .enumeration("compressionType", .payloadType),
        ]),
      .over(16, [.array(.uint32("unused"), slots: 3)]),
    ])

  package static let stopMediaReception = MessageDefinition(
    0x008d, "StopMediaReception", .serverToDevice, .event, .mediaControl,
    meaning: "A CallManager 2 ends the receiving of audio.",
    [
      .over(4, [.uint32("conferenceId")]),
      .over(8, [.uint32("passThroughPartyId")]),
    ])
}
