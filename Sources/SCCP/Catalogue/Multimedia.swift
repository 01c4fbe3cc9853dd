/// Video, and data beside it.
extension MessageDefinition {
  package static let multimedia: [MessageDefinition] = [
    openMultiMediaReceiveChannel, openMultiMediaReceiveChannelAck, closeMultiMediaReceiveChannel,
    startMultiMediaTransmission, startMultiMediaTransmissionAck, stopMultiMediaTransmission,
    miscellaneousCommand, flowControlCommand, flowControlNotify, videoDisplayCommand,
  ]

  package static let openMultiMediaReceiveChannel = MessageDefinition(
    0x0131, "OpenMultiMediaReceiveChannel", .serverToDevice, .request, .mediaControl,
    meaning: "The server asks the device to receive video, data or audio.",
    [
      .uint32("conferenceId"),
      .matchKey("passThroughPartyId"),
      .enumeration("compressionType", .payloadType),
      .uint32("lineInstance"),
      .uint32("callReference"),
      .rtpPayloadType,
      .uint32("isConferenceCreator"),
      .multimediaCapability,
      .encryptionKey("mRxMediaEncryptionKeyInfo"),
      .uint32("streamPassThroughId"),
      .uint32("associatedStreamId"),
      .since(version: 11, [.address("sourceIpAddr"), .port("sourcePortNumber")]),
      .since(version: 16, [.enumeration("requestedIpAddrType", .ipAddressType)]),
    ])

  package static let openMultiMediaReceiveChannelAck = MessageDefinition(
    0x0031, "OpenMultiMediaReceiveChannelAck", .deviceToServer, .response(to: 0x0131),
    .mediaControl,
    meaning: "The device tells where it receives video or data.",
    [
      .enumeration("multimediaReceptionStatus", .openReceiveChannelStatus),
      .address("ipAddr"),
      .port("portNumber"),
      .matchKey("passThroughPartyId"),
      .uint32("callReference"),
    ])

  package static let closeMultiMediaReceiveChannel = MessageDefinition(
    0x0136, "CloseMultiMediaReceiveChannel", .serverToDevice, .event, .mediaControl,
    meaning: "The server ends the receiving of video or data.",
    [
      .uint32("conferenceId"),
      .uint32("passThroughPartyId"),
      .uint32("callReference"),
      .enumeration("portHandlingFlag", .portHandling),
    ])

  package static let startMultiMediaTransmission = MessageDefinition(
    0x0132, "StartMultiMediaTransmission", .serverToDevice, .request, .mediaControl,
    meaning: "The server has the device send video, data or audio.",
    [
      .uint32("conferenceId"),
      .matchKey("passthruPartyID"),
      .enumeration("compressionType", .payloadType),
      .address("remoteIpAddr"),
      .port("remotePortNumber"),
      .uint32("callReference"),
      .rtpPayloadType,
      .uint32("DSCPValue"),
      .multimediaCapability,
      .encryptionKey("mTxMediaEncryptionKeyInfo"),
      .uint32("streamPassThroughId"),
      .uint32("associatedStreamId"),
    ])

  package static let startMultiMediaTransmissionAck = MessageDefinition(
    0x0155, "StartMultiMediaTransmissionAck", .deviceToServer, .response(to: 0x0132), .mediaControl,
    meaning: "The device confirms that it sends video or data.",
    [
      .uint32("conferenceId"),
      .matchKey("passThroughPartyId"),
      .uint32("callReference"),
      .address("transmitIpAddr"),
      .port("portNumber"),
      .enumeration("multimediaTransmissionStatus", .mediaStatus),
    ])

  package static let stopMultiMediaTransmission = MessageDefinition(
    0x0133, "StopMultiMediaTransmission", .serverToDevice, .event, .mediaControl,
    meaning: "The server ends the sending of video or data.",
    [
      .uint32("conferenceId"),
      .uint32("passThroughPartyId"),
      .uint32("callReference"),
      .enumeration("portHandlingFlag", .portHandling),
    ])

