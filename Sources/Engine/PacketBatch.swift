import NetworkLayers
import PcapngReader
import Wire

/// Packets that may matter, with their bytes, on their way to the dissector.
struct PacketBatch: Batch {
  /// One packet.
  struct Entry {
    let stamp: FrameStamp
    let linkType: LinkType
    /// Packets between the one before it and this that were passed over.
    let passedOver: Int
    /// Where its bytes lie in the batch.
    let bytes: Range<Int>
  }

  /// A remark or failure that comes before a packet.
  enum Note {
    case comments([String], of: FrameStamp)
    case failure(CaptureFailure)
    case remark(CaptureRemark)
  }

  /// Packets and bytes from which on a batch is handed over: few enough to stay in the processor's
  /// cache.
  private static let fullCount = 512
  private static let fullByteCount = 128 << 10

  private(set) var entries: [Entry] = []
  private(set) var bytes: [UInt8] = []
  /// RTP packets, in runs with no other packet in between, and their sources.
  private(set) var media = RTPRuns()
  /// For each run the index of the packet that it comes before.
  private(set) var mediaPlaces: [Int] = []
  /// Notes, each with the index of the packet that it comes before.
  private(set) var notes: [(before: Int, note: Note)] = []
  /// Packets after the last one that were passed over.
  var passedOverCount = 0
  /// Whether no more may come for a while.
  var isFlush = false
  /// Whether no batch comes after this one.
  var isLast = false
  /// Whether the last batch came before the captures' ends, because nothing more can be selected.
  var isEarly = false
  /// The time of the capture's first packet that has one, in the batch that it would be in.
  var firstTime: Timestamp?
  /// The time of the capture's newest packet, in the last batch.
  var lastTime: Timestamp?
  /// Where the clocks of the captures went back, in the last batch.
  var clock: ClockWatch?

  /// Bytes of the comments among the notes.
  private var commentByteCount = 0

  var isFull: Bool {
    entries.count >= Self.fullCount || bytes.count + commentByteCount >= Self.fullByteCount
      || media.isFull
  }

  /// Appends a run of RTP packets.
  mutating func append(_ run: borrowing RTPRun) {
    media.append(run)
    mediaPlaces.append(entries.count)
  }

  /// Appends a packet; whether the batch is full with it.
  mutating func append(
    _ data: Span<UInt8>, _ linkType: LinkType, at stamp: FrameStamp, passedOver: Int
  ) -> Bool {
    let start = bytes.count
    bytes.append(data)
    entries.append(
      Entry(
        stamp: stamp, linkType: linkType, passedOver: passedOver, bytes: start..<bytes.count))
    return isFull
  }

  mutating func append(_ note: Note) {
    notes.append((entries.count, note))
    if case .comments(let comments, _) = note {
      commentByteCount += comments.reduce(0) { $0 + $1.utf8.count }
    }
  }

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    if media.count > 0 {
      media.removeAll()
      mediaPlaces.removeAll(keepingCapacity: true)
    }
    if !notes.isEmpty { notes.removeAll() }
    commentByteCount = 0
    passedOverCount = 0
    isFlush = false
    firstTime = nil
  }
}
