import Wire

/// The comments of packets until their frames are shown: a message may be told only when others
/// that were out of order have come.
struct WaitingComments: Sendable {
  /// Packets whose comments are kept; most are shown at once, or never.
  static let maximumCount = 256
  /// Bytes of all of them; those that wait longest are dropped.
  static let maximumByteCount = 1 << 22

  private var waiting: [(place: FramePlace, comments: [String])] = []
  private var byteCount = 0

  var isEmpty: Bool { waiting.isEmpty }

  mutating func append(_ comments: [String], of place: FramePlace) {
    waiting.append((place, comments))
    byteCount += Self.byteCount(of: comments)
    while waiting.count > 1,
      waiting.count > Self.maximumCount || byteCount > Self.maximumByteCount
    {
      byteCount -= Self.byteCount(of: waiting.removeFirst().comments)
    }
  }

  func contains(_ place: FramePlace) -> Bool {
    waiting.contains { $0.place == place }
  }

  /// The comments of a frame, which then wait no longer.
  mutating func take(_ place: FramePlace) -> [String] {
    guard let index = waiting.firstIndex(where: { $0.place == place }) else { return [] }
    let comments = waiting.remove(at: index).comments
    byteCount -= Self.byteCount(of: comments)
    return comments
  }

  private static func byteCount(of comments: [String]) -> Int {
    comments.reduce(0) { $0 + $1.utf8.count }
  }
}
