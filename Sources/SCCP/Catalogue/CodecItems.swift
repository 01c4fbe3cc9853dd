/// What messages say about a codec, wherever they name one.
extension Item {
  /// Parameters of a codec; their meaning depends on it.
  static let codecParams = Item.structure(
    "codecParams",
    [
      .uint8("codecMode"),
      .uint8("dynamicPayload"),
      .uint8("codecParam1"),
      .uint8("codecParam2"),
    ])

  static let g723BitRate = Item.enumeration("g723BitRate", .g723BitRate)

  /// V.150.1 modem relay.
  static let modemRelay = Item.structure(
    "modemRelay", [.uint32("capAndVer"), .uint32("modAnd2833")])

  /// The simple packet relay transport (SPRT) of V.150.1.
  static let sprtPayload = Item.structure(
    "sprtPayload",
    [
      .uint16("chan0MaxPayload"),
      .uint16("chan2MaxPayload"),
      .uint16("chan3MaxPayload"),
      .uint16("chan2MaxWindow"),
    ])

  /// The state signalling events (SSE) of V.150.1.
  static let sse = Item.structure("sse", [.uint32("standard"), .uint32("vendor")])

  /// How a receiver is to treat a stream.
  static let qualifierIn = Item.structure(
    "qualifierIn",
    [.enumeration("ecValue", .echoCancellation)] + codecDetail)

  /// How a sender is to make a stream.
  static let qualifierOut = Item.structure(
    "qualifierOut",
    [
      .uint32("precedenceValue"),
      .enumeration("ssValue", .silenceSuppression),
      .uint16("maxFramesPerPacket"),
      .uint16("padding"),
    ] + codecDetail)

  /// One word on the codec: at first for G.723 alone.
  private static let codecDetail: [Item] = [
    .until(version: 10, [.g723BitRate]),
    .since(
      version: 11,
      [
        .union(
          "codecParamsUnion", by: "compressionType",
          [.when(9, [.g723BitRate]), .otherwise([.codecParams])])
      ]),
  ]

  /// What modem relay and its companions may use once a call turns out to be a modem's.
  static let latentCapsInfo = Item.structure(
    "latentCapsInfo",
    [
      .uint32("active"),
      .modemRelay,
      .sprtPayload,
      .sse,
      .structure(
        "payloadParam",
        [
          .uint8("nse"),
          .uint8("rfc2833"),
          .uint8("sse"),
          .uint8("v150sprt"),
          .uint8("noaudio"),
          .uint8("FutureUse1"),
          .uint8("FutureUse2"),
          .uint8("FutureUse3"),
        ]),
    ])

  /// SRTP key and salt of a stream.
  static func encryptionKey(_ name: String) -> Item {
    .structure(name, keyAndSalt + keyDerivation)
  }

  /// SRTP key and salt of a stream, from a time when nothing came after the salt.
  static func encryptionKey(_ name: String, derivationOver length: Int) -> Item {
    .structure(name, keyAndSalt + [.over(length, keyDerivation)])
  }

  private static let keyAndSalt: [Item] = [
    .enumeration("algorithmID", .encryptionAlgorithm),
    .uint16("keylen"),
    .uint16("saltlen"),
    .secret("key", slot: 16, count: "keylen"),
    .secret("salt", slot: 16, count: "saltlen"),
  ]

  private static let keyDerivation: [Item] = [
    .uint32("isMKIPresent"),
    .uint32("keyDerivationRate"),
  ]
}
