import CallAnalysis
import Wire

/// Looks at the frames of messages: each direction of a connection tells them in the order in which
/// they were complete, and nothing answers what comes later.
struct RecordOrder {
  /// The frame of the last message of each connection, two places to one.
  private var frames: [Int] = []

  mutating func take(_ record: borrowing Record) throws(Violation) {
    let frame = record.stamp.number
    try require(
      record.carriers.isEmpty
        || record.carriers.count > 1 && record.carriers.allSatisfy { $0.number <= frame },
      "frame \(frame) completes what frames \(record.carriers) carried")
    if let request = record.answers {
      try require(request.number <= frame, "frame \(frame) answers frame \(request)")
    }
    let place = 2 * record.stream + (record.isFromDevice ? 0 : 1)
    while frames.count <= place { frames.append(0) }
    // What waited for lost bytes may have come before what was told last.
    let isBehindGap = record.problems.contains { $0.code == .lostBytes }
    try require(
      frame >= frames[place] || isBehindGap, "frame \(frame) behind frame \(frames[place])")
    frames[place] = frame
  }
}
