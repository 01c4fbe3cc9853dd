/// What messages say about a video codec.
extension Item {
  /// Parameters of a video codec, which an earlier field names; 24 bytes.
  static func videoCapability(by codec: String) -> Item {
    .union(
      "capability", by: codec,
      [
        .when(100, [.h261VideoCapability]),
        .when(101, [.h263VideoCapability]),
        .when(
          103,
          [
            .structure(
              "h264VideoCapability",
              [
                .uint32("profile"),
                .uint32("level"),
                .uint32("customMaxMBPS"),
                .uint32("customMaxFS"),
                .uint32("customMaxDPB"),
                .uint32("customMaxBRandCPB"),
              ])
          ]),
        .when(102, [.vieoVideoCapability]),
      ])
  }

  /// Parameters of a video codec in the first form of UpdateCapabilities; 8 bytes.
  static let firstVideoCapability = Item.union(
    "capability", by: "payloadCapability",
    [
      .when(100, [.h261VideoCapability]),
      .when(101, [.h263VideoCapability]),
      .when(102, [.vieoVideoCapability]),
      .when(
        103,
        [.structure("h264VideoCapability", [.uint32("profile"), .uint32("level")])]),
    ])

  private static let h261VideoCapability = Item.structure(
    "h261VideoCapability",
    [.uint32("temporalSpatialTradeOffCapability"), .uint32("stillImageTransmission")])

  private static let h263VideoCapability = Item.structure(
    "h263VideoCapability",
    [
      .flags("h263_capability_bitfield", .h263Capability),
      .uint32("annexNandWFutureUse"),
    ])

  private static let vieoVideoCapability = Item.structure(
    "vieoVideoCapability", [.uint32("modelNumber"), .uint32("bandwidth")])

  /// Picture sizes that a video codec offers, in order of preference.
  static let levelPreferences = Item.array(
    .structure(
      "levelPreference",
      [
        .uint32("transmitPreference"),
        .uint32("format"),
        .uint32("maxBitRate"),
        .uint32("minBitRate"),
        .uint32("MPI"),
        .uint32("serviceNumber"),
      ]),
    slots: 4, count: "levelPreferenceCount")
}
