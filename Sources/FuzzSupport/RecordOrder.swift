import CallAnalysis
import Wire

/// Looks at the frames of messages: each direction of a connection tells them in the order in which
/// they were complete, and an answer names a request that the other direction told before it.
struct RecordOrder {
  /// The frame of the last message of each direction, two places to a connection.
  private var frames: [Int] = []
  /// Every frame that completed a message, of each direction.
  private var told: [Set<Int>] = []

  mutating func take(_ record: borrowing Record) throws(Violation) {
    let frame = record.stamp.number
    try require(
      record.carriers.isEmpty
        || record.carriers.count > 1 && record.carriers.allSatisfy { $0.number <= frame },
      "frame \(frame) completes what frames \(record.carriers) carried")
    let place = 2 * record.stream + (record.isFromDevice ? 0 : 1)
    while frames.count < 2 * record.stream + 2 {
      frames.append(0)
      told.append([])
    }
    told[place].insert(frame)
    if let request = record.answers {
      try require(
        told[place ^ 1].contains(request.number),
        "frame \(frame) answers frame \(request.number), which told nothing so far")
    }
    // What waited for lost bytes may have come before what was told last.
    let isBehindGap = record.problems.contains { $0.code == .lostBytes || $0.code == .cutPacket }
    try require(
      frame >= frames[place] || isBehindGap, "frame \(frame) after frame \(frames[place])")
    frames[place] = frame
  }
}
