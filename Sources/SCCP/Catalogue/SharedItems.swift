/// Items that messages of several topics share.
extension Item {
  /// The station identifier: what a device calls itself.
  static let sid = Item.structure(
    "sid",
    [
      .text("DeviceName", 16),
      .uint32("reserved_for_future_use"),
      .uint32("instance"),
    ])
}
