/// A TCP sequence number: a place on the circle that 2³² numbers make.
///
/// RFC 9293 §3.4. Numbers are only ever compared by their distance, taken the shorter way round.
package struct SequenceNumber: Hashable, Sendable {
  package var rawValue: UInt32

  package init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Bytes from this number forward to `other`, −2³¹ to 2³¹ − 1; negative when `other` is behind.
  package func distance(to other: SequenceNumber) -> Int {
    Int(Int32(bitPattern: other.rawValue &- rawValue))
  }

  /// The number `byteCount` bytes further on, or further back.
  package func advanced(by byteCount: Int) -> SequenceNumber {
    SequenceNumber(rawValue &+ UInt32(truncatingIfNeeded: byteCount))
  }
}
