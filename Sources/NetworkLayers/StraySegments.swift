import Wire

/// Segments too far from their streams to belong to them, until the next shows what they are: chance,
/// or the first of another connection between the same ends, whose SYN was not captured.
struct StraySegments {
  /// Segments kept at one time, of up to 64 KiB each.
  static let maximumCount = 256

  /// A segment between two ends, and which of the table's it was.
  struct Stray {
    let source: Endpoint
    let destination: Endpoint
    let segment: KeptSegment
    let arrival: Int
  }

  /// The last one of each stream, by ``StreamID/index``.
  private var strays: [Int: Stray] = [:]

  var isEmpty: Bool { strays.isEmpty }

  /// Keeps a segment in place of the stream's last; beyond the limit, the oldest is forgotten.
  mutating func keep(_ stray: Stray, of stream: StreamID) {
    if strays.count >= Self.maximumCount,
      let oldest = strays.min(by: { $0.value.arrival < $1.value.arrival })
    {
      strays.removeValue(forKey: oldest.key)
    }
    strays[stream.index] = stray
  }

  /// Takes out the stream's segment; nil where it does not end at `number`.
  mutating func take(_ stream: StreamID, endingAt number: SequenceNumber) -> Stray? {
    guard let stray = strays[stream.index], stray.segment.head.end == number else { return nil }
    return strays.removeValue(forKey: stream.index)
  }

  mutating func remove(_ stream: StreamID) {
    if !strays.isEmpty { strays.removeValue(forKey: stream.index) }
  }
}
