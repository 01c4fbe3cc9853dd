import NetworkLayers
import Wire

/// Segments that wait, in the order of the capture, because the first of them is the first that was
/// seen of its stream, in the middle of it: whether an earlier one comes a little later, out of
/// order, is to be known before the stream begins.
///
/// All segments of tracked connections wait with it, so that nothing changes its order.
struct LookAhead {
  /// Segments looked at beyond the first: captures are out of order by a few packets.
  static let maximumSegments = 32
  /// Packets after which the first waits no longer, where few of them belong to connections.
  static let maximumPackets = 1 << 12
  /// How far before the first segment one may lie to be of the same stream's flight: the largest
  /// window without scaling.
  static let maximumRewind = 1 << 16

  /// A segment that waits.
  struct Entry {
    let source: Endpoint
    let destination: Endpoint
    let kept: KeptSegment
    /// The packets of the capture so far.
    let packetCount: Int

    var segment: TCPSegment {
      @_lifetime(borrow self)
      get { kept.segment(between: source, and: destination) }
    }
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }
  var first: Entry? { entries.first }

  /// Whether enough came after the first to begin its stream.
  func isFull(at packetCount: Int) -> Bool {
    guard let first else { return false }
    return entries.count > Self.maximumSegments
      || packetCount - first.packetCount >= Self.maximumPackets
  }

  mutating func append(_ segment: borrowing TCPSegment, at stamp: FrameStamp, packetCount: Int) {
    entries.append(
      Entry(
        source: segment.source, destination: segment.destination,
        kept: KeptSegment(segment, isForward: true, at: stamp), packetCount: packetCount))
  }

  mutating func removeFirst() {
    entries.removeFirst()
  }

  /// The lowest number of the first segment's stream.
  var earliest: SequenceNumber? {
    guard let first else { return nil }
    let own = entries.lazy.filter { [first] in
      $0.source == first.source && $0.destination == first.destination
    }
    return KeptSegment.earliest(of: own.map(\.kept))
  }
}

extension KeptSegment {
  /// The lowest number of segments of one stream, as far as they may be of one flight with the
  /// first.
  static func earliest(of segments: some Sequence<KeptSegment>) -> SequenceNumber? {
    var first: SequenceNumber?
    var rewind = 0
    for segment in segments {
      let number = segment.firstByteNumber
      guard let first else {
        first = number
        continue
      }
      // A segment without data may be a probe, whose number is none of a byte to come.
      guard segment.marksBeginning else { continue }
      let distance = number.distance(to: first)
      if distance <= LookAhead.maximumRewind { rewind = max(rewind, distance) }
    }
    return first?.advanced(by: -rewind)
  }
}