  package static let miscellaneousCommand = MessageDefinition(
    0x0134, "MiscellaneousCommand", .serverToDevice, .event, .callControl,
    meaning: "A video decoder asks its encoder for a fresh picture or another repair.",
    [
      .uint32("conferenceId"),
      .uint32("passthruPartyID"),
      .uint32("callReference"),
      .enumeration("command", .miscellaneousCommand),
      .union(
        "u", by: "command",
        [
          .when(1, [.groupsOfBlocks("videoFastUpdatePicture")]),
          .when(2, [.groupsOfBlocks("videoFastUpdateGOB")]),
          .when(3, [.macroblocks]),
          .when(4, [.picture("lostPicture")]),
          .when(5, [.lostPartialPicture]),
          .when(6, [.recoveryReferencePictures]),
          .when(7, [.uint32("temporalSpatialTradeOff")]),
          .otherwise([.uint32("none")]),
        ]),
    ])

  package static let flowControlCommand = MessageDefinition(
    0x0135, "FlowControlCommand", .serverToDevice, .event, .callControl,
    meaning: "The server limits the bit rate of a video stream.",
    [
      .uint32("conferenceId"),
      .uint32("passthruPartyID"),
      .uint32("callReference"),
      .uint32("maximumBitRate"),
    ])

  /// No capture shows which side sends it.
  package static let flowControlNotify = MessageDefinition(
    0x0141, "FlowControlNotify", .serverToDevice, .event, .callControl,
    meaning: "A new bit rate limit of a video stream is announced.",
    [
      .uint32("conferenceId"),
      .uint32("passthruPartyID"),
      .uint32("callReference"),
      .uint32("maximumBitRate"),
    ])

  package static let videoDisplayCommand = MessageDefinition(
    0x0140, "VideoDisplayCommand", .serverToDevice, .event, .mediaControl,
    meaning: "The server chooses the layout of a video conference.",
    [
      .uint32("conferenceId"),
      .uint32("callReference"),
      .uint32("layoutID"),
    ])
}

extension Item {
  /// The payload type of the RTP packets, and the RFC that defines it.
  fileprivate static let rtpPayloadType = Item.structure(
    "payloadType", [.uint32("payload_rfc_number"), .uint32("payloadType")])

  /// How to send or receive: audio, video or data, as the codec is.
  fileprivate static let multimediaCapability = Item.union(
    "capability", by: "compressionType",
    [
      .when(
        0...98,
        [.structure("audioParameters", [.uint32("milliSecondPacketSize"), .qualifierIn])]),
      .when(100...115, [.videoParameters]),
      .when(
        120...UInt32.max,
        [
          .structure(
            "dataParameters", [.uint32("protocolDependentData"), .uint32("maxBitRate")])
        ]),
    ])

  private static let videoParameters = Item.structure(
    "vidParameters",
    [
      .uint32("bitRate"),
      .uint32("pictureFormatCount"),
      .array(
        .structure("pictureFormat", [.uint32("format"), .uint32("MPI")]),
        slots: 5, count: "pictureFormatCount"),
      .uint32("confServiceNum"),
      .videoCapability(by: "compressionType"),
    ])
}

/// What a video decoder lacks.
extension Item {
  fileprivate static func groupsOfBlocks(_ name: String) -> Item {
    .structure(name, [.uint32("firstGOB"), .uint32("numberOfGOBs")])
  }

  fileprivate static let macroblocks = Item.structure(
    "videoFastUpdateMB",
    [
      .uint32("firstGOB"),
      .uint32("firstMB"),
      .uint32("numberOfMBs"),
    ])

  fileprivate static func picture(_ name: String) -> Item {
    .structure(name, [.uint32("pictureNumber"), .uint32("longTermPictureIndex")])
  }

  fileprivate static let lostPartialPicture = Item.structure(
    "lostPartialPicture",
    [
      .picture("pictureReference"),
      .uint32("firstMB"),
      .uint32("numberOfMBs"),
    ])

  fileprivate static let recoveryReferencePictures = Item.structure(
    "recoveryReferencePictureValue",
    [
      .uint32("recoveryReferencePictureCount"),
      .array(
        .picture("recoveryReferencePicture"), slots: 4, count: "recoveryReferencePictureCount"),
    ])
}
