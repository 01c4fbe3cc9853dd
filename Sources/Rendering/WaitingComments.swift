import Wire

/// The comments of packets until their frames are shown: a message may be told only when others
/// that were out of order have come.
struct WaitingComments: Sendable {
  /// Packets whose comments are kept; most are shown at once, or never.
  static let maximumCount = 256

  private var waiting: [(place: FramePlace, comments: [String])] = []

  var isEmpty: Bool { waiting.isEmpty }

  mutating func append(_ comments: [String], of place: FramePlace) {
    if waiting.count >= Self.maximumCount { waiting.removeFirst() }
    waiting.append((place, comments))
  }

  func contains(_ place: FramePlace) -> Bool {
    waiting.contains { $0.place == place }
  }

  /// The comments of a frame, which then wait no longer.
  mutating func take(_ place: FramePlace) -> [String] {
    guard let index = waiting.firstIndex(where: { $0.place == place }) else { return [] }
    return waiting.remove(at: index).comments
  }
}
