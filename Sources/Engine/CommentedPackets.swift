import Wire

/// Packets with comments that brought nothing to show yet: their comments are not shown either,
/// which is to be said.
struct CommentedPackets {
  /// Of how many packets it is found out whether they bring something.
  static let maximumCount = 1 << 16

  private var waiting: Set<FramePlace> = []

  var count: Int { waiting.count }

  mutating func append(_ place: FramePlace) {
    if waiting.count < Self.maximumCount { waiting.insert(place) }
  }

  /// Takes note that a packet brought something.
  mutating func remove(_ place: FramePlace) {
    if !waiting.isEmpty { waiting.remove(place) }
  }
}
