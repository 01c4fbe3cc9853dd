import PcapngReader

/// A source that hands out one piece at a time, and notes how often it is asked.
final class ScriptedSource: ByteSource {
  private var pieces: [[UInt8]]
  private(set) var fillCount = 0

  init(_ pieces: [[UInt8]]) {
    self.pieces = pieces
  }

  func fill(_ room: inout MutableSpan<UInt8>, from start: Int) throws(CaptureError) -> Int {
    fillCount += 1
    guard !pieces.isEmpty else { return 0 }
    let piece = pieces.removeFirst()
    for index in piece.indices { room[start + index] = piece[index] }
    return piece.count
  }
}
