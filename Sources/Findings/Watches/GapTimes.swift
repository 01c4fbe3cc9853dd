import Wire

/// When bytes of one side of a connection are missing.
struct GapTimes {
  /// From the last message before each gap, where there was one, to the frame that showed the gap.
  private var spans: [(start: FrameStamp?, end: FrameStamp)] = []

  /// Gaps that are told apart; the oldest are taken for one.
  private static let maximumCount = 16

  mutating func note(after start: FrameStamp?, foundAt end: FrameStamp) {
    spans.append((start, end))
    if spans.count > Self.maximumCount {
      spans[1].start = spans[0].start
      spans.removeFirst()
    }
  }

  /// Whether nothing is missing between two messages; without the second, after the first.
  func lieOutside(from first: FrameStamp, to last: FrameStamp?) -> Bool {
    spans.allSatisfy { span in
      if !span.end.isAfter(first) { return true }
      guard let start = span.start, let last else { return false }
      return !last.isAfter(start)
    }
  }

  /// Whether something is missing just before a message.
  func end(at stamp: FrameStamp) -> Bool {
    spans.contains { $0.end == stamp }
  }
}
