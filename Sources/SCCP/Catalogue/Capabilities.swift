/// What a device can do.
extension MessageDefinition {
  package static let capabilities: [MessageDefinition] = [
    capabilitiesReq, capabilitiesRes, updateCapabilities, capabilitiesV2Res, capabilitiesV3Res,
  ]

  package static let capabilitiesReq = MessageDefinition(
    0x009b, "CapabilitiesReq", .serverToDevice, .request, .registrationAndManagement,
    meaning: "The server asks which codecs the device can use.")

  package static let capabilitiesRes = MessageDefinition(
    0x0010, "CapabilitiesRes", .deviceToServer, .response(to: 0x009b), .registrationAndManagement,
    meaning: "The device lists its audio codecs, the preferred one first.",
    [
      .uint32("capCount"),
      .open(.audioCapabilities("caps", count: "capCount")),
    ])

  /// The data length tells the two video layouts apart, 1844 and 2004: devices send the short one
  /// under the newest header versions too.
  package static let updateCapabilities = MessageDefinition(
    0x0030, "UpdateCapabilities", .deviceToServer, .response(to: 0x009b),
    .registrationAndManagement,
    meaning: "The device reports its audio, video and data formats, asked or not.",
    [
      .uint32("audioCapCount"),
      .uint32("videoCapCount"),
      .uint32("dataCapCount"),
      .uint32("rtpPayloadFormat"),
      .uint32("customPictureFormatCount"),
      .customPictureFormats,
      .confResources,
      .audioCapabilities("audiocaps", count: "audioCapCount"),
      .forms([
        .when(.lengthOver(2000), [.videoCapabilities(.videoCapability(by: "payloadCapability"))]),
        .otherwise([.videoCapabilities(.firstVideoCapability)]),
      ]),
      .dataCapabilities,
    ])

  package static let capabilitiesV2Res = MessageDefinition(
    0x0043, "CapabilitiesV2Res", .deviceToServer, .response(to: 0x009b), .registrationAndManagement,
    meaning: "The device lists its audio, video and data formats.",
    [
      .uint32("audioCapCount"),
      .uint32("videoCapCount"),
      .uint32("dataCapCount"),
      .uint32("rtpPayloadFormat"),
      .uint32("customPictureFormatCount"),
      .customPictureFormats,
      .confResources,
      .audioCapabilities("audiocaps", count: "audioCapCount"),
      .videoCapabilities(.videoCapability(by: "payloadCapability")),
      .dataCapabilities,
    ])

  /// From version 16 on every video codec carries the addressing mode twice.
  package static let capabilitiesV3Res = MessageDefinition(
    0x0044, "CapabilitiesV3Res", .deviceToServer, .response(to: 0x009b), .registrationAndManagement,
    meaning: "The device lists its formats, with encryption and addressing modes.",
    [
      .uint32("audioCapCount"),
      .uint32("videoCapCount"),
      .uint32("dataCapCount"),
      .uint32("rtpPayloadFormat"),
      .uint32("customPictureFormatCount"),
      .customPictureFormats,
      .confResources,
      .audioCapabilities("audiocaps", count: "audioCapCount"),
      .array(
        .structure(
          "vidCaps",
          [
            .enumeration("payloadCapability", .payloadType),
            .enumeration("videoCapabilityDirection", .transmitOrReceive),
            .uint32("levelPreferenceCount"),
            .levelPreferences,
            .enumeration("encryptionCapability", .encryptionCapability),
            .videoCapability(by: "payloadCapability"),
            .enumeration("ipAddressingMode", .ipAddressMode),
            .since(version: 16, [.enumeration("ipAddressingMode", .ipAddressMode)]),
          ]),
        slots: 10, count: "videoCapCount"),
      .array(
        .structure(
          "dataCaps",
          [
            .enumeration("payloadCapability", .payloadType),
            .enumeration("dataCapabilityDirection", .transmitOrReceive),
            .uint32("protocolDependentData"),
            .uint32("maxBitRate"),
            .enumeration("encryptionCapability", .encryptionCapability),
          ]),
        slots: 5, count: "dataCapCount"),
    ])
}

extension Item {
  /// Audio codecs.
  fileprivate static func audioCapabilities(_ name: String, count: String) -> Item {
    .array(
      .structure(
        name,
        [
          .enumeration("payloadCapability", .payloadType),
          .uint32("maxFramesPerPacket"),
          .union(
            "PAYLOADS", by: "payloadCapability",
            [
              .when(9, [.g723BitRate]),
              .when(300, [.modemRelay]),
              .when(301, [.sprtPayload]),
              .when(302, [.sse]),
              .otherwise([.codecParams]),
            ]),
        ]),
      slots: 18, count: count)
  }

  /// Video codecs, the last item of each being its parameters.
  fileprivate static func videoCapabilities(_ capability: Item) -> Item {
    .array(
      .structure(
        "vidCaps",
        [
          .enumeration("payloadCapability", .payloadType),
          .enumeration("videoCapabilityDirection", .transmitOrReceive),
          .uint32("levelPreferenceCount"),
          .levelPreferences,
          capability,
        ]),
      slots: 10, count: "videoCapCount")
  }

  /// Data protocols, such as T.38 or H.224.
  fileprivate static let dataCapabilities = Item.array(
    .structure(
      "dataCaps",
      [
        .enumeration("payloadCapability", .payloadType),
        .enumeration("dataCapabilityDirection", .transmitOrReceive),
        .uint32("protocolDependentData"),
        .uint32("maxBitRate"),
      ]),
    slots: 5, count: "dataCapCount")

  fileprivate static let customPictureFormats = Item.array(
    .structure(
      "customPictureFormat",
      [
        .uint32("pictureWidth"),
        .uint32("pictureHeight"),
        .uint32("pixelAspectRatio"),
        .uint32("clockConversionCode"),
        .uint32("clockDivisor"),
      ]),
    slots: 6, count: "customPictureFormatCount")

  /// What a device that mixes video can do.
  fileprivate static let confResources = Item.structure(
    "confResources",
    [
      .uint32("activeStreamsOnRegistration"),
      .uint32("maxBW"),
      .uint32("serviceResourceCount"),
      .array(
        .structure(
          "serviceResource",
          [
            .uint32("layoutCount"),
            .array(.enumeration("layouts", .layout), slots: 5, count: "layoutCount"),
            .uint32("serviceNum"),
            .uint32("maxStreams"),
            .uint32("maxConferences"),
            .uint32("activeConferenceOnRegistration"),
          ]),
        slots: 4, count: "serviceResourceCount"),
    ])
}
