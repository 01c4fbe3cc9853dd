import Wire

/// Bytes that came before the ones in front of them, or the end of a stream that did.
struct WaitingPiece {
  let number: SequenceNumber
  var bytes: [UInt8]
  let stamp: FrameStamp
  /// Whether a segment was seen to begin with the first byte.
  var isSegmentStart: Bool
  /// Whether it is a FIN, which has no bytes here.
  var isFIN = false
  /// The table's count of segments when it came.
  let arrival: Int
  /// The table's clock when it came.
  let clock: Int64
  /// Bytes after its last one that the snap length cut off.
  var missing = 0

  /// The number after its last byte.
  var end: SequenceNumber { number.advanced(by: bytes.count) }
}
