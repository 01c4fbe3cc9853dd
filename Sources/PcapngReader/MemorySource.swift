/// A capture that lies in memory, handed out in pieces: for captures that the program makes itself.
package final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let pieceByteCount: Int
  private var offset = 0

  /// Hands out at most `pieceByteCount` bytes at a time, and at least one.
  package init(_ bytes: [UInt8], pieceByteCount: Int = .max) {
    self.bytes = bytes
    self.pieceByteCount = max(pieceByteCount, 1)
  }

  package func fill(_ room: inout MutableSpan<UInt8>, from start: Int) throws(CaptureError) -> Int {
    let count = min(bytes.count - offset, room.count - start, pieceByteCount)
    for index in 0..<count {
      room[start + index] = bytes[offset + index]
    }
    offset += count
    return count
  }
}
