import SCCP
import Wire

/// Holds what a framer gives against the bytes that it was given, and decodes it.
enum FramerCheck {
  static func run(
    _ chunks: [[UInt8]], _ direction: MessageDefinition.Direction
  ) throws(Violation) {
    let whole = try Framing(chunks, direction, pieceByteCount: .max)
    if whole.hasProblems { return }
    try require(
      whole.messages.joined().elementsEqual(chunks.joined().prefix(whole.byteCount)),
      "messages other than the bytes of the stream")
    try require(
      whole.byteCount + whole.unfinishedByteCount == chunks.reduce(0) { $0 + $1.count },
      "\(whole.byteCount) bytes in messages, \(whole.unfinishedByteCount) waiting")
    let pieces = try Framing(chunks, direction, pieceByteCount: 1)
    try require(
      pieces.messages == whole.messages, "other messages where the stream comes byte by byte")
  }
}

/// What a framer makes of a stream.
private struct Framing {
  private(set) var messages: [[UInt8]] = []
  private(set) var byteCount = 0
  private(set) var hasProblems = false
  private(set) var unfinishedByteCount = 0
  private var check = MessageCheck()

  init(
    _ chunks: [[UInt8]], _ direction: MessageDefinition.Direction, pieceByteCount: Int
  ) throws(Violation) {
    var framer = MessageFramer(direction: direction, isFromStart: true)
    for (index, chunk) in chunks.enumerated() {
      let stamp = FrameStamp(number: index + 1, time: nil)
      var start = 0
      while start < chunk.count {
        let end = pieceByteCount < chunk.count - start ? start + pieceByteCount : chunk.count
        framer.begin(stamp, isNewest: true)
        let piece = chunk.span.extracting(start..<end)
        try take(piece, isSegmentStart: start == 0, stamp, from: &framer)
        start = end
      }
    }
    unfinishedByteCount = framer.unfinishedByteCount
    try require(
      framer.pending.count <= MessageHeader.maximumDataLength + MessageHeader.prefixByteCount,
      "\(framer.pending.count) bytes wait")
  }

  private mutating func take(
    _ piece: Span<UInt8>, isSegmentStart: Bool, _ stamp: FrameStamp,
    from framer: inout MessageFramer
  ) throws(Violation) {
    while let unit = framer.next(in: piece, from: stamp, isSegmentStart: isSegmentStart) {
      var bytes: [UInt8] = []
      switch unit {
      case .inPending: bytes = framer.pending
      case .inChunk(let range):
        try require(
          range.lowerBound >= 0 && range.upperBound <= piece.count,
          "a message at \(range) of \(piece.count) bytes")
        bytes = [UInt8](copying: piece.extracting(range))
      }
      try require(
        zip(framer.carriers, framer.carriers.dropFirst()).allSatisfy { $0 <= $1 },
        "frames \(framer.carriers)")
      try require(
        framer.carriers.count <= MessageFramer.maximumCarriers, "too many frames are remembered")
      try check.decode(bytes)
      byteCount += bytes.count
      messages.append(bytes)
    }
    hasProblems = hasProblems || !framer.problems.isEmpty
    framer.clearProblems()
  }
}
